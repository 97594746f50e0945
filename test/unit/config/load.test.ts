import { isAbsolute, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../../src/config/load.ts';
import { catalogue } from '../../../src/systems/catalogue.ts';
import { folder, load } from './config-on-disk.ts';

const THREE_LINES = `{ "connections": {
  "docker": {},
  "database": { "url": "\${DATABASE_URL}" },
  "redis": { "url": "redis://127.0.0.1:6379" }
} }`;

describe('defaults', () => {
  test('three connections are a config', () => {
    const { settings, policy, configured } = load(THREE_LINES, { DATABASE_URL: 'postgresql://a:p@b/c' });
    expect(settings.connections).toEqual({
      docker: { host: 'unix:///var/run/docker.sock' },
      database: { url: 'postgresql://a:p@b:5432/c' },
      redis: { url: 'redis://127.0.0.1:6379' },
    });
    expect([...configured]).toEqual([]);
    expect(policy.isEnabled).toBe(true);
  });

  test('{} has the limits, thresholds and times of the contract, and names nothing', () => {
    const { settings } = load('{}');
    expect(settings.environment).toBe('default');
    expect(settings.connections).toEqual({});
    expect(settings.auto_healing).toEqual({
      enabled: true,
      dry_run: false,
      max_healing_attempts: 3,
      retry_delay_seconds: 10,
      stabilization: { timeout_seconds: 30, consecutive_passes: 2, interval_seconds: 1 },
    });
    expect(settings.phases.preflight).toEqual({
      enabled: true,
      critical: true,
      timeout_seconds: 10,
      min_free_disk_gb: 5,
      min_free_memory_percent: 20,
      required_env: [],
    });
    expect(settings.phases.containers).toMatchObject({ starting_grace_seconds: 60, stuck_after_seconds: 120 });
    expect(settings.phases.containers).not.toHaveProperty('expected');
    expect(settings.phases.zoho_queue).not.toHaveProperty('table');
    expect(settings.phases.application).not.toHaveProperty('health_url');
    expect(settings.phases.application.error_pattern).toBe('\\b(ERROR|CRITICAL|Exception)\\b');
    expect(settings.blacklist.tables).toEqual(['users', 'roles', 'permissions']);
    expect(settings.safety_limits.max_same_heal_per_day).toBe(5);
  });

  test('a section that is there in part is completed, in lists too', () => {
    const { settings } = load(
      '{ "phases": { "workers": { "expected": [{ "name": "a", "match": "a", "heartbeat": { "redis_key": "k" } }] } } }',
    );
    expect(settings.phases.workers.expected).toEqual([
      { name: 'a', kind: 'worker', match: 'a', min_processes: 1, heartbeat: { redis_key: 'k', max_age_seconds: 120 } },
    ]);
  });

  test('two loads share nothing', () => {
    const first = load('{}').settings.blacklist.tables as string[];
    first.push('mine');
    expect(load('{}').settings.blacklist.tables).toEqual(['users', 'roles', 'permissions']);
  });
});

describe('Docker', () => {
  test.each([
    ['{ "phases": { "containers": {} } }', {}, 'unix:///var/run/docker.sock'],
    ['{ "phases": { "containers": {} } }', { DOCKER_HOST: 'tcp://a:2375' }, 'tcp://a:2375'],
    ['{ "connections": { "docker": {} } }', { DOCKER_HOST: '' }, 'unix:///var/run/docker.sock'],
    [
      '{ "connections": { "docker": { "host": "ssh://a" } }, "phases": { "containers": {} } }',
      { DOCKER_HOST: 'x' },
      'ssh://a',
    ],
    [
      '{ "connections": { "docker": { "host": "npipe:////./pipe/docker_engine" } } }',
      {},
      'npipe:////./pipe/docker_engine',
    ],
    ['{ "phases": { "redis": {} } }', { DOCKER_HOST: 'tcp://a:2375' }, undefined],
  ])('%s with %o', (text, env, host) => expect(load(text, env).settings.connections.docker?.host).toBe(host));
});

describe('what the file says', () => {
  test('comments, trailing commas and a byte order mark are no trouble', () => {
    expect(load('\uFEFF// a\n{ /* b */ "environment": "a", }').settings.environment).toBe('a');
  });

  test('the phases that stand in it are known', () => {
    expect([...load('{ "phases": { "preflight": {}, "redis": { "enabled": false } } }').configured]).toEqual([
      'preflight',
      'redis',
    ]);
  });

  test('empty optional URLs count as left out', () => {
    const { settings, notifications } = load(
      `{ "connections": { "database": { "url": "postgres://u:p@a/b", "admin_url": "\${ADMIN:-}" } },
         "phases": { "application": { "health_url": "" } },
         "notifications": { "slack": { "webhook_url": "\${HOOK:-}" }, "webhook": { "url": "" }, "email": { "smtp_url": "" } } }`,
    );
    expect(settings.connections.database).toEqual({ url: 'postgresql://u:p@a:5432/b' });
    expect(settings.phases.application).not.toHaveProperty('health_url');
    expect(notifications).toMatchObject({ slack: {}, webhook: {}, email: { from: '', to: [] } });
    expect(notifications.slack).not.toHaveProperty('webhook_url');
  });

  test('relative paths start at its folder', () => {
    const { settings, file } = load(
      '{ "reports": { "directory": "out" }, "phases": { "application": { "log_file": "../app.log" } } }',
    );
    expect(settings.reports.directory).toBe(join(folder, 'out'));
    expect(settings.phases.application.log_file).toBe(join(folder, '..', 'app.log'));
    expect(isAbsolute(file)).toBe(true);
  });

  test('a reference alone may be a number or a switch', () => {
    const { settings, secrets } = load(
      '{ "reports": { "keep": "${KEEP}" }, "auto_healing": { "enabled": "${ON:-false}", "retry_delay_seconds": "${DELAY:-0.5}" } }',
      { KEEP: ' 7 ' },
    );
    expect(settings.reports.keep).toBe(7);
    expect(settings.auto_healing).toMatchObject({ enabled: false, retry_delay_seconds: 0.5 });
    expect(secrets).toEqual([]);
  });
});

describe('the policy', () => {
  test('has a remedy for each issue type, with its default action', () => {
    const { policy } = load('{}');
    expect(Object.keys(policy.remedies)).toEqual(Object.keys(catalogue.issues));
    for (const [type, issue] of Object.entries(catalogue.issues))
      expect(policy.remedies[type]?.action?.id ?? null).toBe(issue.action);
    expect(policy.remedies['container_not_running']).toMatchObject({
      isEnabled: true,
      maxRetries: 2,
      timeoutMs: 30_000,
      requiresConfirmation: false,
    });
    for (const risky of ['high_error_rate', 'memory_leak', 'crash_loop'])
      expect(policy.remedies[risky]).toMatchObject({ maxRetries: 1, timeoutMs: 60_000, requiresConfirmation: true });
  });

  test('says what the file says, in milliseconds', () => {
    const { policy } = load(`{
      "auto_healing": { "enabled": false, "max_healing_attempts": 9, "retry_delay_seconds": 0.25 },
      "safety_limits": { "max_container_restarts_per_session": 1, "max_database_operations_per_session": 2,
        "max_redis_operations_per_session": 4, "max_queue_operations_per_session": 8, "cooldown_seconds": 90,
        "prevent_cascade_restarts": false, "max_simultaneous_failures": 6, "min_free_disk_gb": 0.5, "max_same_heal_per_day": 7 },
      "blacklist": { "containers": ["vault"] },
      "healing_actions": { "container_not_running": { "action": "restart_container", "max_retries": 0, "timeout_seconds": 5 },
        "table_locks": { "action": null, "enabled": false, "requires_confirmation": true } } }`);
    expect(policy).toMatchObject({
      isEnabled: false,
      maxHealingAttempts: 9,
      retryDelayMs: 250,
      limits: { container: 1, database: 2, redis: 4, queue: 8 },
      cooldownMs: 90_000,
      preventCascade: false,
      maxSimultaneousFailures: 6,
      minFreeDiskGb: 0.5,
      maxSameHealPerDay: 7,
      blacklist: { containers: ['vault'], processes: ['postgres', 'init', 'systemd'] },
    });
    expect(policy.remedies['container_not_running']).toMatchObject({
      action: { id: 'restart_container' },
      maxRetries: 0,
      timeoutMs: 5000,
    });
    expect(policy.remedies['table_locks']).toMatchObject({
      action: null,
      isEnabled: false,
      requiresConfirmation: true,
    });
  });
});

test('the shipped config loads, on a machine where nothing is set', () => {
  const shipped = new URL('../../../healing_config.json', import.meta.url).pathname;
  const { settings, configured } = loadConfig(shipped, {});
  expect(settings.environment).toBe('practice');
  expect([...configured]).toEqual(catalogue.phases.map(({ name }) => name));
});
