import type { NodeId } from '../core/finding.ts';
import { problemKey } from '../core/finding.ts';
import type { PlannedAction } from '../core/plan.ts';
import type { Heals } from './heals.ts';

/** When a problem may be acted on: not before its retry delay is over, nor before what it rests on had time to carry it again. */
export interface Patience {
  /** An attempt did not help. */
  tried(planned: PlannedAction, now: number): void;
  /** Epoch milliseconds, and what is waited for; null: it may be acted on now. */
  notBefore(planned: PlannedAction, now: number): Wait | null;
  /** Until when what rests on these nodes may recover by itself, because one of them was healed; null: it has had its time. */
  recovery(supports: readonly NodeId[], now: number): Wait | null;
}

/** Epoch milliseconds, and what is waited for. */
export interface Wait {
  readonly at: number;
  readonly reason: string;
}

/** Both delays in milliseconds. */
export function openPatience(retryDelayMs: number, recoveryMs: number, heals: Pick<Heals, 'healedAt'>): Patience {
  const triedAt = new Map<string, number>();
  const recovery = (supports: readonly NodeId[], now: number): Wait | null => {
    const waits = supports.flatMap(node => {
      const at = (heals.healedAt(node) ?? -Infinity) + recoveryMs;
      return at > now ? [{ at, reason: `may recover by itself, now that ${node} is healed` }] : [];
    });
    return waits.length === 0 ? null : waits.reduce((a, b) => (b.at > a.at ? b : a));
  };
  return {
    tried: (planned, now) => void triedAt.set(problemKey(planned.problem), now),
    notBefore(planned, now) {
      const { problem, supports } = planned;
      const tried = triedAt.get(problemKey(problem));
      const retryAt = tried === undefined ? 0 : tried + retryDelayMs;
      // What waiting cannot cure need not be waited for.
      const recovering = problem.isFinal ? null : recovery(supports, now);
      if (recovering !== null && recovering.at > retryAt)
        return { at: recovering.at, reason: `${problem.target} ${recovering.reason}` };
      return retryAt > now ? { at: retryAt, reason: `the next attempt at ${problemKey(problem)}` } : null;
    },
    recovery,
  };
}
