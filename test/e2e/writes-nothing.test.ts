import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { practiceConfig } from '../../src/practice/config.ts';
import type { ConfigPart } from '../../src/practice/config.ts';
import type { PracticeIssue } from '../../src/practice/faults.ts';
import { faults } from '../../src/practice/faults.ts';
import { withRedis } from '../../src/practice/faults/fault.ts';
import { looks } from '../practice/looks.ts';
import type { HostWorker } from './host-worker.ts';
import { hostWorker } from './host-worker.ts';
import type { Desk } from './orixoon.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';
import { isLook, watchCalls } from './watches/engine-calls.ts';
import { isIdle, watchEvents } from './watches/engine-events.ts';
import { monitorRedis, notRedisReads } from './watches/redis-commands.ts';
import type { RedisCommand } from './watches/redis-commands.ts';
import { processesOf, standing } from './watches/standing.ts';
import { logStatements, notReads } from './watches/statements.ts';
import type { Onlookers, Seen } from './watches/watch.ts';
import { monitored, watched } from './watches/watch.ts';

let lab: Practice;
let eyes: Onlookers;
let absent: HostWorker;
beforeAll(async () => {
  lab = await practice('quiet-');
  await logStatements(lab);
  const socket = join(mkdtempSync(join(tmpdir(), 'orixoon-quiet-')), 'engine.sock');
  eyes = { lab, engine: await watchCalls(lab.stack.host, socket), events: await watchEvents(lab) };
  absent = hostWorker();
});
afterEach(() => lab.mend());
afterAll(async () => {
  eyes.events.end();
  await eyes.engine.close();
  await absent.end();
  await lab.down();
});

/**
 * Every fault that can be practised, as many at once as can be there together, each after what it would take away: Redis
 * is full, or filled with what has expired, or stopped, or hung; a queue is cleared before it is filled another way.
 */
const together: Readonly<Record<string, readonly PracticeIssue[]>> = {
  'Redis full': [
    ...(['disk_space_low', 'container_unhealthy', 'sync_queue_stuck', 'worker_not_processing'] as const),
    ...(['container_stuck', 'workers_down', 'high_error_rate', 'memory_leak'] as const),
    ...(['redis_memory_full', 'table_locks', 'stuck_transactions', 'connection_pool_exhausted'] as const),
  ],
  'Redis filled with what has expired': [
    ...(['container_missing', 'scheduler_stopped', 'too_many_pending_items', 'crash_loop'] as const),
    ...(['stuck_transactions', 'redis_memory_high'] as const),
  ],
  'Redis stopped': ['container_unhealthy', 'sync_delay', 'table_locks', 'container_not_running'],
  'Redis hung': ['container_stuck', 'sync_queue_stuck', 'connection_pool_exhausted', 'redis_not_responding'],
};

test('no fault is left out', () => {
  expect(new Set(Object.values(together).flat())).toEqual(new Set(Object.keys(faults)));
});

/** As much as can be asked for without asking for a heal: every rule that could stop a plan early is out of the way. */
const wishes: readonly (readonly string[])[] = [
  [],
  ['--auto-heal', '--dry-run'],
  ['--auto-heal', '--dry-run', '--yes'],
  ['--auto-heal', '--dry-run', ...Object.keys(faults).flatMap(issue => ['--approve', issue])],
];

async function deskFor(issues: readonly PracticeIssue[], more: ConfigPart = {}): Promise<Desk> {
  // On this machine too there is something to start: by a command, if anybody ran it.
  const { phases } = practiceConfig(lab.stack) as { phases: { workers: { expected: readonly ConfigPart[] } } };
  const onHost = { name: 'absent', match: absent.match, restart_command: [...absent.startCommand] };
  const disk = issues.includes('disk_space_low') ? await faults.disk_space_low.config?.(lab.stack, lab.docker) : {};
  return lab.desk({
    connections: {
      docker: { host: eyes.engine.host },
      database: { url: lab.stack.urls.database, admin_url: lab.stack.urls.databaseAdmin },
      redis: { url: lab.stack.urls.redis },
    },
    phases: {
      ...(disk?.['phases'] as ConfigPart | undefined),
      workers: { expected: [...phases.workers.expected, onHost] },
    },
    safety_limits: { max_simultaneous_failures: 100 },
    ...more,
  });
}

const inject = async (issues: readonly PracticeIssue[]): Promise<void> => {
  for (const issue of issues) await faults[issue].inject(lab.stack, lab.docker);
};

/** `latest` is a link to one of them. */
const REPORTS =
  /^reports(?:\/(?:latest|\d{8}_\d{6}(?:_\d+)?)(?:\/(?:events\.ndjson|healing_actions\.log|report\.json|junit\.xml|report\.html))?)?$/;
/** A lock that is let go of stays as an empty file: nobody holds it, and its number never comes back. */
const LOCKS = /^tmp\/orixoon-locks(?:\/.*\.lock)?$/;

/** What a run that only looks may leave: its reports, and a lock that nobody holds. No ledger. */
const otherPaths = (paths: readonly string[]): string[] =>
  paths.filter(path => !REPORTS.test(path) && !LOCKS.test(path));

/** What Docker does by itself to a container that crashes and is to be started again. */
const crashes = new Set(['die', 'start', 'connect', 'disconnect', 'mount', 'unmount', 'restart', 'stop', 'kill']);

const isWhole = process.env['WHOLE'] === '1';

function expectNothingWritten(seen: Seen, isLooping: boolean): void {
  expect(notReads(seen.statements)).toEqual([]);
  expect(seen.calls.filter(call => !isLook(call))).toEqual([]);
  const events = seen.events.filter(event => !isIdle(event) && !(isLooping && crashes.has(event.action)));
  expect(events).toEqual([]);
  expect(otherPaths(seen.paths)).toEqual([]);
}

describe.each(Object.entries(together))('with %s', (name, issues) => {
  test('and all else broken: a test-only run and a dry run write nothing', async () => {
    const hangs = issues.includes('redis_not_responding');
    const isRedisUp = !hangs && !issues.includes('container_not_running');
    const isLooping = issues.includes('crash_loop');
    // A Redis that hangs tells what it was asked when it goes on: nothing may wait for it in the line.
    await inject(issues.slice(0, -1));
    const early = hangs ? await monitorRedis(lab) : null;
    await inject(issues.slice(-1));
    const monitor = early ?? (isRedisUp ? await monitorRedis(lab) : null);
    const at = await deskFor(issues);
    const [before, young] = [await standing(lab, { isRedisUp }), await processesOf(lab, 5)];
    const asked: RedisCommand[] = [];
    // The least and the most of the wishes; in the soak (`WHOLE=1`) every one.
    for (const flags of isWhole ? wishes : [wishes[0] ?? [], wishes.at(-1) ?? []]) {
      const work = () => watched(eyes, at, ...flags);
      const run = monitor ? await monitored(monitor, work) : { done: await work(), commands: [] };
      asked.push(...run.commands);
      expect(run.done.exitCode, run.done.stdout).toBe(1);
      expectNothingWritten(run.done, isLooping);
      const { issues: found, auto_healing, mode } = at.report();
      expect(auto_healing.actions).toEqual([]);
      expect(found.map(({ type }) => type)).toEqual(expect.arrayContaining([...issues]));
      if (mode.dry_run) expect(found.map(({ outcome }) => outcome)).toContain('would_heal');
    }
    if (isWhole || name === 'Redis full') {
      const file = join(at.folder, 'home', 'issues.json');
      writeFileSync(file, JSON.stringify(issues.map(type => ({ type }))));
      const named = await watched(eyes, at, 'heal', '--issue-file', file, '--dry-run', '--yes');
      expect(named.exitCode, named.stdout).toBe(1);
      expectNothingWritten(named, isLooping);
    }
    expect(await standing(lab, { isRedisUp })).toEqual(before);
    expect(await processesOf(lab, 0)).toEqual(expect.arrayContaining(young));
    expect(await absent.alive()).toEqual([]);
    // An independent look finds each still broken. A Redis that hangs was seen to by the runs.
    for (const issue of issues.filter(one => one !== 'redis_not_responding')) {
      const { look, well, healed } = looks[issue];
      expect(await look(lab.stack, lab.docker), issue).not.toEqual(healed ?? well);
    }
    // This mends all the rest too, and lets Redis tell what it was asked.
    if (hangs) await faults.redis_not_responding.undo(lab.stack, lab.docker);
    if (monitor && !hangs) expect(asked.length).toBeGreaterThan(0);
    if (monitor) {
      const all = hangs ? [...monitor.commands] : asked;
      expect(await withRedis(lab.stack, client => notRedisReads(client, all))).toEqual([]);
      monitor.end();
    }
  });
});

test('every watch sees a run that heals', async () => {
  const issues = ['container_unhealthy', 'sync_queue_stuck', 'redis_memory_full', 'stuck_transactions'] as const;
  await inject(issues);
  const monitor = await monitorRedis(lab);
  // The queue waits that long for what its database's heal may have cured: it has not.
  const at = await deskFor(issues, { auto_healing: { stabilization: { timeout_seconds: 20 } } });
  const [before, old] = [await standing(lab, { isRedisUp: true }), await processesOf(lab, 1)];
  const { done, commands } = await monitored(monitor, () => watched(eyes, at, '--auto-heal', '--yes'));
  expect(at.report().issues.map(({ type }) => type)).toEqual(expect.arrayContaining([...issues]));
  const written = notReads(done.statements).join('\n');
  expect(written).toMatch(/pg_terminate_backend/);
  expect(written).toMatch(/update .*tds_sync_queue/i);
  const reds = await withRedis(lab.stack, client => notRedisReads(client, commands));
  expect(reds.join('\n')).toMatch(/UNLINK|EVAL/);
  const restart = expect.objectContaining({
    method: 'POST',
    path: expect.stringMatching(/\/restart\?/) as string,
  }) as object;
  expect(done.calls.filter(call => !isLook(call))).toContainEqual(restart);
  const restarted = { kind: 'container', action: 'restart', of: 'quiet-neurolink' };
  expect(done.events.filter(event => !isIdle(event))).toContainEqual(restarted);
  expect(otherPaths(done.paths)).toContainEqual(expect.stringMatching(/^reports\/\.orixoon\/.*\.ledger\.jsonl$/));
  expect(await absent.alive()).toHaveLength(1);
  const after = await standing(lab, { isRedisUp: true });
  expect(after.containers['neurolink']).not.toEqual(before.containers['neurolink']);
  expect(after.database).not.toEqual(before.database);
  expect(after.redis).not.toEqual(before.redis);
  expect(await processesOf(lab, 0)).not.toEqual(expect.arrayContaining(old));
  monitor.end();
});
