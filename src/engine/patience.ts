import type { NodeId } from '../core/finding.ts';
import { problemKey } from '../core/finding.ts';
import type { PlannedAction } from '../core/plan.ts';

/** When a problem may be acted on: not before its retry delay is over, nor before what it rests on had time to carry it again. */
export interface Patience {
  /** An attempt did not help. */
  tried(planned: PlannedAction, now: number): void;
  /** A node was healed: what rests on it may recover by itself. */
  healed(node: NodeId, now: number): void;
  /** Epoch milliseconds, and what is waited for; null: it may be acted on now. */
  notBefore(planned: PlannedAction, now: number): { readonly at: number; readonly reason: string } | null;
}

/** Both delays in milliseconds. */
export function openPatience(retryDelayMs: number, recoveryMs: number): Patience {
  const triedAt = new Map<string, number>();
  const healedAt = new Map<NodeId, number>();
  return {
    tried: (planned, now) => void triedAt.set(problemKey(planned.problem), now),
    healed: (node, now) => void healedAt.set(node, now),
    notBefore(planned, now) {
      const key = problemKey(planned.problem);
      const tried = triedAt.get(key);
      // What waiting cannot cure need not be waited for.
      const mayRecover = planned.problem.isFinal ? [] : planned.supports;
      const support = mayRecover.find(node => (healedAt.get(node) ?? -Infinity) + recoveryMs > now);
      const retryAt = tried === undefined ? 0 : tried + retryDelayMs;
      const recoverAt = support === undefined ? 0 : (healedAt.get(support) ?? 0) + recoveryMs;
      if (Math.max(retryAt, recoverAt) <= now) return null;
      return recoverAt > retryAt
        ? {
            at: recoverAt,
            reason: `${planned.problem.target} may recover by itself, now that ${support ?? ''} is healed`,
          }
        : { at: retryAt, reason: `the next attempt at ${key}` };
    },
  };
}
