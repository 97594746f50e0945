import { describe, expect, test } from 'vitest';
import { gate } from '../../../src/core/gate.ts';
import type { Policy } from '../../../src/core/policy.ts';
import type { DenyReason, GateInput } from '../../../src/core/rules.ts';
import { DAY_MS, ago, attempts, input, planned, policy } from './given.ts';
import type { PlanChanges } from './given.ts';

interface Asked {
  readonly plan?: PlanChanges;
  readonly given?: Partial<GateInput>;
  /** What the limit is set to; every other one is out of the way. */
  readonly rules?: Partial<Policy>;
}

/** A limit of `n`, and a world in which `count` of it is used, by nothing that another limit minds. */
interface Limit {
  readonly name: string;
  readonly rule: DenyReason;
  readonly at: (n: number, count: number) => Asked;
  /** How many are used when the limit is reached: `n`, unless it says otherwise. */
  readonly full?: (n: number) => number;
}

const wide = 1000;
const far = { container: wide, database: wide, redis: wide, queue: wide };
const used = (count: number, changes: object = {}): Partial<GateInput> => ({
  history: attempts(count, { runId: 'this-run', result: 'unhealed', budget: 'none', ...changes }),
});

const limits: readonly Limit[] = [
  {
    name: 'max_retries, after the first attempt',
    rule: 'safety_limit',
    at: (n, count) => ({ plan: { remedy: { maxRetries: n } }, given: used(count) }),
    full: n => n + 1,
  },
  {
    name: 'max_healing_attempts',
    rule: 'safety_limit',
    at: (n, count) => ({ rules: { maxHealingAttempts: n }, given: used(count) }),
  },
  ...(['container', 'database', 'redis', 'queue'] as const).map((budget): Limit => ({
    name: `the ${budget} operations of a session`,
    rule: 'safety_limit',
    at: (n, count) => ({
      plan: { action: { budget } },
      rules: { limits: { ...far, [budget]: n } },
      given: used(count, { budget, target: 'another' }),
    }),
  })),
  {
    name: 'max_same_heal_per_day, all a millisecond within the day',
    rule: 'heal_debt',
    at: (n, count) => ({
      rules: { maxSameHealPerDay: n },
      given: used(count, { runId: 'earlier-run', at: ago(DAY_MS - 1) }),
    }),
  },
  {
    name: 'max_simultaneous_failures, which may be reached',
    rule: 'systemic',
    at: (n, count) => ({ rules: { maxSimultaneousFailures: n }, given: { roots: count } }),
    full: n => n + 1,
  },
];

const decide = ({ plan, given, rules }: Asked) =>
  gate(
    planned({ ...plan, remedy: { maxRetries: wide, ...plan?.remedy } }),
    input({
      ...given,
      policy: policy({
        ...{ maxHealingAttempts: wide, limits: far, cooldownMs: 0, maxSameHealPerDay: wide },
        ...rules,
      }),
    }),
  );

describe.each(limits)('$name', ({ rule, at, full = n => n }) => {
  test.each([0, 1, 2, 5])('a limit of %d: one below, reached, one beyond', n => {
    const most = full(n);
    for (let count = 0; count < most; count++) expect(decide(at(n, count)).verdict, `${count} used`).toBe('allow');
    for (const count of [most, most + 1, most + 100])
      expect(decide(at(n, count)), `${count} used`).toMatchObject({ verdict: 'deny', deniedBy: rule });
  });

  test.each([NaN, undefined, 'many', {}, -1])('a limit of %o is a no, from the first on', value => {
    // max_retries of -1 leaves no attempt at all; of simultaneous failures there is one at least, or nothing is asked.
    expect(decide(at(value as number, 1))).toMatchObject({ verdict: 'deny', deniedBy: rule });
    if (rule !== 'systemic') expect(decide(at(value as number, 0))).toMatchObject({ verdict: 'deny', deniedBy: rule });
  });
});

test.each([1, 999, 60_000, DAY_MS])('a cooldown of %d ms: one millisecond early, on it, one later', cooldownMs => {
  const after = (ms: number) =>
    decide({ rules: { cooldownMs }, given: used(1, { runId: 'earlier-run', at: ago(ms) }) });
  for (const ms of [-1, 0, cooldownMs - 1])
    expect(after(ms), `${ms} ms`).toMatchObject({ verdict: 'deny', deniedBy: 'cooldown' });
  for (const ms of [cooldownMs, cooldownMs + 1]) expect(after(ms).verdict, `${ms} ms`).toBe('allow');
});

test.each([NaN, undefined, 'long', {}])('a cooldown of %o is a no, however long ago it was', value => {
  for (const given of [used(0), used(1, { runId: 'earlier-run', at: ago(9 * DAY_MS) })])
    expect(decide({ rules: { cooldownMs: value as number }, given })).toMatchObject({ deniedBy: 'cooldown' });
});

test.each([1, 5])('the day of heal debt ends with its last millisecond: %d a day', n => {
  const after = (ms: number) =>
    decide({ rules: { maxSameHealPerDay: n }, given: used(n, { runId: 'earlier-run', at: ago(ms) }) });
  for (const ms of [-1, 0, DAY_MS - 1])
    expect(after(ms), `${ms} ms`).toMatchObject({ verdict: 'deny', deniedBy: 'heal_debt' });
  for (const ms of [DAY_MS, DAY_MS + 1]) expect(after(ms).verdict, `${ms} ms`).toBe('allow');
});
