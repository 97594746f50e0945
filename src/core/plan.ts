import type { Identity, NodeId, Problem } from './finding.ts';
import type { ActionInfo, Policy, Remedy } from './policy.ts';

/** What an action would do to one thing. */
export type Effect = 'start' | 'restart' | 'unpause' | 'signal' | 'terminate' | 'write' | 'delete';

/** One thing that an action would lay hands on, with every name it goes by: the blacklist is matched on these. */
export interface Touch {
  readonly kind: 'container' | 'process' | 'table' | 'database_user' | 'database_application' | 'redis_key';
  readonly names: readonly string[];
  readonly effect: Effect;
  /** Why no config can ever allow it ("PostgreSQL is running in it"), or null. */
  readonly sacred: string | null;
}

/** What an action says it would do, read from the world and changing nothing. */
export interface Draft {
  /** What the plan was made on. The action applies only while this still holds. */
  readonly identity: Identity;
  /** In exact terms: which container, which pids, which rows, which keys. */
  readonly steps: readonly string[];
  readonly touches: readonly Touch[];
  /** Why it cannot be done at all here (no container configured, an ACL denies it), or null. */
  readonly unavailable: string | null;
  /** Milliseconds that the action needs at the least (a stop grace and a margin); `timeout_seconds` is stretched to it. */
  readonly minTimeoutMs?: number;
}

/** A problem, the remedy that the config names for it, and what that would do. */
export interface PlannedAction {
  /** Short id: six hex digits of action, issue and target, a dash, six of the identity. Empty where there is no action. */
  readonly id: string;
  readonly problem: Problem;
  readonly node: NodeId;
  readonly remedy: Remedy | null;
  readonly action: ActionInfo | null;
  readonly draft: Draft;
  /** The root that this problem waits for, or null where it is a root. */
  readonly blockedBy: string | null;
  /** All that the target rests on. */
  readonly supports: readonly NodeId[];
  /** All that rests on the target. */
  readonly dependents: readonly NodeId[];
}

/** A draft for "nothing can be done", with the reason. */
export const unavailable = (reason: string): Draft => ({ identity: {}, steps: [], touches: [], unavailable: reason });

/** True if an id names the same action on the same target as the plan, but on another state of it. */
export const isEarlierState = (id: string, planId: string): boolean =>
  id !== planId && id.length === planId.length && id.split('-')[0] === planId.split('-')[0];

/**
 * Whether a heal may begin while these settle: it has nothing to do with any of them, and, where cascades are prevented, it
 * takes down nothing that runs. That waits until it is known that what was done before did help.
 */
export const mayBeginBeside = (
  planned: PlannedAction,
  settling: readonly PlannedAction[],
  { preventCascade }: Pick<Policy, 'preventCascade'>,
): boolean =>
  settling.every(other => areApart(planned, other)) && !(preventCascade && settling.length > 0 && takesDown(planned));

/** Neither target rests on the other, and they lay hands on nothing in common. */
const areApart = (one: PlannedAction, other: PlannedAction): boolean =>
  one.node !== other.node &&
  !one.supports.includes(other.node) &&
  !other.supports.includes(one.node) &&
  !one.draft.touches.some(touch => other.draft.touches.some(its => isSame(touch, its)));

const isSame = (one: Touch, other: Touch): boolean =>
  one.kind === other.kind && one.names.some(name => other.names.includes(name));

const takesDown = ({ draft }: PlannedAction): boolean =>
  draft.touches.some(({ effect }) => effect === 'restart' || effect === 'signal');
