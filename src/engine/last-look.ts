import type { Finding } from '../core/finding.ts';
import { isGone, isProblem, isSick, nodeOf, problemKey } from '../core/finding.ts';
import { drawGraph } from '../core/graph.ts';
import { noAnswers } from './answers.ts';
import { decideAll } from './decide.ts';
import type { Deed, HealedRoots } from './heal-roots.ts';
import type { Issues } from './issues.ts';
import { against, isTold } from './judge.ts';
import { lookAt } from './look.ts';
import type { NotYet } from './look.ts';
import type { Ports, RunPlan } from './ports.ts';
import { merge } from './retest.ts';
import { systemOf } from './settle.ts';

/** Look at everything once more, without hands: what this look says stands. */
export async function lastLook(
  healed: HealedRoots,
  issues: Issues,
  plan: RunPlan,
  ports: Ports,
): Promise<readonly Finding[]> {
  const notYet = recovering(healed, ports);
  const findings = await lookAt(plan.systems, 'final', plan, ports, notYet);
  return confront(findings, healed.acted, issues, plan, ports);
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

/**
 * The last look against what was believed: what it says stands, and is given back. A heal that it shows to be no cure is
 * taken back where that can be done. Then the other phases are looked at once more; of the phase itself it is known that
 * it was sick before and after, and what it seems right after a start is not asked.
 */
async function confront(
  findings: readonly Finding[],
  acted: ReadonlyMap<string, Deed>,
  issues: Issues,
  plan: RunPlan,
  ports: Ports,
): Promise<readonly Finding[]> {
  const known = new Set(issues.all().map(({ type, target }) => problemKey({ issue: type, target })));
  const undone = new Set<string>();
  for (const { type, target, phase, outcome, recommendation } of issues.all()) {
    const problem = { issue: type, target };
    const deed = acted.get(problemKey(problem));
    const objections = deed ? objectionsTo(deed, findings, plan) : [];
    const isFine = isGone({ ...problem, phase }, findings) && objections.length === 0;
    // A look that was cut short objects to nothing by that alone; what it did see wrong counts.
    const saysNothing = !isFine && ports.look.signal.aborted && !isSeen(problem, findings) && !objections.some(isTold);
    if (saysNothing) continue;
    if (outcome === 'unhealed' && isFine) issues.update(problem, { outcome: 'resolved' });
    if (outcome === 'healed' && !isFine)
      issues.update(problem, {
        outcome: 'unhealed',
        recommendation: `it passed the re-test, but not the last look: ${recommendation}`,
      });
    if (deed && !isFine && (await disown(deed, objections.some(isTold), ports))) undone.add(phase);
  }
  const others = plan.systems.filter(({ id }) => !undone.has(id));
  const last = undone.size === 0 ? findings : merge(findings, await lookAt(others, 'final', plan, ports));
  const news = last.filter(finding => !isProblem(finding) || !known.has(problemKey(finding)));
  if (news.some(isProblem)) await decideAll(news, noAnswers, issues, plan, ports);
  return last;
}

const isSeen = (problem: { readonly issue: string; readonly target: string }, findings: readonly Finding[]): boolean =>
  findings.some(finding => isProblem(finding) && problemKey(finding) === problemKey(problem));

/** What the last look says against a heal; nothing where something beneath is sick, for then that may be why. */
function objectionsTo({ problem }: Deed, findings: readonly Finding[], plan: RunPlan): readonly Finding[] {
  const sick = new Set(findings.filter(isSick).map(nodeOf));
  const isBorne = !drawGraph(findings)
    .supportsOf(nodeOf(problem))
    .some(support => sick.has(support));
  return isBorne ? against(problem, findings, systemOf(problem, plan)) : [];
}

/** Tell that a heal did not last, and take it back where it can be and may be; true if it was. */
async function disown({ record, takeBack }: Deed, mayUndo: boolean, ports: Ports): Promise<boolean> {
  if (record.success !== true && takeBack === null) return false;
  const failed = { ...record, success: false, details: `${record.details}; but the last look failed` };
  const isUndone = mayUndo && takeBack !== null;
  const action = isUndone ? await takeBack(failed) : failed;
  ports.emit({ type: 'heal:finish', action, outcome: 'unhealed' });
  return isUndone;
}
