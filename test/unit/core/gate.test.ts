import { describe, expect, test } from 'vitest';
import { gate, isPermit } from '../../../src/core/gate.ts';
import type { Decision, Permit } from '../../../src/core/gate.ts';
import { rules } from '../../../src/core/rules.ts';
import type { DenyReason, GateInput } from '../../../src/core/rules.ts';
import { ago, attempts, input, planned, policy, ruleOrder, touch } from './given.ts';
import type { PlanChanges } from './given.ts';

/** What makes each rule, and it alone, say no. */
const refusals: Record<DenyReason, { readonly plan?: PlanChanges; readonly given?: Partial<GateInput> }> = {
  disabled: { plan: { remedy: { isEnabled: false } } },
  no_action: { plan: { unavailable: 'an ACL denies it' } },
  blacklist: { plan: { touches: [touch({ sacred: 'it is PID 1' })] } },
  systemic: { given: { warnings: ['the disk is full'] } },
  cascade: { plan: { supports: ['database/db'] }, given: { sick: new Map([['database/db', 'table_locks db']]) } },
  safety_limit: { given: { history: attempts(3, { runId: 'this-run', result: 'unhealed', action: 'other' }) } },
  cooldown: { given: { history: attempts(1, { at: ago(1) }) } },
  heal_debt: { given: { history: attempts(5) } },
  confirmation: { plan: { action: { risk: 'high' } }, given: { answer: 'no' } },
};

function decide(denying: readonly DenyReason[], more: Partial<GateInput> = {}): Decision {
  const plan = Object.assign({}, ...denying.map(rule => refusals[rule].plan ?? {})) as PlanChanges;
  const given = denying.map(rule => refusals[rule].given ?? {});
  const history = given.flatMap(({ history: part }) => (Array.isArray(part) ? (part as GateInput['history'][]) : []));
  const merged = Object.assign({}, ...given, { history }) as Partial<GateInput>;
  return gate(planned(plan), input({ ...merged, ...more }));
}

const denied = (decision: Decision): DenyReason[] =>
  decision.trace.filter(step => step.decision === 'deny').map(step => step.rule);

describe('the nine rules', () => {
  test('stand in the contract’s ruleOrder', () => {
    expect(rules.map(([name]) => name)).toEqual(ruleOrder);
  });

  test('say yes to the plan that all tests start from', () => {
    const decision = decide([]);
    expect(decision.verdict).toBe('allow');
    expect(decision.trace.map(step => step.decision)).toEqual(ruleOrder.map(() => 'allow'));
  });

  test.each(ruleOrder)('%s alone stops: a deny in its name, without a permit', rule => {
    const decision = decide([rule]);
    expect(denied(decision)).toEqual([rule]);
    expect(decision).toMatchObject({ verdict: 'deny', deniedBy: rule });
    expect(decision).not.toHaveProperty('permit');
  });

  test.each(ruleOrder.flatMap((first, index) => ruleOrder.slice(index + 1).map(second => [first, second] as const)))(
    '%s goes before %s, and both stand in the trace',
    (first, second) => {
      const decision = decide([second, first]);
      expect(denied(decision)).toEqual([first, second]);
      expect(decision).toMatchObject({ verdict: 'deny', deniedBy: first });
    },
  );

  test('all at once: the first of them', () => {
    const decision = decide(ruleOrder);
    expect(denied(decision)).toEqual(ruleOrder);
    expect(decision).toMatchObject({ deniedBy: 'disabled' });
  });

  test.each(['test', 'dry_run', 'heal'] as const)(
    'in mode %s the trace holds every rule, in ruleOrder, with a reason',
    mode => {
      for (const decision of [decide([], { mode }), ...ruleOrder.map(rule => decide([rule], { mode }))]) {
        expect(decision.trace.map(step => step.rule)).toEqual(ruleOrder);
        for (const step of decision.trace) expect(step.reason).not.toBe('');
      }
    },
  );
});

describe('what cannot be evaluated is a no', () => {
  const unreadable: Partial<GateInput> = { history: { unreadable: 'line 3 is torn' } };

  test('an unreadable ledger: every rule that counts says so, and the first of them decides', () => {
    const decision = gate(planned(), input(unreadable));
    expect(denied(decision)).toEqual(['cascade', 'safety_limit', 'cooldown', 'heal_debt']);
    expect(decision).toMatchObject({ verdict: 'deny', deniedBy: 'cascade' });
    for (const step of decision.trace.filter(({ decision: word }) => word === 'deny'))
      expect(step.reason).toBe('could not be evaluated: the ledger cannot be read: line 3 is torn');
  });

  test('nor does any approval or switch open it', () => {
    const opened = { ...unreadable, approvals: { all: true, named: [] }, answer: 'yes' as const };
    for (const changes of [{}, { policy: policy({ preventCascade: false }) }])
      expect(gate(planned(), input({ ...opened, ...changes }))).toMatchObject({ verdict: 'deny' });
  });

  test('a policy with a part missing', () => {
    const parts = [
      'blacklist',
      'limits',
      'cooldownMs',
      'maxSameHealPerDay',
      'maxSimultaneousFailures',
      'maxHealingAttempts',
    ];
    for (const part of parts) {
      const holed = { ...policy(), [part]: undefined };
      expect(gate(planned(), input({ policy: holed })), part).toMatchObject({ verdict: 'deny' });
    }
  });
});

describe('modes', () => {
  test('only a healing run gets a permit', () => {
    expect(decide([], { mode: 'heal' })).toHaveProperty('permit');
    expect(decide([], { mode: 'dry_run' })).toMatchObject({ verdict: 'would_heal' });
    expect(decide([], { mode: 'test' })).toMatchObject({ verdict: 'deny', deniedBy: 'disabled' });
    for (const mode of ['dry_run', 'test'] as const) expect(decide([], { mode })).not.toHaveProperty('permit');
  });

  test('a dry run never gives one, not even when all is approved', () => {
    const approved = {
      mode: 'dry_run',
      approvals: { all: true, named: ['container_not_running'] },
      answer: 'yes',
    } as const;
    const decision = gate(planned({ action: { risk: 'high' } }), input(approved));
    expect(decision.verdict).toBe('would_heal');
    expect(decision).not.toHaveProperty('permit');
  });

  test('a question is no permit; asked again with a Yes it is one, with any other answer a no', () => {
    const high = planned({ action: { risk: 'high' } });
    expect(gate(high, input())).toMatchObject({ verdict: 'ask' });
    expect(gate(high, input())).not.toHaveProperty('permit');
    expect(gate(high, input({ answer: 'yes' }))).toMatchObject({ verdict: 'allow' });
    for (const answer of ['no', 'timeout', 'silence'] as const)
      expect(gate(high, input({ answer }))).toMatchObject({ verdict: 'deny', deniedBy: 'confirmation' });
  });
});

describe('the permit', () => {
  const act = (permit: Permit): boolean => isPermit(permit);

  function granted(): Permit {
    const decision = gate(planned(), input());
    if (decision.verdict !== 'allow') throw new Error('expected an allow');
    return decision.permit;
  }

  test('names the action and the identity that it is good for, and cannot be changed', () => {
    const permit = granted();
    expect(permit.planned).toEqual(planned());
    expect(permit.identity).toBe(permit.planned.draft.identity);
    expect(act(permit)).toBe(true);
    expect(Reflect.set(permit, 'identity', { id: 'another' })).toBe(false);
    expect(Reflect.set(permit, 'planned', planned({ unavailable: 'x' }))).toBe(false);
  });

  test('an object in its shape does not compile, and has not what makes it one', () => {
    const permit = granted();
    const shape = { planned: permit.planned, identity: permit.identity, isGranted: true };
    // @ts-expect-error: it lacks the private field, which no other module can write.
    const forged = (): boolean => act(shape); // eslint-disable-line @typescript-eslint/no-unsafe-class-instance-assignment -- the point of it
    expect(forged).toBeTypeOf('function');
    const prototype = Object.getPrototypeOf(permit) as object;
    const born: unknown = Object.create(prototype, Object.getOwnPropertyDescriptors(permit));
    expect(isPermit(permit)).toBe(true);
    for (const fake of [shape, born, structuredClone({ ...shape }), null, undefined, 'gate', act])
      expect(isPermit(fake)).toBe(false);
    const Made = permit.constructor as new (...args: unknown[]) => unknown;
    expect(() => new Made(permit.planned, Symbol('gate'))).toThrow(new TypeError('only the gate makes permits'));
  });

  test('a decision that is no allow has none to take', () => {
    const decision = gate(planned(), input());
    // @ts-expect-error: only an allow has a permit; the verdict must be looked at first.
    const taken: unknown = decision.permit;
    expect(taken).toBeDefined();
  });
});
