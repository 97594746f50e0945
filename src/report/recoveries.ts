import type { PastAction, PastRun } from './past-runs.ts';

interface Recovery {
  readonly recoverMs: number;
  readonly healMs: number;
}

const keyOf = (environment: string, issue: string, target: string): string =>
  JSON.stringify([environment, issue, target]);

/**
 * Every heal that cured, with the time since its issue was first seen: since the start of the first of the runs, one
 * after the other, that saw it. A run that looked and did not see it, or saw it recover by itself, ends that; one that
 * could not look says nothing. The runs are in order.
 */
export function recoveriesOf(runs: readonly PastRun[]): readonly Recovery[] {
  const since = new Map<string, { readonly sinceMs: number; readonly phase: string; readonly environment: string }>();
  const recoveries: Recovery[] = [];
  for (const run of runs) {
    const { environment } = run;
    const here = new Set(run.issues.map(({ type, target }) => keyOf(environment, type, target)));
    for (const [key, seen] of since)
      if (seen.environment === environment && run.looked.includes(seen.phase) && !here.has(key)) since.delete(key);
    for (const { phase, type, target, outcome } of run.issues) {
      const key = keyOf(environment, type, target);
      const seen = since.get(key) ?? { sinceMs: run.startedMs, phase, environment };
      since.set(key, seen);
      const cure = run.actions.findLast(one => one.isHealed && one.issue === type && one.target === target);
      if (cure) recoveries.push(recoveryBy(cure, seen.sinceMs));
      if (outcome === 'healed' || outcome === 'resolved') since.delete(key);
    }
  }
  return recoveries;
}

/** A clock that was put back gives no negative times. */
const recoveryBy = ({ startedMs, durationMs }: PastAction, sinceMs: number): Recovery => ({
  recoverMs: Math.max(durationMs, startedMs + durationMs - sinceMs),
  healMs: durationMs,
});
