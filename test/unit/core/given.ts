import type { Attempt } from '../../../src/core/attempt.ts';
import type { Moment } from '../../../src/core/clock.ts';
import type { Finding, NodeId, Problem } from '../../../src/core/finding.ts';
import type { PlannedAction, Touch } from '../../../src/core/plan.ts';
import type { ActionInfo, Blacklist, Policy, Remedy } from '../../../src/core/policy.ts';
import type { DenyReason, GateInput } from '../../../src/core/rules.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export const now: Moment = { wallMs: 1_736_519_415_000, bootId: 'boot-1', uptimeMs: 40 * DAY_MS };

/** So long before `now`, by both clocks. */
export const ago = (ms: number): Moment => ({ ...now, wallMs: now.wallMs - ms, uptimeMs: now.uptimeMs - ms });

/** A check of the Redis container that passed. */
export const finding = (changes: Partial<Finding> = {}): Finding => ({
  phase: 'containers',
  check: 'running',
  target: 'redis',
  status: 'passed',
  issue: null,
  message: 'redis is running',
  observed: null,
  threshold: null,
  durationMs: 1,
  identity: {},
  evidence: {},
  recommendation: null,
  restsOn: [],
  pendingUntil: null,
  isFinal: false,
  ...changes,
});

const startContainer: ActionInfo = {
  id: 'start_container',
  title: 'Start the container',
  risk: 'low',
  budget: 'container',
  fits: ['container'],
};

const remedy = (changes: Partial<Remedy> = {}): Remedy => ({
  isEnabled: true,
  action: startContainer,
  maxRetries: 2,
  timeoutMs: 30_000,
  requiresConfirmation: false,
  ...changes,
});

export const touch = (changes: Partial<Touch> = {}): Touch => ({
  kind: 'container',
  names: ['redis'],
  effect: 'start',
  sacred: null,
  ...changes,
});

/** What a test changes of the plan to start the Redis container. */
export interface PlanChanges {
  readonly action?: Partial<ActionInfo> | null;
  readonly remedy?: Partial<Remedy> | null;
  readonly touches?: readonly Touch[];
  readonly unavailable?: string | null;
  readonly supports?: readonly NodeId[];
  readonly dependents?: readonly NodeId[];
  readonly blockedBy?: string | null;
}

/** The plan to start the Redis container, on which every rule says yes. */
export function planned(changes: PlanChanges = {}): PlannedAction {
  const action = changes.action === null ? null : { ...startContainer, ...changes.action };
  const problem: Problem = {
    ...finding({ status: 'failed', message: 'redis exited' }),
    issue: 'container_not_running',
  };
  return {
    id: action ? 'a1b2c3-d4e5f6' : '',
    problem,
    node: 'containers/redis',
    remedy: changes.remedy === null ? null : remedy({ action, ...changes.remedy }),
    action,
    draft: {
      identity: { id: '3f4e', startedAt: '2025-01-10T14:00:00Z' },
      steps: ['start container redis (3f4e)'],
      touches: changes.touches ?? [touch()],
      unavailable: changes.unavailable ?? null,
    },
    blockedBy: changes.blockedBy ?? null,
    supports: changes.supports ?? [],
    dependents: changes.dependents ?? [],
  };
}

/** The contract's order, which is precedence. */
export const ruleOrder: readonly DenyReason[] = [
  'disabled',
  'no_action',
  'blacklist',
  'systemic',
  'cascade',
  'safety_limit',
  'cooldown',
  'heal_debt',
  'confirmation',
];

export const emptyBlacklist: Blacklist = {
  containers: [],
  processes: [],
  tables: [],
  database_users: [],
  database_applications: [],
  redis_keys: [],
};

export const policy = (changes: Partial<Policy> = {}): Policy => ({
  isEnabled: true,
  remedies: {},
  maxHealingAttempts: 3,
  retryDelayMs: 10_000,
  limits: { container: 5, database: 3, redis: 3, queue: 3 },
  cooldownMs: 60_000,
  preventCascade: true,
  maxSimultaneousFailures: 5,
  minFreeDiskGb: 1,
  maxSameHealPerDay: 5,
  blacklist: emptyBlacklist,
  ...changes,
});

/** A healing run in which nothing speaks against the plan. */
export const input = (changes: Partial<GateInput> = {}): GateInput => ({
  mode: 'heal',
  policy: policy(),
  history: [],
  runId: 'this-run',
  now,
  sick: new Map([['containers/redis', 'container_not_running redis']]),
  roots: 1,
  warnings: [],
  approvals: { all: false, named: [] },
  ...changes,
});

let count = 0;

/** An attempt of an earlier run, two hours ago, at the same problem with the same action. */
export const attempt = (changes: Partial<Attempt> = {}): Attempt => ({
  id: `attempt-${++count}`,
  runId: 'earlier-run',
  phase: 'containers',
  issue: 'container_not_running',
  target: 'redis',
  action: 'start_container',
  budget: 'container',
  at: ago(2 * HOUR_MS),
  result: 'healed',
  ...changes,
});

export const attempts = (number: number, changes: Partial<Attempt> = {}): Attempt[] =>
  Array.from({ length: number }, () => attempt(changes));
