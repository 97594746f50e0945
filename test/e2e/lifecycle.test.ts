import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import type { Desk } from './orixoon.ts';
import { desk, orixoon, start } from './orixoon.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';

let lab: Practice;
beforeAll(async () => void (lab = await practice('life-')));
afterAll(() => lab.down());

/** A container whose restart takes long: it ignores SIGTERM, and its health check fails. */
const slow = 'life-slow';
const slowDesk = (): Desk =>
  desk({
    connections: { docker: { host: lab.stack.host } },
    phases: { containers: { expected: [{ name: slow }], starting_grace_seconds: 1 } },
    healing_actions: { container_unhealthy: { timeout_seconds: 120 } },
  });

afterEach(async () => {
  await lab.docker.getContainer(slow).remove({ force: true });
});

async function makeSlow(): Promise<void> {
  const container = await lab.docker.createContainer({
    name: slow,
    Image: lab.stack.image,
    Entrypoint: ['sh', '-c', 'trap "" TERM; while true; do sleep 0.2; done'],
    StopTimeout: 60,
    Labels: { 'orixoon.practice': 'life' },
    Healthcheck: { Test: ['CMD', 'false'], Interval: 300_000_000, Timeout: 1_000_000_000, Retries: 1 },
  });
  await container.start();
  await until(async () => (await container.inspect()).State.Health?.Status === 'unhealthy');
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('it did not come to be within 60 s');
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** The attempt is in the ledger, and after that in the events: what a kill leaves behind must tell of it in both. */
const isHealing = (at: Desk): boolean =>
  readLedger(at).includes('reserved') && at.read('events.ndjson').includes('"heal:start"');

const readLedger = (at: Desk): string => {
  const { environment } = JSON.parse(readFileSync(at.config, 'utf8')) as { environment: string };
  const file = join(at.reports, '.orixoon', `${environment}.ledger.jsonl`);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

for (const [signal, exitCode] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  test(`${signal} in the middle of a heal: exit ${exitCode}, the report is whole up to there, the ledger knows`, async () => {
    await makeSlow();
    const at = slowDesk();
    const running = start(['--config', at.config, '--auto-heal']);
    await until(() => isHealing(at));
    const before = Date.now();
    running.kill(signal);
    const ended = await running;
    expect(ended.exitCode, String(ended.stdout)).toBe(exitCode);
    // CI systems kill for good 7.5 s after they asked.
    expect(Date.now() - before).toBeLessThan(7500);
    const report = at.report();
    expect(report).toMatchObject({ exit_code: exitCode, decision: 'BLOCK', conclusive: false });
    expect(report.auto_healing.actions[0]).toMatchObject({ success: false });
    expect(readLedger(at)).toContain('interrupted');
  });
}

test('kill -9 in the middle of a heal: events are there, the lock is free, the next run says so and counts it', async () => {
  await makeSlow();
  const at = slowDesk();
  const running = start(['--config', at.config, '--auto-heal']);
  await until(() => isHealing(at));
  running.kill('SIGKILL');
  await running;
  const killed = await orixoon(['report', '--reports-dir', at.reports, '--output', 'json']);
  expect(JSON.parse(killed.stdout)).toMatchObject({ decision: 'BLOCK', complete: false, exit_code: null });
  expect((JSON.parse(killed.stdout) as Report).auto_healing.actions).toMatchObject([{ target: slow, success: false }]);
  const next = await at.run('--auto-heal', '--deadline', '60');
  expect(next.exitCode).not.toBe(5);
  expect(next.exitCode).not.toBe(0);
  expect(next.stdout).toContain('never said how it ended');
  expect(at.report().issues[0]?.denied_by).toBe('cooldown');
});

test('a second run of the environment exits 5 and names the first', async () => {
  await makeSlow();
  const at = slowDesk();
  const running = start(['--config', at.config, '--auto-heal']);
  await until(() => isHealing(at));
  const second = await at.run();
  expect(second.exitCode).toBe(5);
  expect(second.stderr).toContain(`pid ${running.pid}`);
  expect(second.stderr).toContain(join(at.reports, realpathSync(join(at.reports, 'latest')).split('/').at(-1) ?? '-'));
  expect(readdirSync(at.reports).filter(name => /^\d{8}_/.test(name))).toHaveLength(1);
  // A wrong flag is wrong whoever else is at work.
  expect((await at.run('--phase', ',')).exitCode).toBe(2);
  running.kill('SIGTERM');
  await running;
  expect((await at.run()).exitCode).toBe(1);
});

test('the deadline ends the run; what is unfinished is never a pass', async () => {
  await makeSlow();
  const at = slowDesk();
  const before = Date.now();
  const { exitCode, stdout } = await at.run('--auto-heal', '--deadline', '6');
  // Docker alone would take the 60 s of its stop.
  expect(Date.now() - before).toBeLessThan(30_000);
  expect(exitCode, stdout).toBe(1);
  expect(stdout).toContain('deadline of 6 s');
});

test('what starts at once is healed in about a second: no fixed wait is in the way', async () => {
  const quick = await lab.docker.createContainer({
    name: slow,
    Image: lab.stack.image,
    Entrypoint: ['sleep', '3600'],
    StopTimeout: 1,
    Labels: { 'orixoon.practice': 'life' },
  });
  const before = Date.now();
  await quick.start();
  const startMs = Date.now() - before;
  await quick.stop({ t: 0 });
  const at = desk({
    connections: { docker: { host: lab.stack.host } },
    phases: { containers: { expected: [{ name: slow }] } },
  });
  const { exitCode, stdout } = await at.run('--auto-heal');
  expect(exitCode, stdout).toBe(0);
  // Its start, one interval between the two passes, and a margin for a busy machine: below the 10 s of retry_delay_seconds.
  expect(at.report().auto_healing.actions[0]?.duration_ms).toBeLessThan(startMs + 8000);
});
