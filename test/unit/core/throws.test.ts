import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gate } from '../../../src/core/gate.ts';
import type { Decision, TraceStep } from '../../../src/core/gate.ts';
import { attempt, input, planned, policy, ruleOrder, touch } from './given.ts';

/** The value, every part of which tells when it is read. */
function watched<T extends object>(value: T, onRead: (key: PropertyKey) => void): T {
  return new Proxy(value, {
    get(target, key) {
      onRead(key);
      const part: unknown = Reflect.get(target, key, target);
      // A Map's own functions know only the Map.
      if (typeof part === 'function') return target instanceof Map ? (part.bind(target) as unknown) : part;
      return typeof part === 'object' && part !== null ? watched(part, onRead) : part;
    },
    has(target, key) {
      onRead(key);
      return Reflect.has(target, key);
    },
  });
}

const supports = ['containers/pg', 'containers/app'] as const;
const plan = planned({
  supports: [...supports],
  dependents: ['workers/uvicorn'],
  touches: [touch(), touch({ kind: 'redis_key', names: ['a', 'b'] })],
  action: { risk: 'high' },
});
const given = input({
  policy: policy({ blacklist: { ...policy().blacklist, containers: ['other'], redis_keys: ['c*'] } }),
  history: [
    attempt(),
    attempt({ runId: 'this-run', target: 'app' }),
    attempt({ runId: 'this-run', phase: 'x', target: 'y' }),
  ],
  approvals: { all: false, named: ['container_stuck', 'container_not_running'] },
});

/** The gate's decision where the nth read throws; null where it made none, and so no permit either. */
function decideUntil(nth: number, thrown: unknown): { readonly decision: Decision | null; readonly reads: number } {
  let reads = 0;
  const onRead = (): void => {
    if (++reads === nth) throw thrown;
  };
  try {
    return { decision: gate(watched(plan, onRead), watched(given, onRead)), reads };
  } catch {
    return { decision: null, reads };
  }
}

const denials = ({ trace }: Decision): TraceStep[] => trace.filter(step => step.decision === 'deny');

describe('a rule that throws is a no', () => {
  test('the plan is one that every rule allows, and it is looked at through and through', () => {
    const { decision, reads } = decideUntil(Infinity, null);
    expect(decision?.verdict).toBe('allow');
    expect(reads).toBeGreaterThan(200);
  });

  test('whatever it was reading: that rule says so, each of the others says what it said, and nothing is permitted', () => {
    const plain = gate(plan, given).trace;
    const { reads } = decideUntil(Infinity, null);
    const refused = new Set<string>();
    let undecided = 0;
    for (let nth = 1; nth <= reads; nth++) {
      const { decision } = decideUntil(nth, new Error('torn'));
      if (!decision) {
        undecided++;
        continue;
      }
      const [no, ...more] = denials(decision);
      expect(more).toEqual([]);
      expect(no?.reason).toBe('could not be evaluated: torn');
      expect(decision).toMatchObject({ verdict: 'deny', deniedBy: no?.rule });
      expect(decision).not.toHaveProperty('permit');
      expect(decision.trace).toEqual(plain.map(step => (step.rule === no?.rule ? no : step)));
      refused.add(no?.rule ?? '');
    }
    expect([...refused]).toEqual(ruleOrder);
    // Not a rule's reads, but the gate's own when all have said yes: the mode, and the permit's identity.
    expect(undecided).toBe(3);
  });

  test('whatever is thrown', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), fc.integer({ min: 1, max: 150 }), (thrown, nth) => {
        const { decision } = decideUntil(nth, thrown);
        expect(decision?.verdict).toBe('deny');
        expect(decision && denials(decision)[0]?.reason).toMatch(/^could not be evaluated: /);
      }),
    );
  });
});
