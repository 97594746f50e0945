import type { DrillMark } from '../engine/events.ts';
import { wordsOf } from '../errors.ts';
import { newestDrills, readDrills } from '../ledger/drills.ts';

/** The heals that drills have proven, the drills of this environment before those of others; `trouble` says why none could be read. */
export function drillMarks(
  reportsDir: string,
  environment: string,
): { readonly drills: readonly DrillMark[]; readonly trouble: string | null } {
  try {
    const all = readDrills(reportsDir);
    const drills = [...newestDrills(all, environment), ...newestDrills(all)].filter(({ is_proven }) => is_proven);
    return {
      drills: drills.map(({ issue, action, environment: on, at }) => ({ issue, action, environment: on, at })),
      trouble: null,
    };
  } catch (error) {
    const why = wordsOf(error);
    return {
      drills: [],
      trouble: `the record of drills cannot be read, so every heal counts as never drilled: ${why}`,
    };
  }
}
