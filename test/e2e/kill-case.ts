import { expect } from 'vitest';
import type { StampedEvent } from '../../src/engine/events.ts';
import { poll } from '../../src/practice/poll.ts';
import { expectAccount } from './kill-account.ts';
import { momentsOf, runAndKill } from './killing.ts';
import type { Killed, Moment, Signal } from './killing.ts';
import type { Desk } from './orixoon.ts';

/** A heal action, what it heals, and what may be seen of that from outside after a kill. */
export interface KillCase {
  readonly action: string;
  readonly args: readonly string[];
  /** Break it. A desk of its own, for what is seen and planned may depend on the breakage. */
  inject(): Promise<Desk>;
  /** An independent look. */
  look(): Promise<unknown>;
  readonly broken: unknown;
  readonly healed: unknown;
  /** Of an action on many items: each of them is old or new. */
  readonly partly?: unknown;
  /** What no order of two calls can keep a SIGKILL from leaving behind; the next run mends it. */
  readonly down?: unknown;
  /** What must hold whatever happened: nothing lost, nothing left paused, nothing but the target touched. Throws. */
  sound(): Promise<void>;
}

const SETTLED_MS = 120_000;

const is = (seen: unknown, wanted: unknown): boolean => {
  if (wanted === undefined) return false;
  try {
    expect(seen).toEqual(wanted);
    return true;
  } catch {
    return false;
  }
};

/** What the engine or the server was asked to do goes on without us: it has a while to come to an end. */
async function stateOf(one: KillCase, signal: Signal): Promise<'broken' | 'healed' | 'partly' | 'down'> {
  let seen: unknown;
  const states = ['healed', 'broken', 'partly', ...(signal === 'SIGKILL' ? (['down'] as const) : [])] as const;
  try {
    return await poll({ what: 'the old or the new state', timeoutMs: SETTLED_MS }, async () => {
      // What is just being restarted cannot be asked: that is neither yet.
      seen = await one.look().catch((error: unknown) => String(error));
      return states.find(state => is(seen, one[state]));
    });
  } catch (error) {
    throw new Error(`neither old nor new within ${SETTLED_MS / 1000} s, but ${JSON.stringify(seen)}`, { cause: error });
  }
}

/** An uninterrupted run that ends in ALLOW, after which an independent look agrees. */
async function expectNextRunRight(one: KillCase, at: Desk): Promise<Killed> {
  const run = await runAndKill(at, one.args);
  expect(run.exitCode, `${run.stderr}\n${shown(run.events)}`).toBe(0);
  expect(at.report()).toMatchObject({ decision: 'ALLOW', conclusive: true, complete: true });
  const seen = await one.look();
  expect(is(seen, one.healed) || is(seen, one.partly), `after the next run: ${JSON.stringify(seen)}`).toBe(true);
  await one.sound();
  return run;
}

const shown = (events: readonly StampedEvent[]): string =>
  events
    .filter(({ type }) => ['heal:finish', 'run:finish', 'interrupt', 'issue'].includes(type))
    .map(event => JSON.stringify(event).slice(0, 1500))
    .join('\n');

/** The action is seen to heal, uninterrupted; the moments of that run. */
export async function momentsToKill(one: KillCase): Promise<Moment[]> {
  const at = await one.inject();
  expect(await one.look()).toEqual(one.broken);
  const { events } = await expectNextRunRight(one, at);
  const done = at.report().auto_healing.actions.filter(({ success }) => success);
  expect(done.map(({ action }) => action)).toContain(one.action);
  return momentsOf(events);
}

/** What came of the kills of one action: at how many moments the signal was in time, and the states after it. */
export interface Tally {
  sent: number;
  readonly states: Record<string, number>;
}

/** Kill a run at each of these moments; after each, what is left is sound and told truly, and a next run is right. */
export async function killAtEach(one: KillCase, kills: readonly (readonly [Moment, Signal])[]): Promise<Tally> {
  const tally: Tally = { sent: 0, states: {} };
  let at: Desk | null = null;
  for (const [moment, signal] of kills) {
    try {
      at ??= await one.inject();
      const killed = await runAndKill(at, one.args, moment, signal);
      // 5 would be the lock of the run that was killed before.
      expect(killed.exitCode, killed.stderr).not.toBe(5);
      if (killed.isSent) tally.sent += 1;
      await expectAccount(at, killed, signal);
      const state = await stateOf(one, signal);
      tally.states[state] = (tally.states[state] ?? 0) + 1;
      if (state !== 'down') await one.sound();
      // Before anything is done the next kill is a next run too.
      if (state === 'broken' && !killed.events.some(({ type }) => type === 'heal:start')) continue;
      await expectNextRunRight(one, at);
      at = null;
    } catch (error) {
      const when = `${signal} ${moment.afterMs} ms after ${moment.event}`;
      throw new Error(`${one.action}, ${when}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  }
  if (at) await expectNextRunRight(one, at);
  return tally;
}
