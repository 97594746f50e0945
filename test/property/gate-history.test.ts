import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Attempt, AttemptResult } from '../../src/core/attempt.ts';
import { nodeOf } from '../../src/core/finding.ts';
import { gate } from '../../src/core/gate.ts';
import type { Policy } from '../../src/core/policy.ts';
import { rules } from '../../src/core/rules.ts';
import type { GateInput } from '../../src/core/rules.ts';
import { ago, input, planned, policy } from '../unit/core/given.ts';
import type { PlanChanges } from '../unit/core/given.ts';
import { inputs, many, pasts, plans } from './arbitrary-gates.ts';

const openness = { deny: 0, ask: 1, would_heal: 2, allow: 2 };

/** What each rule says, as a number, and the gate last. */
function words(plan: PlanChanges, given: Partial<GateInput>): Record<string, number> {
  const { trace, verdict } = gate(planned(plan), input(given));
  const said = Object.fromEntries(trace.map(step => [step.rule, openness[step.decision]]));
  return { ...said, gate: openness[verdict] };
}

/** No rule says more than it said before, save those that may. */
function expectNoMore(after: Record<string, number>, before: Record<string, number>, ...may: string[]): void {
  expect(Object.keys(after)).toHaveLength(rules.length + 1);
  for (const [rule, word] of Object.entries(after))
    if (!may.includes(rule)) expect(word, rule).toBeLessThanOrEqual(before[rule] ?? NaN);
}

/** The supports whose last heal in this run came to an end and did not succeed. */
const failedSupports = (plan: PlanChanges, history: readonly Attempt[]): string[] =>
  (plan.supports ?? []).filter(node => {
    const last = history.findLast(
      past =>
        past.runId === 'this-run' && nodeOf(past) === node && past.result !== 'stale' && past.result !== 'unsettled',
    );
    return last !== undefined && last.result !== 'healed';
  });

/**
 * The one thing that more history may open, and it is meant: the heal of a support failed in this run, was repeated, and
 * succeeded. Only for `cascade`, and only where no other support is left behind.
 */
const mayOpen = (plan: PlanChanges, before: readonly Attempt[], after: readonly Attempt[]): string[] =>
  failedSupports(plan, before).length > 0 && failedSupports(plan, after).length === 0 ? ['cascade', 'gate'] : [];

const histories = fc.array(pasts, { maxLength: 8 });

test('more history never turns a no into a yes, wherever it is put in', () => {
  const more = fc.array(pasts, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(plans, inputs, histories, more, fc.nat(8), (plan, given, history, added, place) => {
      const longer = [...history.slice(0, place), ...added, ...history.slice(place)];
      const [before, after] = [history, longer].map(past => words(plan, { ...given, history: past }));
      expectNoMore(after ?? {}, before ?? {}, ...mayOpen(plan, history, longer));
    }),
    many,
  );
});

test('nor does the end of an attempt, save that it was stale: then nothing was done', () => {
  const ends = fc.constantFrom<AttemptResult>('healed', 'unhealed', 'failed', 'interrupted');
  fc.assert(
    fc.property(plans, inputs, histories, pasts, ends, fc.nat(8), (plan, given, history, one, result, place) => {
      const [open, settled] = (['unsettled', result] as const).map(end => [
        ...history.slice(0, place),
        { ...one, result: end },
        ...history.slice(place),
      ]);
      const [before, after] = [open, settled].map(past => words(plan, { ...given, history: past ?? [] }));
      expectNoMore(after ?? {}, before ?? {}, ...mayOpen(plan, open ?? [], settled ?? []));
    }),
    many,
  );
});

test('what rests on a failed heal of this run waits, however many others were healed before or after it', () => {
  const supports = ['containers/app', 'containers/pg', 'database/db'] as const;
  fc.assert(
    fc.property(fc.subarray([...supports]), fc.array(pasts, { maxLength: 12 }), (chosen, history) => {
      const { cascade } = words({ supports: chosen }, { history });
      expect(cascade).toBe(failedSupports({ supports: chosen }, history).length > 0 ? openness.deny : openness.allow);
    }),
    many,
  );
});

test('a stale attempt is as good as none', () => {
  fc.assert(
    fc.property(plans, inputs, histories, pasts, fc.nat(8), (plan, given, history, one, place) => {
      const stale = [...history.slice(0, place), { ...one, result: 'stale' as const }, ...history.slice(place)];
      expect(words(plan, { ...given, history: stale })).toEqual(words(plan, { ...given, history }));
    }),
  );
});

test('a sicker world never turns a no into a yes', () => {
  fc.assert(
    fc.property(plans, inputs, inputs, fc.nat(5), (plan, given, worse, moreRoots) => {
      const sicker: Partial<GateInput> = {
        ...given,
        roots: (given.roots ?? 0) + moreRoots,
        warnings: [...(given.warnings ?? []), ...(worse.warnings ?? [])],
        sick: new Map([...(given.sick ?? []), ...(worse.sick ?? [])]),
      };
      expectNoMore(words(plan, sicker), words(plan, given));
    }),
    many,
  );
});

test('a stricter policy never turns a no into a yes', () => {
  const less = (one: number, other: number): number => Math.min(one, other);
  const stricter = (one: Policy, other: Policy): Policy => ({
    ...one,
    isEnabled: one.isEnabled && other.isEnabled,
    maxHealingAttempts: less(one.maxHealingAttempts, other.maxHealingAttempts),
    limits: {
      container: less(one.limits.container, other.limits.container),
      database: less(one.limits.database, other.limits.database),
      redis: less(one.limits.redis, other.limits.redis),
      queue: less(one.limits.queue, other.limits.queue),
    },
    cooldownMs: Math.max(one.cooldownMs, other.cooldownMs),
    preventCascade: one.preventCascade || other.preventCascade,
    maxSimultaneousFailures: less(one.maxSimultaneousFailures, other.maxSimultaneousFailures),
    maxSameHealPerDay: less(one.maxSameHealPerDay, other.maxSameHealPerDay),
  });
  fc.assert(
    fc.property(plans, inputs, inputs, (plan, given, other) => {
      const strict = stricter(given.policy ?? policy(), other.policy ?? policy());
      expectNoMore(words(plan, { ...given, policy: strict }), words(plan, given));
    }),
    many,
  );
});

test('an earlier moment never turns a no into a yes', () => {
  fc.assert(
    fc.property(plans, inputs, fc.nat(100_000_000), (plan, given, earlierMs) => {
      expectNoMore(words(plan, { ...given, now: ago(earlierMs) }), words(plan, given));
    }),
    many,
  );
});
