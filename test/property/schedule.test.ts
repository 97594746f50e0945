import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlannedAction } from '../../src/core/plan.ts';
import type { Policy } from '../../src/core/policy.ts';
import { openLedger } from '../../src/ledger/ledger.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { takeIn } from '../../src/ledger/state.ts';
import type { LedgerState } from '../../src/ledger/state.ts';
import { DAY_MS } from '../unit/core/given.ts';
import { World, plansOf, steps, terms } from './schedule.ts';
import type { Deed, Step, Store } from './schedule.ts';

function inMemory(): Store {
  const state: LedgerState = new Map();
  return {
    begin: () => undefined,
    history: () => [...state.values()],
    reserve: attempt => takeIn(state, { kind: 'reserved', attempt }),
    settle: (id, result) => takeIn(state, { kind: 'settled', id, result, at: { wallMs: 0, bootId: '', uptimeMs: 0 } }),
  };
}

/** The real ledger: each run opens it anew, and drops or re-stamps what is old or from the future. */
function onDisk(use: (store: Store) => void): void {
  const directory = mkdtempSync(join(tmpdir(), 'orixoon-schedule-'));
  let ledger: Ledger | undefined;
  const opened = (): Ledger => {
    if (!ledger) throw new Error('no run has begun');
    return ledger;
  };
  try {
    use({
      begin: now => {
        ledger?.close();
        ledger = openLedger(directory, 'x', now);
      },
      history: () => opened().history(),
      reserve: attempt => opened().reserve(attempt),
      settle: (id, result) => opened().settle(id, result),
    });
  } finally {
    ledger?.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

interface Terms {
  readonly policy: Policy;
  readonly maxRetries: number;
  readonly isBootKnown: boolean;
}

/** What must hold of each deed at the moment it is reserved, told without a word of the gate's own code. */
function holdAgainst(deed: Deed, deeds: readonly Deed[], { policy, maxRetries, isBootKnown }: Terms): void {
  const { attempt } = deed;
  const done = deeds.filter(({ result }) => result !== 'stale');
  const ofRun = done.filter(other => other.attempt.runId === attempt.runId);
  const atProblem = ofRun.filter(
    ({ attempt: { issue, target } }) => issue === attempt.issue && target === attempt.target,
  );
  expect(atProblem.length).toBeLessThanOrEqual(1 + maxRetries);
  expect(atProblem.length).toBeLessThanOrEqual(policy.maxHealingAttempts);
  if (attempt.budget !== 'none')
    expect(ofRun.filter(other => other.attempt.budget === attempt.budget).length).toBeLessThanOrEqual(
      policy.limits[attempt.budget],
    );

  const same = done.filter(({ attempt: { action, target } }) => action === attempt.action && target === attempt.target);
  // Only a wall clock set forward can make an attempt look older than it is, and only where nothing better is known.
  const ageOf = (other: Deed): number => {
    const isSameBoot = isBootKnown && other.attempt.at.bootId === attempt.at.bootId;
    return deed.trueMs - other.trueMs + (isSameBoot ? 0 : deed.forwardMs - other.forwardMs);
  };
  expect(same.filter(other => ageOf(other) < DAY_MS).length).toBeLessThanOrEqual(policy.maxSameHealPerDay);
  const isRetried = (other: Deed): boolean =>
    other.attempt.runId === attempt.runId && other.attempt.issue === attempt.issue && other.result !== 'healed';
  for (const other of same)
    if (other !== deed && !isRetried(other)) expect(ageOf(other)).toBeGreaterThanOrEqual(policy.cooldownMs);
}

function play(world: World, plans: readonly PlannedAction[], schedule: readonly Step[], of: Terms): void {
  for (const step of schedule) {
    if (step.kind === 'heal') {
      const plan = plans[step.what];
      const deed = plan && world.heal(plan);
      if (deed) holdAgainst(deed, world.deeds, of);
    } else if (step.kind === 'settle') world.settle(step.which, step.result);
    else if (step.kind === 'run') world.begin();
    else if (step.kind === 'wait') world.wait(step.ms);
    else if (step.kind === 'clock') world.setClock(step.ms);
    else if (step.kind === 'reboot') world.reboot(step.offMs, step.clockMs);
    else world.startUptimeAnew();
  }
}

/** With these terms and nothing before it, a heal is allowed. */
const isOpen = ({ action }: PlannedAction, { policy }: Terms): boolean =>
  policy.maxHealingAttempts > 0 &&
  policy.maxSameHealPerDay > 0 &&
  (!action || action.budget === 'none' || policy.limits[action.budget] > 0);

test('no schedule of runs, kills, settlings and clocks exceeds a limit', () => {
  let done = 0;
  fc.assert(
    fc.property(terms, steps, (of, schedule) => {
      const world = new World(of, inMemory());
      play(world, plansOf(of.maxRetries), schedule, of);
      done += world.deeds.length;
    }),
    { numRuns: 1000 },
  );
  expect(done).toBeGreaterThan(1000); // or it would prove nothing
});

test('nor does one over the real ledger; and no clock blocks for ever: a day later, by either clock, all is open again', () => {
  fc.assert(
    fc.property(terms, steps, fc.boolean(), (of, schedule, isReboot) => {
      onDisk(store => {
        const world = new World(of, store);
        const plans = plansOf(of.maxRetries);
        play(world, plans, schedule, of);
        world.begin();
        if (isReboot) world.reboot(DAY_MS, 0);
        else world.wait(DAY_MS);
        world.begin();
        for (const plan of plans) expect(world.ask(plan).verdict).toBe(isOpen(plan, of) ? 'allow' : 'deny');
      });
    }),
  );
});

test('what is let through is let through up to the limit: N of N', () => {
  fc.assert(
    fc.property(terms, fc.nat(7), (of, what) => {
      const world = new World({ ...of, policy: { ...of.policy, cooldownMs: 0 } }, inMemory());
      const plan = plansOf(of.maxRetries)[what];
      if (!plan?.action) throw new Error(`no plan ${what}`);
      for (let nth = 0; nth < 12; nth++) world.heal(plan);
      const { maxHealingAttempts, maxSameHealPerDay, limits } = of.policy;
      const budget = plan.action.budget === 'none' ? Infinity : limits[plan.action.budget];
      expect(world.deeds).toHaveLength(Math.min(1 + of.maxRetries, maxHealingAttempts, maxSameHealPerDay, budget));
    }),
  );
});
