import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RunEvent } from '../../src/engine/events.ts';
import type { LedgerRecord } from '../../src/ledger/record.ts';
import { poll } from '../../src/practice/poll.ts';
import type { Report } from '../../src/report/report.ts';
import type { Desk } from './orixoon.ts';
import { desk, orixoon, start } from './orixoon.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';

// Two containers that have nothing to do with one another, both down, each some seconds from healthy once it is started.

let lab: Practice;
beforeAll(async () => void (lab = await practice('side-', { services: ['redis'] })));
afterAll(() => lab.down());

const names = ['side-left', 'side-right'] as const;
const READY_S = 6;

beforeEach(async () => {
  for (const name of names)
    await lab.docker.createContainer({
      name,
      Image: lab.stack.image,
      Entrypoint: ['sh', '-c', `rm -f /tmp/ready; sleep ${READY_S}; touch /tmp/ready; exec sleep 3600`],
      StopTimeout: 1,
      Labels: { 'orixoon.practice': 'side' },
      Healthcheck: {
        Test: ['CMD', 'test', '-e', '/tmp/ready'],
        Interval: 300_000_000,
        Timeout: 5_000_000_000,
        Retries: 100,
      },
    });
});
afterEach(async () => {
  for (const name of names) await lab.docker.getContainer(name).remove({ force: true });
});

const atDesk = (): Desk =>
  desk({
    connections: { docker: { host: lab.stack.host } },
    phases: { containers: { expected: names.map(name => ({ name })), starting_grace_seconds: 60 } },
    healing_actions: { container_not_running: { timeout_seconds: 60 } },
  });

const events = (at: Desk): RunEvent[] => {
  const file = join(at.reports, 'latest', 'events.ndjson');
  if (!existsSync(file)) return [];
  const whole = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return whole.map(line => JSON.parse(line) as RunEvent);
};

const course = (at: Desk): string[] =>
  events(at).flatMap(event =>
    event.type === 'heal:acted' || event.type === 'heal:finish' ? [`${event.type} ${event.action.target}`] : [],
  );

/** Both heals are under way: acted on, and not settled. */
const bothUnderWay = (at: Desk): Promise<boolean> =>
  poll({ what: 'both to be acted on', timeoutMs: 60_000, intervalMs: 20 }, () =>
    Promise.resolve(course(at).length === 2),
  );

const ledger = (at: Desk): LedgerRecord[] => {
  const { environment } = JSON.parse(readFileSync(at.config, 'utf8')) as { environment: string };
  const lines = readFileSync(join(at.reports, '.orixoon', `${environment}.ledger.jsonl`), 'utf8')
    .trim()
    .split('\n');
  return lines.map(line => JSON.parse(line) as LedgerRecord);
};

test('both are started, and then both waited for: it takes as long as one', async () => {
  const at = atDesk();
  const { exitCode, stdout } = await at.run('--auto-heal');
  expect(exitCode, stdout).toBe(0);
  expect(course(at).slice(0, 2)).toEqual(['heal:acted side-left', 'heal:acted side-right']);
  const { actions } = at.report().auto_healing;
  expect(actions).toMatchObject(names.map(target => ({ target, success: true, outcome: 'healed' })));
  const began = actions.map(({ timestamp }) => Date.parse(timestamp));
  const ended = actions.map(({ timestamp, duration_ms }) => Date.parse(timestamp) + duration_ms);
  const apart = actions.reduce((sum, { duration_ms }) => sum + duration_ms, 0);
  expect(Math.max(...ended) - Math.min(...began)).toBeLessThan(apart - (READY_S * 1000) / 2);
  expect(stdout).toContain('every critical check passes, after 2 heals');
});

test('kill -9 while both settle: both attempts are in the ledger and the report, and the next run says so of both', async () => {
  const at = atDesk();
  const running = start(['--config', at.config, '--auto-heal']);
  await bothUnderWay(at);
  running.kill('SIGKILL');
  await running;
  expect(ledger(at).map(({ kind }) => kind)).toEqual(['reserved', 'reserved']);
  const killed = await orixoon(['report', '--reports-dir', at.reports, '--output', 'json']);
  const report = JSON.parse(killed.stdout) as Report;
  expect(report).toMatchObject({ decision: 'BLOCK', complete: false });
  expect(report.auto_healing.actions).toMatchObject(names.map(target => ({ target, success: false })));
  const next = await at.run('--auto-heal');
  expect(next.exitCode, next.stdout).toBe(0);
  expect(next.stdout.match(/never said how it ended/g)).toHaveLength(2);
  expect(at.report().auto_healing.actions).toEqual([]);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s while both settle: both are told as interrupted, at once', async (signal, exitCode) => {
  const at = atDesk();
  const running = start(['--config', at.config, '--auto-heal']);
  await bothUnderWay(at);
  const before = Date.now();
  running.kill(signal);
  expect((await running).exitCode).toBe(exitCode);
  // CI systems kill for good 7.5 s after they asked.
  expect(Date.now() - before).toBeLessThan(7500);
  expect(at.report()).toMatchObject({ exit_code: exitCode, conclusive: false, decision: 'BLOCK' });
  expect(at.report().auto_healing.actions.map(({ success }) => success)).toEqual([false, false]);
  const settled = ledger(at).flatMap(record => (record.kind === 'settled' ? [record.result] : []));
  expect(settled).toEqual(['interrupted', 'interrupted']);
});
