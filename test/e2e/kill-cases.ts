import { expect } from 'vitest';
import type { ConfigPart } from '../../src/practice/config.ts';
import { inspectIfThere } from '../../src/practice/container.ts';
import type { Fault, PracticeIssue } from '../../src/practice/faults.ts';
import { faults } from '../../src/practice/faults.ts';
import { withDatabase } from '../../src/practice/faults/fault.ts';
import { catalogue } from '../../src/systems/catalogue.ts';
import { looks } from '../practice/looks.ts';
import type { KillCase } from './kill-case.ts';
import type { Practice } from './practice.ts';

/** An action of the practice stack: by which issue it is come to, and what its kill may leave behind. */
interface Spec {
  readonly action: string;
  readonly issue: PracticeIssue;
  /** Where the issue has another action by default. */
  readonly isMapped?: boolean;
  readonly partly?: unknown;
  readonly down?: unknown;
}

const between = (least: number, most: number): unknown =>
  expect.toSatisfy((seen: unknown) => Number(seen) >= least && Number(seen) <= most);
/** Killed between the stop and the start. */
const stopped: unknown = expect.stringMatching(/exited|unhealthy|starting/);

const specs: readonly Spec[] = [
  { action: 'start_container', issue: 'container_not_running' },
  { action: 'restart_container', issue: 'container_unhealthy' },
  { action: 'force_restart_container', issue: 'container_unhealthy', isMapped: true, down: stopped },
  // What is paused is unpaused, by the same action.
  { action: 'force_restart_container', issue: 'container_stuck' },
  { action: 'kill_idle_connections', issue: 'connection_pool_exhausted', partly: between(0, 43) },
  { action: 'clear_blocking_queries', issue: 'table_locks', partly: between(0, 2) },
  { action: 'terminate_idle_transactions', issue: 'stuck_transactions', partly: between(0, 3) },
  { action: 'restart_redis', issue: 'redis_not_responding' },
  { action: 'flush_expiring_keys', issue: 'redis_memory_full', partly: between(0, 97) },
  { action: 'clear_all_cache', issue: 'redis_memory_full', isMapped: true, partly: between(0, 97) },
  { action: 'clear_expired_keys', issue: 'redis_memory_high', partly: between(0, 87) },
  { action: 'restart_main_service', issue: 'workers_down' },
  { action: 'restart_scheduler', issue: 'scheduler_stopped' },
  { action: 'restart_worker', issue: 'worker_not_processing' },
  { action: 'requeue_failed_items', issue: 'sync_queue_stuck', partly: between(0, 75) },
  { action: 'clear_dead_letter_queue', issue: 'too_many_pending_items', partly: between(0, 60) },
  { action: 'reset_processing_status', issue: 'sync_delay', partly: between(0, 5) },
  { action: 'restart_application', issue: 'high_error_rate' },
  { action: 'restart_application', issue: 'memory_leak' },
  { action: 'clear_state_and_restart', issue: 'crash_loop', down: 'calm' },
  { action: 'emergency_cleanup', issue: 'disk_space_low' },
];

/** One name for each, as `restart_application of memory_leak`. */
export const stackCases: readonly string[] = specs.map(({ action, issue }) => `${action} of ${issue}`);

const phaseOf = (issue: PracticeIssue): string => catalogue.issues[issue]?.phase ?? '';

/** Nothing is in the way but what is tested: attempts are counted, but never too many. */
const open: ConfigPart = {
  safety_limits: {
    ...{ cooldown_seconds: 0, max_same_heal_per_day: 10_000, max_queue_operations_per_session: 100 },
    ...{ max_container_restarts_per_session: 100, max_database_operations_per_session: 100 },
    ...{ max_redis_operations_per_session: 100 },
  },
  // Errors of a while ago are still errors at the next kill.
  phases: { application: { error_window_seconds: 3600 } },
};

/** The case of that name on a practice stack. */
export function stackCase(lab: () => Practice, name: string): KillCase {
  const spec = specs[stackCases.indexOf(name)];
  if (!spec) throw new Error(`expected one of ${stackCases.join(', ')}, saw ${name}`);
  const { action, issue, isMapped } = spec;
  const { look, broken, well, healed } = looks[issue];
  const fault: Fault = faults[issue];
  let before = '';
  let rows = 0;
  return {
    ...{ action, broken, healed: healed ?? well, partly: spec.partly, down: spec.down },
    // Approved for those of high risk; no harm to the others. Fewer phases, for there are hundreds of runs.
    args: ['--approve', issue, '--phase', ...new Set(['containers', phaseOf(issue)])],
    look: () => look(lab().stack, lab().docker),
    async inject() {
      before = await idsOf(lab());
      const { stack, docker } = lab();
      await fault.inject(stack, docker);
      rows = (await queueOf(lab())).rows;
      const config = fault.config ? await fault.config(stack, docker) : {};
      const phases = { ...(open['phases'] as ConfigPart), ...((config['phases'] ?? {}) as ConfigPart) };
      return lab().desk({
        ...{ ...open, phases },
        ...(isMapped ? { healing_actions: { [issue]: { action } } } : {}),
      });
    },
    async sound() {
      expect(await idsOf(lab())).toBe(before);
      if (issue !== 'container_stuck') expect(await pausedIn(lab())).toEqual([]);
      // A stopped or full database is asked by the superuser, whose slots are reserved.
      expect(await queueOf(lab())).toEqual({ rows, mismatches: 0 });
    },
  };
}

const containersOf = ({ stack, docker }: Practice) =>
  Promise.all(Object.values(stack.containers).map(({ name }) => inspectIfThere(docker, name)));
const idsOf = async (lab: Practice): Promise<string> =>
  (await containersOf(lab)).map(info => info?.Id ?? 'gone').join(' ');
const pausedIn = async (lab: Practice): Promise<string[]> =>
  (await containersOf(lab)).flatMap(info => (info?.State.Paused ? [info.Name] : []));

/** How many rows the queue has, and how many of them are dead without exactly one letter, or have one and are not. */
async function queueOf({ stack }: Practice): Promise<{ rows: number; mismatches: number }> {
  const query = `
    SELECT count(*)::int AS rows,
           count(*) FILTER (WHERE coalesce(n, 0) <> CASE WHEN status = 'dead_letter' THEN 1 ELSE 0 END)::int AS mismatches
      FROM tds_sync_queue LEFT JOIN (SELECT sync_queue_id AS id, count(*) AS n FROM tds_dead_letter_queue GROUP BY 1) d USING (id)`;
  return withDatabase(stack, async client => {
    const { rows } = await client.query<{ rows: number; mismatches: number }>(query);
    return rows[0] ?? { rows: -1, mismatches: -1 };
  });
}
