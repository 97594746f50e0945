import type { Finding } from '../core/finding.ts';
import { isGone, isProblem, problemKey } from '../core/finding.ts';
import type { Decided } from './decide.ts';
import { diagnose } from './diagnose.ts';
import type { Healed } from './heal.ts';
import type { Issues } from './issues.ts';
import type { Ports, RunPlan } from './ports.ts';

/** What became of a problem that was to be healed, and what a person should know where it is not. */
export async function writeDown(
  { planned }: Decided,
  healed: Healed,
  issues: Issues,
  plan: RunPlan,
  ports: Ports,
): Promise<void> {
  const { problem } = planned;
  if (healed.result === 'healed' || healed.result === 'resolved' || healed.result === 'stale') {
    issues.update(problem, { outcome: healed.result });
    return;
  }
  if (healed.result === 'denied') return; // the ledger is unusable now: the next decision says so
  const again =
    (healed.findings ?? []).filter(isProblem).find(finding => problemKey(finding) === problemKey(problem)) ?? problem;
  const { evidence, recommendation } = await diagnose(again, plan, ports);
  const record = issues.get(problem);
  issues.update(problem, {
    outcome: 'unhealed',
    evidence: { ...problem.evidence, ...evidence, last_attempt: healed.details },
    ...((recommendation ?? record?.recommendation)
      ? { recommendation: recommendation ?? record?.recommendation ?? '' }
      : {}),
  });
}

/** A problem that went away though nobody acted on it. */
export function markResolved(findings: readonly Finding[], issues: Issues): void {
  for (const { type, target, phase, outcome } of issues.all()) {
    const isUndecided = outcome === null || outcome === 'denied' || outcome === 'stale';
    if (isUndecided && isGone({ issue: type, target, phase }, findings))
      issues.update({ issue: type, target }, { outcome: 'resolved' });
  }
}
