import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Attempt, AttemptResult } from '../../src/core/attempt.ts';
import { elapsedMs } from '../../src/core/clock.ts';
import type { Moment } from '../../src/core/clock.ts';
import type { NodeId } from '../../src/core/finding.ts';
import { gate } from '../../src/core/gate.ts';
import type { Decision } from '../../src/core/gate.ts';
import type { Budget, Policy } from '../../src/core/policy.ts';
import type { GateInput } from '../../src/core/rules.ts';
import { DAY_MS, HOUR_MS, ago, attempt, input, now, planned, policy, touch } from '../unit/core/given.ts';
import type { PlanChanges } from '../unit/core/given.ts';

const limit = fc.integer({ min: 0, max: 6 });
const budget = fc.constantFrom<Budget>('container', 'database', 'redis', 'queue', 'none');
const result = fc.constantFrom<AttemptResult>('unsettled', 'healed', 'unhealed', 'failed', 'stale', 'interrupted');
const age = fc.oneof(
  fc.integer({ min: -HOUR_MS, max: 3 * DAY_MS }),
  fc.constantFrom(0, 59_999, 60_000, 60_001, DAY_MS - 1, DAY_MS, DAY_MS + 1),
);

const policies = fc
  .record({
    maxHealingAttempts: limit,
    limits: fc.record({ container: limit, database: limit, redis: limit, queue: limit }),
    cooldownMs: fc.constantFrom(0, 1, 60_000, HOUR_MS),
    maxSameHealPerDay: limit,
    maxSimultaneousFailures: limit,
    preventCascade: fc.boolean(),
  })
  .map(policy);

const node = fc.constantFrom<NodeId>('containers/app', 'containers/pg', 'database/db', 'workers/uvicorn');

const plans: fc.Arbitrary<PlanChanges> = fc.record({
  action: fc.record({ risk: fc.constantFrom('low', 'medium', 'high'), budget }),
  remedy: fc.record({ maxRetries: limit, requiresConfirmation: fc.boolean(), isEnabled: fc.boolean() }),
  supports: fc.uniqueArray(node, { maxLength: 2 }),
  dependents: fc.uniqueArray(node, { maxLength: 2 }),
});

const pasts: fc.Arbitrary<Attempt> = fc
  .record({
    runId: fc.constantFrom('this-run', 'earlier-run'),
    phase: fc.constantFrom('containers', 'database', 'workers'),
    issue: fc.constantFrom('container_not_running', 'container_stuck'),
    target: fc.constantFrom('redis', 'app', 'pg', 'db', 'uvicorn'),
    action: fc.constantFrom('start_container', 'restart_container'),
    budget,
    at: age.map(ago),
    result,
  })
  .map(attempt);

const inputs: fc.Arbitrary<Partial<GateInput>> = fc.record({
  mode: fc.constantFrom('test', 'dry_run', 'heal'),
  policy: policies,
  history: fc.array(pasts, { maxLength: 8 }),
  roots: fc.integer({ min: 0, max: 7 }),
  warnings: fc.array(fc.constant('a warning'), { maxLength: 1 }),
  sick: fc.uniqueArray(node, { maxLength: 2 }).map(nodes => new Map(nodes.map(name => [name, `x ${name}`] as const))),
  approvals: fc.record({
    all: fc.boolean(),
    named: fc.subarray(['container_not_running', 'a1b2c3-d4e5f6', 'a1b2c3-000000']),
  }),
  answer: fc.constantFrom(undefined, 'yes', 'no', 'timeout', 'silence'),
});

/** How open a decision is: a deny, a question, a yes. */
const openness = ({ verdict }: Decision): number => (verdict === 'deny' ? 0 : verdict === 'ask' ? 1 : 2);

const many = { numRuns: 1500 };

describe('for any plan, policy and history', () => {
  test('a permit is given to a healing run alone, on which every rule said yes, and for exactly what was asked', () => {
    fc.assert(
      fc.property(plans, inputs, (plan, given) => {
        const asked = planned(plan);
        const decision = gate(asked, input(given));
        expect(decision.trace).toHaveLength(9);
        const words = decision.trace.map(step => step.decision);
        expect('permit' in decision).toBe(decision.verdict === 'allow');
        expect(decision.verdict === 'allow').toBe(given.mode === 'heal' && words.every(word => word === 'allow'));
        expect(decision.verdict === 'deny').toBe(words.includes('deny'));
        if (decision.verdict === 'allow') expect(decision.permit.planned).toBe(asked);
        if (decision.verdict === 'deny')
          expect(decision.deniedBy).toBe(decision.trace.find(step => step.decision === 'deny')?.rule);
      }),
      many,
    );
  });

  test('the same question gets the same answer, and changes nothing of what it was asked with', () => {
    fc.assert(
      fc.property(plans, inputs, (plan, given) => {
        const [asked, full] = [planned(plan), input(given)];
        const before = JSON.stringify([asked, full]);
        expect(JSON.stringify(gate(asked, full))).toBe(JSON.stringify(gate(asked, full)));
        expect(JSON.stringify([asked, full])).toBe(before);
      }),
    );
  });

  test('more history never turns a no into a yes', () => {
    // Save for one thing that is meant: the support's heal that failed in this run has been repeated, and succeeded.
    const mendsSupport = (plan: PlanChanges, { phase, target, runId, result: end }: Attempt): boolean =>
      runId === 'this-run' && end === 'healed' && (plan.supports ?? []).includes(`${phase}/${target}`);
    fc.assert(
      fc.property(
        plans,
        inputs,
        fc.array(pasts, { minLength: 1, maxLength: 4 }),
        fc.nat(8),
        (plan, given, more, place) => {
          fc.pre(!more.some(added => mendsSupport(plan, added)));
          const history = given.history as readonly Attempt[];
          const longer = [...history.slice(0, place), ...more, ...history.slice(place)];
          // A failed heal of a support counts only until a later one: keep what decides there at the end.
          fc.pre(!history.some(old => mendsSupport(plan, old)));
          const before = openness(gate(planned(plan), input(given)));
          expect(openness(gate(planned(plan), input({ ...given, history: longer })))).toBeLessThanOrEqual(before);
        },
      ),
      many,
    );
  });

  test('a history that cannot be read is never a yes', () => {
    fc.assert(
      fc.property(plans, inputs, (plan, given) => {
        const decision = gate(planned(plan), input({ ...given, history: { unreadable: 'torn' } }));
        expect(decision.verdict).toBe('deny');
      }),
    );
  });

  test('what is on the blacklist is never touched, by any of its names, in any letters', () => {
    const anyCase = (text: string): fc.Arbitrary<string> =>
      fc
        .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
        .map(ups => Array.from(text, (char, index) => (ups[index] ? char.toUpperCase() : char.toLowerCase())).join(''));
    const name = fc.stringMatching(/^[a-z0-9_.$()[\]{}|^+?\\-]{1,12}$/);
    const listed = name.chain(word =>
      fc.record({
        word: anyCase(word),
        entry: fc.oneof(
          anyCase(word),
          fc.nat(word.length).map(at => `${word.slice(0, at)}*`),
          fc.nat(word.length).map(at => `*${word.slice(at)}`),
        ),
        others: fc.array(name, { maxLength: 3 }),
        place: fc.nat(3),
        before: fc.array(name, { maxLength: 2 }),
      }),
    );
    fc.assert(
      fc.property(plans, inputs, listed, (plan, given, { word, entry, others, place, before }) => {
        const names = [...others.slice(0, place), word, ...others.slice(place)];
        const touches = [...before.map(other => touch({ names: [other] })), touch({ names })];
        const closed: Policy = { ...(given.policy ?? policy()) };
        const blacklisted = { ...closed, blacklist: { ...closed.blacklist, containers: ['zzz', entry] } };
        const open = {
          mode: 'heal',
          approvals: { all: true, named: ['container_not_running'] },
          answer: 'yes',
        } as const;
        const decision = gate(planned({ ...plan, touches }), input({ ...given, policy: blacklisted, ...open }));
        expect(decision.verdict).toBe('deny');
        expect(decision.trace[2]).toMatchObject({ rule: 'blacklist', decision: 'deny' });
      }),
      many,
    );
  });
});

describe('for any sequence of heals', () => {
  interface Step {
    readonly plan: PlanChanges;
    readonly end: AttemptResult;
    readonly waitMs: number;
    readonly clockMs: number;
    readonly isNewRun: boolean;
    readonly isReboot: boolean;
  }
  const steps: fc.Arbitrary<Step> = fc.record({
    plan: fc.record({ action: fc.record({ budget: fc.constantFrom<Budget>('container', 'redis', 'none') }) }),
    end: fc.constantFrom<AttemptResult>('unsettled', 'healed', 'unhealed', 'failed', 'interrupted'),
    waitMs: fc.oneof(fc.integer({ min: 0, max: 120_000 }), fc.integer({ min: 0, max: DAY_MS })),
    clockMs: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: -DAY_MS, max: DAY_MS })),
    isNewRun: fc.boolean(),
    isReboot: fc.constant(false),
  });

  /** Every attempt that the gate let through, with the true time of each. */
  function live(rules: Policy, sequence: readonly Step[]): { done: Attempt[]; trueMs: number[] } {
    let moment: Moment = now;
    let [run, trueNowMs] = [0, 0];
    const done: Attempt[] = [];
    const trueMs: number[] = [];
    for (const { plan, end, waitMs, clockMs, isNewRun } of sequence) {
      trueNowMs += waitMs;
      moment = { ...moment, wallMs: moment.wallMs + waitMs + clockMs, uptimeMs: moment.uptimeMs + waitMs };
      if (isNewRun) run++;
      const asked = planned(plan);
      const runId = `run-${run}`;
      const decision = gate(asked, input({ policy: rules, history: done, runId, now: moment }));
      if (decision.verdict !== 'allow') continue;
      done.push(attempt({ runId, budget: asked.action?.budget ?? 'none', at: moment, result: end }));
      trueMs.push(trueNowMs);
    }
    return { done, trueMs };
  }

  test('no limit is ever exceeded, whatever happens to the clock', () => {
    fc.assert(
      fc.property(policies, fc.array(steps, { maxLength: 40 }), (rules, sequence) => {
        const { done, trueMs } = live(rules, sequence);
        for (const run of new Set(done.map(({ runId }) => runId))) {
          const ofRun = done.filter(({ runId }) => runId === run);
          expect(ofRun.length).toBeLessThanOrEqual(Math.min(rules.maxHealingAttempts, 1 + 2));
          for (const [kind, most] of Object.entries(rules.limits))
            expect(ofRun.filter(past => past.budget === kind).length).toBeLessThanOrEqual(most);
        }
        for (const [index, at] of trueMs.entries()) {
          const within = trueMs.filter(other => other <= at && other > at - DAY_MS).length;
          expect(within).toBeLessThanOrEqual(Math.max(rules.maxSameHealPerDay, 0));
          const [past, previous] = [done[index], done[index - 1]];
          const isRetry = past?.runId === previous?.runId && previous?.result !== 'healed';
          if (previous && !isRetry) expect(at - (trueMs[index - 1] ?? 0)).toBeGreaterThanOrEqual(rules.cooldownMs);
        }
      }),
      many,
    );
  });

  test('a clock that jumps within one boot neither frees nor blocks', () => {
    fc.assert(
      fc.property(plans, inputs, fc.integer({ min: -9 * DAY_MS, max: 9 * DAY_MS }), (plan, given, jumpMs) => {
        const jumped = { ...now, wallMs: now.wallMs + jumpMs };
        const [straight, askew] = [now, jumped].map(at => gate(planned(plan), input({ ...given, now: at })));
        expect(askew?.trace).toEqual(straight?.trace);
      }),
      many,
    );
  });

  test('nothing blocks for ever: a day after the last heal by either clock, cooldown and heal debt are over', () => {
    fc.assert(
      fc.property(
        fc.array(pasts, { maxLength: 8 }),
        fc.boolean(),
        fc.integer({ min: 0, max: DAY_MS }),
        (history, isReboot, moreMs) => {
          const later: Moment = isReboot
            ? { wallMs: now.wallMs + HOUR_MS + DAY_MS + moreMs, bootId: 'boot-2', uptimeMs: 1 }
            : { ...now, uptimeMs: now.uptimeMs + HOUR_MS + DAY_MS + moreMs };
          const { trace } = gate(planned(), input({ history, runId: 'later-run', now: later }));
          expect(trace.filter(step => step.decision === 'deny')).toEqual([]);
        },
      ),
      many,
    );
  });

  test('across boots a clock set back frees nothing that it has not freed before', () => {
    const booted = fc.record({ wallMs: fc.integer({ min: 0, max: 9 * DAY_MS }), uptimeMs: fc.nat(DAY_MS) });
    fc.assert(
      fc.property(booted, booted, fc.nat(9 * DAY_MS), (then, at, backMs) => {
        const past = { ...then, bootId: 'boot-1' };
        const straight = elapsedMs(past, { ...at, bootId: 'boot-2' });
        const setBack = elapsedMs(past, { ...at, wallMs: at.wallMs - backMs, bootId: 'boot-2' });
        expect(setBack).toBeGreaterThanOrEqual(0);
        expect(setBack).toBeLessThanOrEqual(straight);
      }),
    );
  });
});
