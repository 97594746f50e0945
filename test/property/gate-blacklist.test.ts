import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gate } from '../../src/core/gate.ts';
import type { Decision } from '../../src/core/gate.ts';
import type { Touch } from '../../src/core/plan.ts';
import type { Blacklist } from '../../src/core/policy.ts';
import { isListed } from '../../src/core/rules.ts';
import type { GateInput } from '../../src/core/rules.ts';
import { emptyBlacklist, input, planned, policy, touch } from '../unit/core/given.ts';
import type { PlanChanges } from '../unit/core/given.ts';
import { inputs, many, plans } from './arbitrary-gates.ts';

const listOf: Record<Touch['kind'], keyof Blacklist> = {
  container: 'containers',
  process: 'processes',
  table: 'tables',
  database_user: 'database_users',
  database_application: 'database_applications',
  redis_key: 'redis_keys',
};
const kinds = fc.constantFrom(...(Object.keys(listOf) as Touch['kind'][]));
const name = fc.stringMatching(/^[a-z0-9_.:$()[\]{}|^+?\\/-]{1,12}$/);

const anyCase = (text: string): fc.Arbitrary<string> =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map(ups => Array.from(text, (char, index) => (ups[index] ? char.toUpperCase() : char.toLowerCase())).join(''));

/** The word itself, or with any part of it starred out: at the start, in the middle, at the end, all of it. */
const entryFor = (word: string): fc.Arbitrary<string> =>
  fc.oneof(
    anyCase(word),
    fc
      .tuple(anyCase(word), fc.nat(word.length), fc.nat(word.length))
      .map(([text, a, b]) => `${text.slice(0, Math.min(a, b))}*${text.slice(Math.max(a, b))}`),
  );

const listed = fc
  .tuple(kinds, name)
  .chain(([kind, word]) =>
    fc.record({ kind: fc.constant(kind), word: anyCase(word), entry: entryFor(word), others: fc.array(name) }),
  );

/** Some touch among others that are not listed, each with several names. */
const among = (one: Touch, others: readonly string[]): Touch[] => {
  const harmless = others.map(other => touch({ kind: one.kind, names: [`~${other}`, `~~${other}`] }));
  return [...harmless.slice(1), one, ...harmless.slice(0, 1)];
};

/** Asked with everything that can say yes, and with whatever else stands. */
function withEveryYes(plan: PlanChanges, given: Partial<GateInput>, touches: Touch[], blacklist: Blacklist): Decision {
  const rules = { ...(given.policy ?? policy()), blacklist };
  const approvals = { all: true, named: ['container_not_running', planned().id] };
  return gate(
    planned({ ...plan, touches, remedy: { ...plan.remedy, isEnabled: true } }),
    input({ ...given, policy: rules, approvals, answer: 'yes', mode: given.mode === 'dry_run' ? 'dry_run' : 'heal' }),
  );
}

/** Nothing goes before it here, so the deny is its own, whatever the six rules after it say. */
function expectRefused(decision: Decision): void {
  expect(decision).toMatchObject({ verdict: 'deny', deniedBy: 'blacklist' });
  expect(decision).not.toHaveProperty('permit');
}

test('what is on the blacklist is never touched: of any kind, by any of its names, in any letters, by any pattern', () => {
  fc.assert(
    fc.property(plans, inputs, listed, (plan, given, { kind, word, entry, others }) => {
      const names = [...others.map(other => `~${other}`), word];
      const blacklist = { ...emptyBlacklist, [listOf[kind]]: ['zzz', entry] };
      expectRefused(withEveryYes(plan, given, among(touch({ kind, names }), others), blacklist));
    }),
    many,
  );
});

test('what is sacred is never touched, nor what has no name, whatever the lists say', () => {
  fc.assert(
    fc.property(plans, inputs, kinds, fc.array(name), fc.boolean(), (plan, given, kind, others, isSacred) => {
      const one = isSacred ? touch({ kind, sacred: 'it is PID 1' }) : touch({ kind, names: [] });
      expectRefused(withEveryYes(plan, given, among(one, others), emptyBlacklist));
    }),
    many,
  );
});

test('a longer blacklist never opens anything', () => {
  fc.assert(
    fc.property(kinds, fc.array(name), fc.array(name), name, (kind, list, more, word) => {
      const say = (entries: string[]): string =>
        gate(
          planned({ touches: [touch({ kind, names: [word] })] }),
          input({ policy: policy({ blacklist: { ...emptyBlacklist, [listOf[kind]]: entries } }) }),
        ).verdict;
      if (say(list) === 'deny') expect(say([...more, ...list])).toBe('deny');
    }),
  );
});

test('a pattern matches what its letters and stars say, and nothing else', () => {
  /** The same, told letter by letter. */
  const fits = (entry: string, text: string): boolean =>
    entry === ''
      ? text === ''
      : entry[0] === '*'
        ? fits(entry.slice(1), text) || (text !== '' && fits(entry, text.slice(1)))
        : entry[0] === text[0] && fits(entry.slice(1), text.slice(1));
  const short = fc.string({ unit: fc.constantFrom('a', 'b', '.', '\n', '+'), maxLength: 5 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '+'), maxLength: 5 });
  fc.assert(
    fc.property(fc.array(short, { maxLength: 3 }), fc.array(pattern, { maxLength: 3 }), (names, list) => {
      expect(isListed(names, list)).toBe(list.find(entry => names.some(text => fits(entry, text))));
    }),
    many,
  );
});
