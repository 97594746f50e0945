import type Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countLive } from '../../src/practice/bring-up.ts';
import { inspectIfThere } from '../../src/practice/container.ts';
import { faults, undoAll, type PracticeIssue } from '../../src/practice/faults.ts';
import { fillPool } from '../../src/practice/faults/database.ts';
import { withDatabase, withRedis } from '../../src/practice/faults/fault.ts';
import { usage } from '../../src/practice/faults/redis.ts';
import type { Service } from '../../src/practice/services.ts';
import { up, type Stack } from '../../src/practice/stack.ts';
import { openStack, quiet, untilHealthy, type TestStack } from './practice-stack.ts';

let own: TestStack;
beforeAll(async () => {
  own = await openStack();
});
afterAll(async () => {
  await own.close();
});

type Look = (stack: Stack, docker: Docker) => Promise<unknown>;

const state =
  (service: Service): Look =>
  async (stack, docker) => {
    const info = await inspectIfThere(docker, `${stack.prefix}${service}`);
    return info === undefined ? 'gone' : (info.State.Health?.Status ?? info.State.Status);
  };

const count =
  (query: string): Look =>
  stack =>
    withDatabase(
      stack,
      async client => (await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${query}`)).rows[0]?.n,
    );

const live =
  (service: Service, match: string): Look =>
  (stack, docker) =>
    countLive(docker, `${stack.prefix}${service}`, match);

const memoryPercent: Look = stack => withRedis(stack, async client => Math.floor((await usage(client)) * 100));
const isRedisHung: Look = stack =>
  withRedis(stack, client =>
    Promise.race([client.ping(), new Promise(resolve => setTimeout(resolve, 500, 'no answer'))]),
  ).catch(() => 'no answer');
const errorsLogged: Look = async (stack, docker) => {
  const name = `${stack.prefix}app`;
  const since = Math.floor(Date.parse((await inspectIfThere(docker, name))?.State.StartedAt ?? '') / 1000);
  const log = await docker.getContainer(name).logs({ stdout: true, stderr: true, since });
  return log.toString('utf8').split(' ERROR ').length - 1;
};
const appMemory: Look = async (stack, docker) => {
  const stats = await docker.getContainer(`${stack.prefix}app`).stats({ stream: false });
  return stats.memory_stats.usage / stats.memory_stats.limit > 0.9 ? 'full' : 'free';
};
const restarts: Look = async (stack, docker) =>
  ((await inspectIfThere(docker, `${stack.prefix}app`))?.RestartCount ?? 0) >= 3 ? 'looping' : 'calm';
const trash: Look = async (stack, docker) =>
  (await docker.listImages({ filters: { label: [`orixoon.practice.trash=${stack.project}`] } })).length;

const idle = count(`pg_stat_activity WHERE application_name = 'lab-idle' AND state = 'idle'`);
const waiting = count(`pg_locks WHERE NOT granted`);
const stale = count(`pg_stat_activity WHERE state LIKE 'idle in transaction%' AND usename = 'tsh'`);
const stuck = count(`tds_sync_queue WHERE status = 'processing' AND lock_expires_at < now()`);
const spent = count(`tds_sync_queue WHERE status = 'pending' AND attempt_count >= max_retry_attempts`);
const delayed = count(`tds_sync_queue WHERE status = 'processing' AND created_at < now() - interval '1 hour'`);

/** What an independent look sees: broken, and well. */
const cases: Record<PracticeIssue, { look: Look; broken: unknown; well: unknown }> = {
  container_not_running: { look: state('redis'), broken: expect.stringMatching(/exited|unhealthy/), well: 'healthy' },
  container_unhealthy: { look: state('neurolink'), broken: 'unhealthy', well: 'healthy' },
  container_stuck: { look: state('tds-scheduler'), broken: 'paused', well: 'running' },
  container_missing: { look: state('neurolink'), broken: 'gone', well: 'healthy' },
  connection_pool_exhausted: { look: idle, broken: 43, well: 0 },
  table_locks: { look: waiting, broken: 2, well: 0 },
  stuck_transactions: { look: stale, broken: 3, well: 0 },
  redis_not_responding: { look: isRedisHung, broken: 'no answer', well: 'PONG' },
  redis_memory_full: { look: memoryPercent, broken: 97, well: expect.closeTo(10, -1.5) },
  redis_memory_high: { look: memoryPercent, broken: 87, well: expect.closeTo(10, -1.5) },
  workers_down: { look: live('app', 'spawn_main'), broken: 1, well: 2 },
  scheduler_stopped: { look: live('tds-scheduler', 'tds_auto_sync_scheduler'), broken: 0, well: 1 },
  worker_not_processing: { look: live('tds-worker', 'tds_worker'), broken: 0, well: 1 },
  sync_queue_stuck: { look: stuck, broken: 75, well: 0 },
  too_many_pending_items: { look: spent, broken: 60, well: 0 },
  sync_delay: { look: delayed, broken: 5, well: 0 },
  high_error_rate: { look: errorsLogged, broken: 75, well: 0 },
  memory_leak: { look: appMemory, broken: 'full', well: 'free' },
  crash_loop: { look: restarts, broken: 'looping', well: 'calm' },
  disk_space_low: { look: trash, broken: 1, well: 0 },
};

describe.each(Object.entries(cases))('%s', (issue, { look, broken, well }) => {
  test('breaks the real thing and mends it again', async () => {
    const { docker, stack } = own;
    const fault = faults[issue as PracticeIssue];
    expect(await look(stack, docker)).toEqual(well);
    try {
      await fault.inject(stack, docker);
      expect(await look(stack, docker)).toEqual(broken);
    } finally {
      await fault.undo(stack, docker);
    }
    expect(await look(stack, docker)).toEqual(well);
    await untilHealthy(stack.urls.app);
    await fault.undo(stack, docker);
  });
});

test('a pool can be filled to the last connection that the application may have', async () => {
  const { docker, stack } = own;
  try {
    await fillPool(stack, docker, 1);
    const refused = withDatabase({ ...stack, urls: { ...stack.urls, databaseAdmin: stack.urls.database } }, () =>
      Promise.resolve(),
    );
    await expect(refused).rejects.toMatchObject({ code: '53300' });
  } finally {
    await faults.connection_pool_exhausted.undo(stack, docker);
  }
});

test('many faults at once are undone at once', async () => {
  const { docker, stack } = own;
  for (const issue of ['stuck_transactions', 'sync_queue_stuck', 'redis_memory_full', 'container_unhealthy'] as const) {
    await faults[issue].inject(stack, docker);
  }
  await faults.container_stuck.inject(stack, docker);
  await faults.redis_not_responding.inject(stack, docker);
  await undoAll(stack, docker);
  const said: string[] = [];
  await up({ docker, host: stack.host, prefix: stack.prefix, say: line => said.push(line) });
  expect(said).toEqual([]);
  expect(await stuck(stack, docker)).toBe(0);
  expect(await stale(stack, docker)).toBe(0);
  await up({ docker, host: stack.host, prefix: stack.prefix, say: quiet });
});
