import type { Finding } from '../core/finding.ts';
import { isGone, isProblem, isSick, nodeOf, problemKey } from '../core/finding.ts';
import { drawGraph } from '../core/graph.ts';
import type { Verdict } from '../core/verdict.ts';
import { conclude } from './conclude.ts';
import { decideAll } from './decide.ts';
import type { ActionRecord, IssueRecord } from './events.ts';
import { healRoots } from './heal-roots.ts';
import type { HealedRoots } from './heal-roots.ts';
import { openIssues } from './issues.ts';
import type { Issues } from './issues.ts';
import { lookAt } from './look.ts';
import type { NotYet } from './look.ts';
import type { Ports, RunPlan } from './ports.ts';

export interface RunResult {
  readonly verdict: Verdict;
  readonly issues: readonly IssueRecord[];
}

/** Look at everything, heal what the gate permits, look again without hands; that last look decides. */
export async function run(plan: RunPlan, ports: Ports): Promise<RunResult> {
  const issues = openIssues(plan, ports);
  const first = await lookAt(plan.systems, 'first', plan, ports);
  let findings: readonly Finding[] = first;
  if (plan.mode === 'heal') {
    const healed = await healRoots(first, issues, plan, ports);
    findings = healed.findings;
    if (healed.acted.size > 0 && !ports.look.signal.aborted) {
      findings = await lookAt(plan.systems, 'final', plan, ports, recovering(healed, ports));
      await judgeByLastLook(findings, healed.acted, issues, plan, ports);
    }
  } else {
    await decideAll(findings, new Map(), issues, plan, ports);
  }
  endUndecided(issues, ports.look.signal.aborted);
  return { verdict: conclude(findings, issues, plan, ports), issues: issues.all() };
}

/**
 * What rests on something healed a moment ago has as long to recover as that had to settle. Some of it only falls sick
 * by then: a heartbeat grows too old long after the database beneath it went away.
 */
function recovering({ findings, patience }: HealedRoots, ports: Ports): NotYet {
  const graph = drawGraph(findings);
  return finding => {
    if (!isSick(finding) || finding.isFinal) return null;
    const wait = patience.recovery(graph.supportsOf(nodeOf(finding)), ports.look.now());
    return wait && { at: wait.at, reason: `${finding.message}; ${wait.reason}` };
  };
}

/** What could have been healed and was not: the run was cut short, or it appeared when the hands were down already. */
function endUndecided(issues: Issues, wasCut: boolean): void {
  const recommendation = wasCut
    ? 'the run was cut short before anything was done about it: run it again'
    : 'it appeared in the last look, when nothing is healed any more: run it again';
  for (const { type, target, outcome } of issues.all())
    if (outcome === null) issues.update({ issue: type, target }, { outcome: 'unhealed', recommendation });
}

/** The last look against what was believed: what it says stands. */
async function judgeByLastLook(
  findings: readonly Finding[],
  acted: ReadonlyMap<string, ActionRecord>,
  issues: Issues,
  plan: RunPlan,
  ports: Ports,
): Promise<void> {
  const known = new Set(issues.all().map(({ type, target }) => problemKey({ issue: type, target })));
  for (const { type, target, phase, outcome, recommendation } of issues.all()) {
    const problem = { issue: type, target };
    const isFine = isGone({ ...problem, phase }, findings);
    if (outcome === 'unhealed' && isFine) issues.update(problem, { outcome: 'resolved' });
    if (outcome !== 'healed' || isFine) continue;
    issues.update(problem, {
      outcome: 'unhealed',
      recommendation: `it passed the re-test, but not the last look: ${recommendation}`,
    });
    const record = acted.get(problemKey(problem));
    if (record)
      ports.emit({
        type: 'heal:finish',
        action: { ...record, success: false, details: `${record.details}; but the last look failed` },
        outcome: 'unhealed',
      });
  }
  const news = findings.filter(finding => !isProblem(finding) || !known.has(problemKey(finding)));
  if (news.some(isProblem)) await decideAll(news, new Map(), issues, plan, ports);
}
