import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { StampedEvent } from '../../src/engine/events.ts';
import { poll } from '../../src/practice/poll.ts';
import { ledgerOf } from './kill-account.ts';
import type { Desk, Ended } from './orixoon.ts';
import { desk, start } from './orixoon.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';

let lab: Practice;
beforeAll(async () => void (lab = await practice('once-', { services: ['tsh_postgres', 'redis', 'tds-worker'] })));
afterAll(() => lab.down());

const [first, second] = ['once-slow-a', 'once-slow-b'] as const;
/** Long enough for ten runs to start on a busy machine while the first of them waits for Docker. */
const LONG_S = 20;

/** A container that a restart heals, and whose restart takes its whole stop grace: it ignores SIGTERM. */
async function makeSlow(name: string, graceSeconds: number): Promise<Docker.Container> {
  const container = await lab.docker.createContainer({
    name,
    Image: lab.stack.image,
    Entrypoint: ['sh', '-c', 'rm -f /tmp/broken; trap "" TERM; while true; do sleep 0.2; done'],
    StopTimeout: graceSeconds,
    Labels: { 'orixoon.practice': 'once' },
    Healthcheck: { Test: ['CMD', 'test', '!', '-e', '/tmp/broken'], Interval: 500_000_000, Retries: 1 },
  });
  await container.start();
  const flag = await container.exec({ Cmd: ['touch', '/tmp/broken'] });
  await flag.start({});
  await poll(
    { what: `${name} to be unhealthy`, timeoutMs: 120_000 },
    async () => (await healthOf(name)) === 'unhealthy',
  );
  return container;
}

const healthOf = async (name: string): Promise<string | undefined> =>
  (await lab.docker.getContainer(name).inspect()).State.Health?.Status;
const startedAt = async (name: string): Promise<string> =>
  (await lab.docker.getContainer(name).inspect()).State.StartedAt;

afterEach(async () => {
  for (const { Id, Names } of await lab.docker.listContainers({ all: true }))
    if (Names.some(name => name.startsWith('/once-slow-'))) await lab.docker.getContainer(Id).remove({ force: true });
});

const slowDesk = (...names: string[]): Desk =>
  desk({
    connections: { docker: { host: lab.stack.host } },
    auto_healing: { stabilization: { interval_seconds: 0.2 } },
    phases: { containers: { expected: names.map(name => ({ name })) } },
    healing_actions: { container_unhealthy: { timeout_seconds: 180 } },
    safety_limits: { cooldown_seconds: 0 },
  });

const TEN = Array.from({ length: 10 }, (_, nth) => nth);
const startOne = (at: Desk) => start(['--config', at.config, '--auto-heal', '--no-color']);
type Running = ReturnType<typeof startOne>;
const endOf = async (running: Running): Promise<Ended & { pid: number | undefined }> => {
  const { exitCode, signal, stdout, stderr } = await running;
  return { exitCode, signal, stdout: String(stdout), stderr: String(stderr), pid: running.pid };
};
const runsIn = (at: Desk): string[] => readdirSync(at.reports).filter(name => /^\d{8}_\d{6}/.test(name));
const latest = (at: Desk): string => readlinkSync(join(at.reports, 'latest')).replace(/\/$/, '');
const eventsOf = (at: Desk): StampedEvent[] =>
  at
    .read('events.ndjson')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as StampedEvent);
const isAt = (at: Desk, type: StampedEvent['type']): boolean =>
  existsSync(join(at.reports, 'latest', 'events.ndjson')) && at.read('events.ndjson').includes(`"type":"${type}"`);

/** Of ten, one worked and the others were turned away, each by name of the one, and left nothing behind. */
function expectOneAtWork(at: Desk, ended: readonly Awaited<ReturnType<typeof endOf>>[], runs: number): void {
  const codes = ended.map(({ exitCode }) => exitCode).sort();
  expect(codes, ended.map(({ stderr }) => stderr).join('\n')).toEqual([0, 5, 5, 5, 5, 5, 5, 5, 5, 5]);
  const worker = ended.find(({ exitCode }) => exitCode === 0);
  for (const { exitCode, stderr } of ended)
    if (exitCode === 5) {
      expect(stderr).toContain(`pid ${worker?.pid}`);
      expect(stderr).toContain(join(at.reports, latest(at)));
    }
  expect(runsIn(at)).toHaveLength(runs);
  expect(latest(at)).toBe(runsIn(at).sort().at(-1));
  expect(at.report()).toMatchObject({ decision: 'ALLOW', exit_code: 0 });
}

const attemptsOf = (at: Desk): string[] =>
  ledgerOf(at).flatMap(one => (one.kind === 'reserved' ? [one.attempt.id] : []));

test('ten runs at once on one environment: one heals, once; nine exit 5, name it, and leave nothing behind', async () => {
  await makeSlow(first, LONG_S);
  const before = await startedAt(first);
  const at = slowDesk(first);
  const ended = await Promise.all(TEN.map(() => endOf(startOne(at))));
  expectOneAtWork(at, ended, 1);
  expect(attemptsOf(at)).toHaveLength(1);
  expect(ledgerOf(at).flatMap(one => (one.kind === 'settled' ? [one.result] : []))).toEqual(['healed']);
  expect(await startedAt(first)).not.toBe(before);
  const restarts = await restartsSince(before, first);
  expect(restarts).toBe(1);
});

/** How often Docker itself says that it started the container after that. */
async function restartsSince(moment: string, name: string): Promise<number> {
  const since = Math.floor(Date.parse(moment) / 1000);
  const until = Math.floor(Date.now() / 1000) + 1;
  const filters = { container: [name], event: ['start'] };
  const stream = await lab.docker.getEvents({ since, until, filters });
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  const times = text
    .split('\n')
    .flatMap(line => (line === '' ? [] : [(JSON.parse(line) as { timeNano: number }).timeNano]));
  return times.filter(nano => nano / 1e6 > Date.parse(moment) + 500).length;
}

test('the one is killed with -9 in the middle of its heal: of ten that come at once, one takes its place', async () => {
  await makeSlow(first, LONG_S);
  const at = slowDesk(first);
  const holder = startOne(at);
  await poll({ what: 'the heal to begin', timeoutMs: 120_000 }, () => Promise.resolve(isAt(at, 'heal:start')));
  const turnedAway = await endOf(startOne(at));
  expect(turnedAway.exitCode).toBe(5);
  holder.kill('SIGKILL');
  await holder;
  const ended = await Promise.all(TEN.map(() => endOf(startOne(at))));
  expectOneAtWork(at, ended, 2);
  expect(eventsOf(at).some(event => event.type === 'note' && event.message.includes('never said how it ended'))).toBe(
    true,
  );
  // The killed one's attempt counts, and Docker may have ended it by itself: then there was nothing more to do.
  expect(attemptsOf(at).length).toBeGreaterThanOrEqual(1);
  expect(await healthOf(first)).toBe('healthy');
});

test.each([
  ['with reports of their own', false],
  ['with one directory for the reports of both', true],
])('two environments at once, %s: each heals its own and knows nothing of the other', async (_, isShared) => {
  await Promise.all([makeSlow(first, 5), makeSlow(second, 5)]);
  const desks = [slowDesk(first), slowDesk(second)] as const;
  const shared = isShared ? ['--reports-dir', desks[0].reports] : [];
  const ended = await Promise.all(desks.map(at => at.run('--auto-heal', '--output', 'json', ...shared)));
  for (const [index, { exitCode, stdout, stderr }] of ended.entries()) {
    expect(exitCode, stderr).toBe(0);
    const report = JSON.parse(stdout) as {
      auto_healing: { actions: { target: string; success: boolean }[] };
      run_id: string;
    };
    const target = [first, second][index];
    expect(report.auto_healing.actions).toMatchObject([{ target, success: true }]);
    const reports = desks[isShared ? 0 : index]?.reports ?? '';
    expect(JSON.parse(readFileSync(join(reports, report.run_id, 'report.json'), 'utf8'))).toMatchObject({
      run_id: report.run_id,
      auto_healing: { actions: [{ target }] },
    });
  }
  expect(runsIn(desks[0])).toHaveLength(isShared ? 2 : 1);
  for (const name of [first, second]) expect(await healthOf(name)).toBe('healthy');
});
