import { describe, expect, test } from 'vitest';
import type { ActionInfo } from '../../../src/core/policy.ts';
import { catalogue, compile, fittingActions } from '../../../src/systems/catalogue.ts';
import type { IssueInfo } from '../../../src/systems/system.ts';

/** The contract's table: phase (in their order), issue type, default action, risk. */
const table = `
preflight disk_space_low emergency_cleanup high
containers container_not_running start_container low
containers container_unhealthy restart_container low
containers container_stuck force_restart_container medium
containers container_missing - -
database connection_pool_exhausted kill_idle_connections low
database table_locks clear_blocking_queries medium
database stuck_transactions terminate_idle_transactions medium
redis redis_not_responding restart_redis low
redis redis_memory_full flush_expiring_keys low
redis redis_memory_high clear_expired_keys low
workers workers_down restart_main_service medium
workers scheduler_stopped restart_scheduler low
workers worker_not_processing restart_worker low
zoho_queue sync_queue_stuck requeue_failed_items low
zoho_queue too_many_pending_items clear_dead_letter_queue medium
zoho_queue sync_delay reset_processing_status medium
application high_error_rate restart_application high
application memory_leak restart_application high
application crash_loop clear_state_and_restart high`
  .trim()
  .split('\n')
  .map(row => row.split(' '));

test.each(table)('%s: %s is healed by %s, risk %s', (phase, type, action, risk) => {
  const issue = catalogue.issues[type];
  expect(issue?.phase).toBe(phase);
  expect(issue?.action ?? '-').toBe(action);
  expect(catalogue.actions[issue?.action ?? '']?.risk ?? '-').toBe(risk);
});

test('the table is all there is', () => {
  expect(Object.keys(catalogue.issues).sort()).toEqual(table.map(([, type]) => type).sort());
  expect(catalogue.phases.map(({ name }) => name)).toEqual([...new Set(table.map(([phase]) => phase))]);
  const selectable = [...new Set(table.map(([, , action]) => action).filter(action => action !== '-'))];
  expect(Object.keys(catalogue.actions).sort()).toEqual([...selectable, 'kill_process', 'clear_all_cache'].sort());
  expect(catalogue.actions['kill_process']?.risk).toBe('high');
  expect(catalogue.actions['clear_all_cache']?.risk).toBe('high');
});

test('each action is filed under its own id', () => {
  for (const [id, action] of Object.entries(catalogue.actions)) expect(action.id).toBe(id);
});

test.each([
  ['host', 'emergency_cleanup'],
  ['container', 'start_container restart_container force_restart_container'],
  ['database', 'start_container kill_idle_connections clear_blocking_queries terminate_idle_transactions'],
  [
    'redis',
    'start_container restart_container force_restart_container restart_redis flush_expiring_keys clear_expired_keys clear_all_cache',
  ],
  [
    'worker',
    'start_container restart_container force_restart_container restart_main_service restart_scheduler restart_worker kill_process',
  ],
  ['queue', 'requeue_failed_items clear_dead_letter_queue reset_processing_status'],
  [
    'application',
    'start_container restart_container force_restart_container restart_application clear_state_and_restart',
  ],
] as const)('what fits a %s', (target, ids) => {
  const fitting = Object.values(catalogue.actions).filter(({ fits }) => fits.includes(target));
  expect(fitting.map(({ id }) => id)).toEqual(ids.split(' '));
});

test('of what may be mapped to a database issue, nothing can restart its container', () => {
  const fitting = Object.values(catalogue.actions).filter(({ fits }) => fits.includes('database'));
  expect(fitting.filter(({ budget }) => budget === 'container').map(({ id }) => id)).toEqual(['start_container']);
});

test('whatever touches a container draws on the container budget, and nothing else does', () => {
  const drawing = Object.values(catalogue.actions).filter(({ budget }) => budget === 'container');
  expect(drawing.map(({ id }) => id).sort()).toEqual([
    'clear_state_and_restart',
    'force_restart_container',
    'restart_application',
    'restart_container',
    'restart_main_service',
    'restart_redis',
    'restart_scheduler',
    'restart_worker',
    'start_container',
  ]);
});

describe('compile', () => {
  const action: ActionInfo = { id: 'mend', title: 'Mend', risk: 'low', budget: 'none', fits: ['host'] };
  const issue: IssueInfo = { title: 'Broken', target: 'host', action: 'mend', meaning: '', detection: '' };
  const entry = { name: 'a', title: 'A', notConfigured: () => null, issues: { broken: issue }, actions: [action] };

  test('refuses an action that is there twice', () => {
    expect(() => compile([entry, { ...entry, name: 'b', issues: {} }])).toThrow('has mend twice');
  });
  test('refuses an issue type that is there twice', () => {
    expect(() => compile([entry, { ...entry, name: 'b', actions: [] }])).toThrow('has broken twice');
  });
  test('refuses a default action that does not fit, or does not exist', () => {
    expect(() => compile([{ ...entry, issues: { broken: { ...issue, target: 'redis' } } }])).toThrow(
      'does not fit a redis',
    );
    expect(() => compile([{ ...entry, actions: [] }])).toThrow('does not fit a host');
  });
  test('what is only reported fits nothing', () => {
    expect(fittingActions(issue, { mend: action })).toEqual([action]);
    expect(fittingActions({ ...issue, action: null }, { mend: action })).toEqual([]);
  });
});
