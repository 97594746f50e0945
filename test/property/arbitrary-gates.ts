import fc from 'fast-check';
import type { Attempt, AttemptResult } from '../../src/core/attempt.ts';
import type { NodeId } from '../../src/core/finding.ts';
import type { Budget } from '../../src/core/policy.ts';
import type { GateInput } from '../../src/core/rules.ts';
import { DAY_MS, HOUR_MS, ago, attempt, policy } from '../unit/core/given.ts';
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

const node = fc.constantFrom<NodeId>('containers/app', 'containers/pg', 'database/db');

export const plans: fc.Arbitrary<PlanChanges> = fc.record({
  action: fc.record({ risk: fc.constantFrom('low', 'medium', 'high'), budget }),
  remedy: fc.record({ maxRetries: limit, requiresConfirmation: fc.boolean(), isEnabled: fc.boolean() }),
  supports: fc.uniqueArray(node, { maxLength: 2 }),
  dependents: fc.uniqueArray(node, { maxLength: 2 }),
});

/** Of any run, at any target; or of this run and at what others rest on, so that each kind is drawn often enough. */
export const pasts: fc.Arbitrary<Attempt> = fc
  .record({
    where: fc.oneof(
      fc.record({ runId: fc.constantFrom('this-run', 'earlier-run'), at: fc.constant<NodeId>('containers/redis') }),
      fc.record({ runId: fc.constantFrom('this-run', 'earlier-run'), at: node }),
      fc.record({ runId: fc.constant('this-run'), at: node }),
    ),
    issue: fc.constantFrom('container_not_running', 'container_stuck'),
    action: fc.constantFrom('start_container', 'restart_container'),
    budget,
    at: age.map(ago),
    result,
  })
  .map(({ where, ...rest }) => {
    const [phase = '', target = ''] = where.at.split('/');
    return attempt({ ...rest, runId: where.runId, phase, target });
  });

export const inputs: fc.Arbitrary<Partial<GateInput>> = fc.record({
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

export const many = { numRuns: 1500 };
