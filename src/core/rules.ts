import type { Attempt } from './attempt.ts';
import { elapsedMs } from './clock.ts';
import type { Moment } from './clock.ts';
import type { NodeId } from './finding.ts';
import { nodeOf, problemKey } from './finding.ts';
import type { ActionInfo, Policy } from './policy.ts';
import { isEarlierState } from './plan.ts';
import type { PlannedAction, Touch } from './plan.ts';

export type DenyReason =
  | 'disabled'
  | 'no_action'
  | 'blacklist'
  | 'systemic'
  | 'cascade'
  | 'safety_limit'
  | 'cooldown'
  | 'heal_debt'
  | 'confirmation';

/** What a person (or `--yes`, `--approve`) said to the question. `silence`: nobody could be asked. */
export type Answer = 'yes' | 'no' | 'timeout' | 'silence';

/** All that the gate may know besides the plan itself. */
export interface GateInput {
  /** `test`: this run only tests. `dry_run`: decide everything, permit nothing. */
  readonly mode: 'test' | 'dry_run' | 'heal';
  readonly policy: Policy;
  /** The ledger, earlier runs and this one; or why it cannot be read. */
  readonly history: readonly Attempt[] | { readonly unreadable: string };
  readonly runId: string;
  readonly now: Moment;
  /** Sick nodes of the last look, with the words that name each. */
  readonly sick: ReadonlyMap<NodeId, string>;
  /** How many root causes stand now. */
  readonly roots: number;
  /** The guide's warnings that hold now: reasons to heal nothing at all. */
  readonly warnings: readonly string[];
  readonly approvals: { readonly all: boolean; readonly named: readonly string[] };
  /** Undefined: not asked yet. */
  readonly answer?: Answer | undefined;
}

export interface Ruling {
  readonly decision: 'allow' | 'deny' | 'ask';
  readonly reason: string;
}

export type Rule = (planned: PlannedAction, input: GateInput) => Ruling;

const allow = (reason: string): Ruling => ({ decision: 'allow', reason });
const deny = (reason: string): Ruling => ({ decision: 'deny', reason });
const DAY_MS = 86_400_000;

const disabled: Rule = ({ problem, remedy }, { mode, policy }) => {
  if (mode === 'test') return deny('this run only tests: --auto-heal was not given');
  if (!policy.isEnabled) return deny('auto_healing.enabled is false');
  if (remedy && !remedy.isEnabled) return deny(`healing_actions.${problem.issue}.enabled is false`);
  return allow('healing is on');
};

const noAction: Rule = ({ action, draft }) => {
  if (draft.unavailable !== null) return deny(draft.unavailable);
  if (!action) return deny('no heal action exists for this issue');
  return allow(`${action.id} fits`);
};

/** Matched on the resolved thing and every name of it; a trailing or inner `*` is a wildcard, case does not matter. */
export const isListed = (names: readonly string[], list: readonly string[]): string | undefined =>
  list.find(entry => {
    const literal = entry.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
    const pattern = new RegExp(`^${literal}$`, 'is');
    return names.some(name => pattern.test(name));
  });

const listFor: Record<Touch['kind'], keyof Policy['blacklist']> = {
  container: 'containers',
  process: 'processes',
  table: 'tables',
  database_user: 'database_users',
  database_application: 'database_applications',
  redis_key: 'redis_keys',
};

const blacklist: Rule = ({ draft }, { policy }) => {
  for (const touch of draft.touches) {
    const kind = touch.kind.replace('_', ' ');
    const [name] = touch.names;
    if (name === undefined) return deny(`a ${kind} without a name cannot be looked up`);
    const what = `${kind} ${name}`;
    if (touch.sacred !== null) return deny(`${what}: ${touch.sacred}`);
    const entry = isListed(touch.names, policy.blacklist[listFor[touch.kind]]);
    if (entry !== undefined) return deny(`${what} is on blacklist.${listFor[touch.kind]} (${entry})`);
  }
  return allow('nothing it touches is protected');
};

const systemic: Rule = (_, { policy, roots, warnings }) => {
  if (warnings.length > 0) return deny(warnings.join('; '));
  if (!(roots <= policy.maxSimultaneousFailures))
    return deny(
      `${roots} root causes at once, more than max_simultaneous_failures (${policy.maxSimultaneousFailures}): call a human`,
    );
  return allow(`${roots} of at most ${policy.maxSimultaneousFailures} root causes`);
};

const isEffective = (attempt: Attempt): boolean => attempt.result !== 'stale';

/** The history, or a throw: a rule that cannot be evaluated says no. */
function read({ history }: GateInput): readonly Attempt[] {
  if ('unreadable' in history) throw new Error(`the ledger cannot be read: ${history.unreadable}`);
  return history.filter(isEffective);
}

const cascade: Rule = (planned, input) => {
  const sickSupport = planned.supports.find(node => input.sick.has(node));
  if (sickSupport !== undefined)
    return deny(`it rests on ${sickSupport}, which is sick: ${planned.blockedBy ?? input.sick.get(sickSupport) ?? ''}`);
  if (!input.policy.preventCascade) return allow('prevent_cascade_restarts is off');
  const ofThisRun = read(input).filter(attempt => attempt.runId === input.runId && attempt.result !== 'unsettled');
  /** Of each support by itself: that another one was healed later mends nothing here. */
  const failed = planned.supports
    .map(node => ofThisRun.findLast(attempt => nodeOf(attempt) === node))
    .find(last => last !== undefined && last.result !== 'healed');
  if (failed) return deny(`the heal of ${failed.target} beneath it did not succeed in this run`);
  const undone = ofThisRun.find(attempt => attempt.result === 'healed' && planned.dependents.includes(nodeOf(attempt)));
  if (undone && planned.action?.budget === 'container')
    return deny(`it would shake ${undone.target}, which was healed in this run`);
  return allow('nothing beneath it is sick, and it undoes no heal of this run');
};

const limitKey = {
  container: 'max_container_restarts_per_session',
  database: 'max_database_operations_per_session',
  redis: 'max_redis_operations_per_session',
  queue: 'max_queue_operations_per_session',
} as const;

const safetyLimit: Rule = ({ problem, remedy, action }, input) => {
  const { policy, runId } = input;
  if (!action || !remedy) return allow('no action to count');
  const ofThisRun = read(input).filter(attempt => attempt.runId === runId);
  const atThis = ofThisRun.filter(attempt => problemKey(attempt) === problemKey(problem)).length;
  const allowed = Math.min(1 + remedy.maxRetries, policy.maxHealingAttempts);
  if (!(atThis < allowed))
    return deny(
      `${atThis} of ${allowed} attempts at this problem are used (max_retries ${remedy.maxRetries}, max_healing_attempts ${policy.maxHealingAttempts})`,
    );
  if (action.budget === 'none') return allow(`attempt ${atThis + 1} of ${allowed}`);
  const used = ofThisRun.filter(attempt => attempt.budget === action.budget).length;
  const limit = policy.limits[action.budget];
  if (!(used < limit))
    return deny(`${used} of ${limit} ${action.budget} operations of this run are used (${limitKey[action.budget]})`);
  return allow(`attempt ${atThis + 1} of ${allowed}; ${action.budget} operation ${used + 1} of ${limit}`);
};

const isSameHeal =
  (action: ActionInfo, { problem }: PlannedAction) =>
  (attempt: Attempt) =>
    attempt.action === action.id && attempt.target === problem.target;

const seconds = (ms: number): string => `${Math.ceil(ms / 1000)} s`;

const cooldown: Rule = (planned, input) => {
  const { action, problem } = planned;
  if (!action) return allow('no action to cool down');
  /** A retry of a heal that has not succeeded yet in this run goes by retry_delay_seconds instead. */
  const isRetried = (attempt: Attempt): boolean =>
    attempt.runId === input.runId && attempt.issue === problem.issue && attempt.result !== 'healed';
  const last = read(input)
    .filter(isSameHeal(action, planned))
    .filter(attempt => !isRetried(attempt))
    .map(attempt => elapsedMs(attempt.at, input.now));
  const since = Math.min(...last);
  if (!(since >= input.policy.cooldownMs))
    return deny(
      `${action.id} on ${problem.target} was done ${seconds(since)} ago; cooldown_seconds asks for ${seconds(input.policy.cooldownMs)}, ${seconds(input.policy.cooldownMs - since)} remain`,
    );
  return allow(Number.isFinite(since) ? `last done ${seconds(since)} ago` : 'not done before');
};

const healDebt: Rule = (planned, input) => {
  const { action, problem } = planned;
  if (!action) return allow('no action to count');
  const today = read(input)
    .filter(isSameHeal(action, planned))
    .filter(attempt => elapsedMs(attempt.at, input.now) < DAY_MS).length;
  const limit = input.policy.maxSameHealPerDay;
  if (!(today < limit))
    return deny(
      `${action.id} on ${problem.target} was done ${today} times within a day (max_same_heal_per_day ${limit}): healing now hides something`,
    );
  return allow(`${today} of ${limit} within a day`);
};

const confirmation: Rule = ({ id, problem, remedy, action }, { approvals, answer }) => {
  if (!action) return allow('nothing to approve');
  const mustAsk = action.risk === 'high' || remedy?.requiresConfirmation !== false;
  if (!mustAsk) return allow(`${action.risk} risk needs no approval`);
  const why = action.risk === 'high' ? 'high risk' : `requires_confirmation, ${action.risk} risk`;
  if (approvals.all) return allow(`${why}; approved by --yes`);
  const name = approvals.named.find(named => named === problem.issue || (named === id && id !== ''));
  if (name !== undefined) return allow(`${why}; approved by --approve ${name}`);
  const earlier = approvals.named.find(named => isEarlierState(named, id));
  if (earlier !== undefined) return deny(`${why}; --approve ${earlier} was for an earlier state, this is ${id}`);
  if (answer === 'yes') return allow(`${why}; approved at the prompt`);
  if (answer === 'no') return deny(`${why}; declined at the prompt`);
  if (answer === 'timeout') return deny(`${why}; nobody answered the prompt in time`);
  if (answer === 'silence') return deny(`${why}; nobody to ask: approve it with --approve ${id}`);
  return { decision: 'ask', reason: why };
};

/** In the contract's order, which is precedence: absolute refusals, then counters, then time, then the human. */
export const rules: readonly (readonly [DenyReason, Rule])[] = [
  ['disabled', disabled],
  ['no_action', noAction],
  ['blacklist', blacklist],
  ['systemic', systemic],
  ['cascade', cascade],
  ['safety_limit', safetyLimit],
  ['cooldown', cooldown],
  ['heal_debt', healDebt],
  ['confirmation', confirmation],
];
