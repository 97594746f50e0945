import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { poll } from '../../src/practice/poll.ts';
import { hostWorker, processesWith } from './host-worker.ts';
import type { HostWorker } from './host-worker.ts';
import { ledgerOf } from './kill-account.ts';
import { killAtEach, momentsToKill } from './kill-case.ts';
import type { KillCase } from './kill-case.ts';
import { stackCase } from './kill-cases.ts';
import { commandCase } from './kill-host-cases.ts';
import { important, inTurn } from './killing.ts';
import type { Signal } from './killing.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';
import { inTerminal } from './pty.ts';

// A sample: every action, every event and every signal is in test/soak/killed.test.ts; the queue's are in queue-killed.test.ts.

async function killInTurn(one: KillCase, first: number): Promise<void> {
  const moments = important(await momentsToKill(one));
  expect(moments.length).toBeGreaterThanOrEqual(5);
  const { sent } = await killAtEach(one, inTurn(moments, first));
  expect(sent).toBe(moments.length);
}

describe('killed between the attempt and the verdict, by each signal in turn: old or new, and told truly', () => {
  let lab: Practice;
  beforeAll(async () => void (lab = await practice('kill-')));
  afterAll(() => lab.down());

  test.each([
    ['force_restart_container of container_unhealthy', 0],
    ['terminate_idle_transactions of stuck_transactions', 1],
  ])('%s', (name, first) =>
    killInTurn(
      stackCase(() => lab, name),
      first,
    ),
  );

  test('a worker restarted by a command', async () => {
    const one = commandCase();
    try {
      await killInTurn(one, 2);
    } finally {
      await one.end();
    }
  });
});

describe('killed while it asks: nothing was done, and nothing is left behind', () => {
  const bin = fileURLToPath(new URL('../../bin/orixoon.js', import.meta.url));
  let worker: HostWorker;
  beforeEach(() => void (worker = hostWorker()));
  afterEach(() => worker.end());

  test.each<[Signal, number]>([
    ['SIGKILL', 137],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('%s', async (signal, exitCode) => {
    const at = worker.desk({ asks: true });
    const session = inTerminal([process.execPath, bin, '--config', at.config, '--auto-heal'], { NO_COLOR: '1' });
    await session.seen('(y/N)');
    const asking = await poll({ what: 'the run that asks', timeoutMs: 120_000 }, async () => {
      return (await processesWith(at.config)).find(({ name }) => name.startsWith('node'));
    });
    process.kill(asking.pid, signal);
    expect((await session.end()).exitCode).toBe(exitCode);
    expect(await worker.alive()).toEqual([]);
    expect(ledgerOf(at)).toEqual([]);
    if (signal !== 'SIGKILL')
      expect(at.report()).toMatchObject({ exit_code: exitCode, complete: true, auto_healing: { actions: [] } });
    // Not locked: it gets as far as wanting an approval, and then heals.
    expect((await at.run('--auto-heal')).exitCode).toBe(4);
    expect((await at.run('--auto-heal', '--yes')).exitCode).toBe(0);
    expect(await worker.alive()).toHaveLength(1);
  });
});
