import { problemKey } from '../core/finding.ts';
import type { PlannedAction } from '../core/plan.ts';
import type { Heals } from './heals.ts';

/** When a problem may be acted on: not before its retry delay is over, nor before what it rests on had time to carry it again. */
export interface Patience {
  /** An attempt did not help. */
  tried(planned: PlannedAction, now: number): void;
  /** Epoch milliseconds, and what is waited for; null: it may be acted on now. */
  notBefore(planned: PlannedAction, now: number): { readonly at: number; readonly reason: string } | null;
}

/** Both delays in milliseconds. */
export function openPatience(retryDelayMs: number, recoveryMs: number, heals: Pick<Heals, 'healedAt'>): Patience {
  const triedAt = new Map<string, number>();
  return {
    tried: (planned, now) => void triedAt.set(problemKey(planned.problem), now),
    notBefore(planned, now) {
      const key = problemKey(planned.problem);
      const tried = triedAt.get(key);
      // What waiting cannot cure need not be waited for.
      const mayRecover = planned.problem.isFinal ? [] : planned.supports;
      const support = mayRecover.find(node => (heals.healedAt(node) ?? -Infinity) + recoveryMs > now);
      const retryAt = tried === undefined ? 0 : tried + retryDelayMs;
      const recoverAt = support === undefined ? 0 : (heals.healedAt(support) ?? 0) + recoveryMs;
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
