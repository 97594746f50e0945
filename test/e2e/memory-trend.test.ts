import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { execIn } from '../../src/practice/container.ts';
import type { ConfigPart } from '../../src/practice/config.ts';
import { memoryLeak } from '../../src/practice/faults/application.ts';
import { poll } from '../../src/practice/poll.ts';
import type { Desk } from './orixoon.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';

let lab: Practice;
beforeAll(async () => void (lab = await practice('trend-')));
afterEach(() => lab.mend());
afterAll(() => lab.down());

/** A trend over seconds, so that nobody has to wait for it; after as many to warm up. */
const quickly: ConfigPart = { memory_trend_min_seconds: 2 };
const untilWarm = (name: string) =>
  poll({ what: `${name} to be warm`, timeoutMs: 120_000 }, async () => {
    const { State } = await lab.docker.getContainer(name).inspect();
    return Date.now() - Date.parse(State.StartedAt) > 2500;
  });
const deskFor = (application: ConfigPart = {}): Desk =>
  lab.desk({ phases: { application: { ...quickly, ...application } } });
const memoryOf = (at: Desk) =>
  at
    .report()
    .phases.find(({ name }) => name === 'application')
    ?.checks.find(({ name }) => name === 'memory');

/** Six samples, so far apart, are a trend over the seconds above, however quick the machine is. */
const APART_MS = 500;

/** Looks and takes more memory, so many times; each look passes. */
async function lookWhileItGrows(at: Desk, looks: number, grow: () => Promise<unknown>): Promise<void> {
  for (let nth = 0; nth < looks; nth += 1) {
    const nextAt = Date.now() + APART_MS;
    const run = await at.run('--phase', 'application');
    expect(run.exitCode, run.stdout).toBe(0);
    await grow();
    await poll({ what: 'the next sample', timeoutMs: 10_000 }, () => Promise.resolve(Date.now() >= nextAt));
  }
}

describe('the application under a limit', () => {
  beforeEach(async () => {
    await memoryLeak.undo(lab.stack, lab.docker);
    await untilWarm('trend-app');
  });
  const grow = async (): Promise<void> => {
    const answer = await fetch(`${lab.stack.urls.app}/lab/leak?megabytes=50`, { method: 'POST' });
    expect(answer.status).toBe(200);
  };

  test('rises from run to run: found well below the limit, waits for an approval, is healed by a restart', async () => {
    const at = deskFor();
    await lookWhileItGrows(at, 5, grow);
    const tested = await at.run();
    expect(tested.exitCode, tested.stdout).toBe(1);
    expect(memoryOf(at)).toMatchObject({ status: 'failed', issue: 'memory_leak' });
    expect(memoryOf(at)?.message).toMatch(/rises steadily, .* in 6 samples .* it reaches the limit in/);
    await grow();
    expect((await at.run('--auto-heal')).exitCode).toBe(4);
    expect(at.report().auto_healing.actions).toEqual([]);
    await grow();
    const before = await lab.state('app');
    const healed = await at.run('--auto-heal', '--approve', 'memory_leak');
    expect(healed.exitCode, healed.stdout).toBe(0);
    expect((await lab.state('app')).startedAt).not.toBe(before.startedAt);
    expect(at.report().issues).toMatchObject([{ type: 'memory_leak', outcome: 'healed' }]);
    expect(memoryOf(at)).toMatchObject({ status: 'passed', issue: null });
    expect((await at.run()).exitCode).toBe(0);
  });

  test('is judged by the limit where too many reports are damaged, which is said; and where no trend is wanted', async () => {
    const at = deskFor();
    await lookWhileItGrows(at, 5, grow);
    const [first = ''] = readdirSync(at.reports).filter(name => /^\d{8}_/.test(name));
    truncateSync(join(at.reports, first, 'report.json'), 1000);
    const damaged = await at.run();
    expect(damaged.exitCode, damaged.stdout).toBe(0);
    const said = `; 1 of 5 earlier reports cannot be read (${first}: report.json is damaged or of another version)`;
    expect(memoryOf(at)).toMatchObject({ status: 'passed', message: expect.stringMatching(/below 90 %/) as string });
    expect(memoryOf(at)?.message).toContain(said);
    // That run was the sixth whole sample but for its own.
    await grow();
    const again = await at.run();
    expect(again.exitCode, again.stdout).toBe(1);
    expect(memoryOf(at)?.message).toContain('1 of 6 earlier reports cannot be read');
    const off = readFileSync(at.config, 'utf8').replace('"memory_trend_min_seconds": 2', '"memory_trend": false');
    writeFileSync(at.config, off);
    expect((await at.run()).exitCode).toBe(0);
  });
});

describe('without a limit', () => {
  /** Keeps 20 MB more at each signal. */
  const LEAKS =
    'import signal\nkept = []\nsignal.signal(signal.SIGUSR1, lambda *_: kept.append(bytearray(b"x" * (20 << 20))))\nwhile True: signal.pause()';

  /** Whether a process catches a signal, by the line SigCgt of its status. */
  const catches = (line: string, signal: number): boolean =>
    (BigInt(`0x${line.split(/\s+/).at(-1) ?? '0'}`) >> BigInt(signal - 1)) % 2n === 1n;

  test('skipped while there is no history; found once it rises; healed and skipped again after the restart', async () => {
    const name = 'trend-leaks';
    const container = await lab.docker.createContainer({
      ...{ name, Image: lab.stack.image, Entrypoint: ['python3', '-c', LEAKS], Cmd: [], StopTimeout: 1 },
      HostConfig: { NetworkMode: 'none' },
    });
    try {
      await container.start();
      const at = deskFor({ container: name, health_url: '' });
      const used = async (): Promise<number> => {
        const stats = await container.stats({ stream: false, 'one-shot': true });
        return stats.memory_stats.usage;
      };
      const grow = async (): Promise<void> => {
        const wanted = (await used()) + (15 << 20);
        await container.kill({ signal: 'SIGUSR1' });
        await poll({ what: '20 MB more', timeoutMs: 120_000 }, async () => (await used()) >= wanted);
      };
      await poll({ what: 'its handler', timeoutMs: 120_000 }, async () =>
        catches((await execIn(lab.docker, name, ['grep', 'SigCgt', '/proc/1/status'])).trim(), 10),
      );
      await untilWarm(name);
      await lookWhileItGrows(at, 5, grow);
      expect(memoryOf(at)).toMatchObject({ status: 'skipped', observed: null });
      expect(memoryOf(at)?.message).toMatch(/no memory limit, and no history to judge by: \d samples/);
      const tested = await at.run('--phase', 'application');
      expect(tested.exitCode, tested.stdout).toBe(1);
      expect(memoryOf(at)?.message).toMatch(/without a limit, and rises steadily/);
      await grow();
      const healed = await at.run('--phase', 'application', '--auto-heal', '--approve', 'memory_leak');
      expect(healed.exitCode, healed.stdout).toBe(0);
      expect(at.report().issues).toMatchObject([{ type: 'memory_leak', outcome: 'healed' }]);
      expect(memoryOf(at)).toMatchObject({ status: 'skipped', issue: null });
    } finally {
      await container.remove({ force: true });
    }
  });
});
