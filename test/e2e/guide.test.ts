import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { faults } from '../../src/practice/faults.ts';
import { fillPool } from '../../src/practice/faults/database.ts';
import { withDatabase } from '../../src/practice/faults/fault.ts';
import { stuck } from '../practice/looks.ts';
import type { Desk } from './orixoon.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';

// The guide ends 15 connections to bring a pool from 90 % to 45 %: so 33 may be used, and PostgreSQL keeps 3.
const USABLE = 33;

let lab: Practice;
beforeAll(async () => void (lab = await practice('guide-', { maxConnections: USABLE + 3 })));
afterEach(() => lab.mend());
afterAll(() => lab.down());

const checkOf = (at: Desk, phase: string, check: string) =>
  at
    .report()
    .phases.find(({ name }) => name === phase)
    ?.checks.find(({ name }) => name === check);

/** Connections of clients that stay: without the one that asks, and without those of health checks, which come and go. */
const connected = (): Promise<number> =>
  withDatabase(lab.stack, async client => {
    const query = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND application_name <> 'tsh-app-health'`;
    return (await client.query<{ n: number }>(query)).rows[0]?.n ?? 0;
  });

test('a pool nine tenths full: 15 idle connections are terminated, 45 % are in use after', async () => {
  await fillPool(lab.stack, lab.docker, 0.9);
  expect(await connected()).toBe(30);
  const at = lab.desk();
  const run = await at.run('--auto-heal');
  expect(run.exitCode, run.stdout).toBe(0);
  const { actions } = at.report().auto_healing;
  expect(actions).toMatchObject([{ issue: 'connection_pool_exhausted', action: 'kill_idle_connections' }]);
  // A health check that is connected while the heal looks is in use, too: one more has to go for each.
  const passing = (actions[0]?.changed['terminated'] ?? 0) - 15;
  expect([0, 1, 2]).toContain(passing);
  expect(Math.round((100 * ((await connected()) + passing)) / USABLE)).toBe(45);
});

test('a pool so full that we are refused: admin_url gets in; without one the run says so and exits 1', async () => {
  await fillPool(lab.stack, lab.docker, 1);
  const outside = lab.desk({
    connections: { database: { admin_url: '' } },
    phases: { database: { timeout_seconds: 5 } },
  });
  const refused = await outside.run('--auto-heal', '--phase', 'database');
  expect(refused.exitCode, refused.stdout).toBe(1);
  expect(refused.stdout).toContain('admin_url');
  expect(refused.stdout + refused.stderr).not.toMatch(/\n\s+at .*\(/);
  expect(outside.report().auto_healing.actions).toEqual([]);
  const inside = lab.desk();
  const run = await inside.run('--auto-heal');
  expect(run.exitCode, run.stdout).toBe(0);
  expect(Math.round((100 * (await connected())) / USABLE)).toBeLessThanOrEqual(45);
});

test('75 stuck items: 50 go back, 25 become dead letters, fewer than 10 are stuck after', async () => {
  await faults.sync_queue_stuck.inject(lab.stack, lab.docker);
  // Dead letters are a limit of their own: these are for a person to read.
  const at = lab.desk({ phases: { zoho_queue: { max_dead_letters: 25, max_pending: 60 } } });
  const run = await at.run('--auto-heal');
  expect(run.exitCode, run.stdout).toBe(0);
  expect(at.report().auto_healing.actions).toMatchObject([
    { issue: 'sync_queue_stuck', changed: { requeued: 50, dead_lettered: 25 } },
  ]);
  expect(await stuck(lab.stack, lab.docker)).toBeLessThan(10);
});

test('75 errors in five minutes: asks, restarts, and what was logged before fails nothing after', async () => {
  await faults.high_error_rate.inject(lab.stack, lab.docker);
  const at = lab.desk();
  const asked = await at.run('--auto-heal');
  expect(asked.exitCode, asked.stdout).toBe(4);
  const planId = at.report().issues.find(({ type }) => type === 'high_error_rate')?.plan_id ?? '';
  expect(asked.stdout).toContain(`--approve ${planId}`);
  expect(checkOf(at, 'application', 'errors')).toMatchObject({ status: 'failed', observed: 75, threshold: 50 });
  const run = await at.run('--auto-heal', '--approve', planId);
  expect(run.exitCode, run.stdout).toBe(0);
  expect(at.report().auto_healing.actions).toMatchObject([
    { action: 'restart_application', changed: { restarted: 1 } },
  ]);
  expect(checkOf(at, 'application', 'errors')).toMatchObject({ status: 'passed', observed: 0 });
});

test('Redis does not answer: its container is restarted', async () => {
  await faults.redis_not_responding.inject(lab.stack, lab.docker);
  const before = await lab.state('redis');
  const at = lab.desk();
  const run = await at.run('--auto-heal');
  expect(run.exitCode, run.stdout).toBe(0);
  expect(at.report().auto_healing.actions).toMatchObject([
    { issue: 'redis_not_responding', action: 'restart_redis', changed: { restarted: 1 } },
  ]);
  expect((await lab.state('redis')).startedAt).not.toBe(before.startedAt);
});
