import type Docker from 'dockerode';
import { expect } from 'vitest';
import { countLive } from '../../src/practice/bring-up.ts';
import { inspectIfThere } from '../../src/practice/container.ts';
import type { PracticeIssue } from '../../src/practice/faults.ts';
import { withDatabase, withRedis } from '../../src/practice/faults/fault.ts';
import { usage } from '../../src/practice/faults/redis.ts';
import type { Service } from '../../src/practice/services.ts';
import type { Stack } from '../../src/practice/stack.ts';

/** What Docker, SQL or Redis itself says of the stack: the program under test has no part in it. */
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
    Promise.race([client.ping(), new Promise(resolve => setTimeout(resolve, 3000, 'no answer'))]),
  ).catch(() => 'no answer');
const errorsLogged: Look = async (stack, docker) => {
  const name = `${stack.prefix}app`;
  // To the millisecond: what was logged in the second of the start, and before it, is not of this start.
  const since = Date.parse((await inspectIfThere(docker, name))?.State.StartedAt ?? '') / 1000;
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
export const stale = count(`pg_stat_activity WHERE state LIKE 'idle in transaction%' AND usename = 'tsh'`);
export const stuck = count(`tds_sync_queue WHERE status = 'processing' AND lock_expires_at < now()`);
const spent = count(`tds_sync_queue WHERE status = 'pending' AND attempt_count >= max_retry_attempts`);
const delayed = count(`tds_sync_queue WHERE status = 'processing' AND created_at < now() - interval '1 hour'`);

const below = (limit: number): unknown => expect.toSatisfy((seen: unknown) => Number(seen) < limit);
/** Connections and clients of the test take a percent more or less. */
const within = (least: number, most: number): unknown =>
  expect.toSatisfy((seen: unknown) => Number(seen) >= least && Number(seen) <= most);

/** What an independent look sees of each fault: broken, well, and healed by the gate where that is not the same as well. */
export const looks: Record<PracticeIssue, { look: Look; broken: unknown; well: unknown; healed?: unknown }> = {
  container_not_running: { look: state('redis'), broken: expect.stringMatching(/exited|unhealthy/), well: 'healthy' },
  container_unhealthy: { look: state('neurolink'), broken: 'unhealthy', well: 'healthy' },
  container_stuck: { look: state('tds-scheduler'), broken: 'paused', well: 'running' },
  container_missing: { look: state('neurolink'), broken: 'gone', well: 'healthy' },
  connection_pool_exhausted: { look: idle, broken: 43, well: 0, healed: below(25) },
  table_locks: { look: waiting, broken: 2, well: 0 },
  stuck_transactions: { look: stale, broken: 3, well: 0 },
  redis_not_responding: { look: isRedisHung, broken: 'no answer', well: 'PONG' },
  redis_memory_full: { look: memoryPercent, broken: within(96, 99), well: expect.closeTo(10, -1.5), healed: below(80) },
  redis_memory_high: {
    look: memoryPercent,
    broken: within(85, 89),
    well: expect.closeTo(10, -1.5),
    healed: below(80),
  },
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
