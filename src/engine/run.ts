import type { Finding } from '../core/finding.ts';
import type { Verdict } from '../core/verdict.ts';
import { noAnswers } from './answers.ts';
import { conclude } from './conclude.ts';
import { decideAll } from './decide.ts';
import type { IssueRecord } from './events.ts';
import { healRoots } from './heal-roots.ts';
import { openHeals } from './heals.ts';
import { openIssues } from './issues.ts';
import type { Issues } from './issues.ts';
import { lastLook } from './last-look.ts';
import { lookAt } from './look.ts';
import type { Ports, RunPlan } from './ports.ts';

export interface RunResult {
  readonly verdict: Verdict;
  readonly issues: readonly IssueRecord[];
}

/** Look at everything, heal what the gate permits, look again without hands; that last look decides. */
export async function run(plan: RunPlan, given: Ports): Promise<RunResult> {
  const heals = openHeals();
  const ports: Ports = { ...given, look: { ...given.look, healedAtMs: nodes => heals.touchedAt(nodes) } };
  const issues = openIssues(plan, ports);
  const first = await lookAt(plan.systems, 'first', plan, ports);
  let findings: readonly Finding[] = first;
  if (plan.mode === 'heal') {
    const healed = await healRoots(first, issues, heals, plan, ports);
    findings = healed.findings;
    if (healed.acted.size > 0 && !ports.look.signal.aborted) {
      findings = await lastLook(healed, issues, plan, ports);
    }
  } else {
    await decideAll(findings, noAnswers, issues, plan, ports);
  }
  endUndecided(issues, ports.look.signal.aborted);
  return { verdict: conclude(findings, issues, plan, ports), issues: issues.all() };
}

/** What could have been healed and was not: the run was cut short, or it appeared when the hands were down already. */
function endUndecided(issues: Issues, wasCut: boolean): void {
  const recommendation = wasCut
    ? 'the run was cut short before anything was done about it: run it again'
    : 'it appeared in the last look, when nothing is healed any more: run it again';
  for (const { type, target, outcome } of issues.all())
    if (outcome === null) issues.update({ issue: type, target }, { outcome: 'unhealed', recommendation });
}
