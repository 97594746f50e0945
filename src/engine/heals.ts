import type { NodeId } from '../core/finding.ts';
import type { PlannedAction } from '../core/plan.ts';

/** What was healed in this run, and when. The one memory of it: patience waits by it, and looks count by it. */
export interface Heals {
  healed(planned: Pick<PlannedAction, 'node' | 'dependents'>, now: number): void;
  /** When this node was last healed, in epoch milliseconds; null: not in this run. */
  healedAt(node: NodeId): number | null;
  /** When one of these nodes, or something that one of them rests on, was last healed; of anything, where none are named. */
  touchedAt(nodes?: readonly NodeId[]): number | null;
}

/** Nothing was healed yet. */
export function openHeals(): Heals {
  const heals: { node: NodeId; reaches: readonly NodeId[]; at: number }[] = [];
  return {
    healed: ({ node, dependents }, at) => void heals.push({ node, reaches: [node, ...dependents], at }),
    healedAt: node => heals.findLast(heal => heal.node === node)?.at ?? null,
    touchedAt: nodes =>
      heals.findLast(({ reaches }) => nodes?.some(node => reaches.includes(node)) ?? true)?.at ?? null,
  };
}
