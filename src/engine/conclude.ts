import type { Finding, NodeId } from '../core/finding.ts';
import { isProblem, isSick, nodeOf } from '../core/finding.ts';
import { drawGraph } from '../core/graph.ts';
import { verdict } from '../core/verdict.ts';
import type { Verdict } from '../core/verdict.ts';
import type { Issues } from './issues.ts';
import type { NamedIssue, Ports, RunPlan } from './ports.ts';
import { cutOf } from './wait.ts';

/** The verdict over the last findings, and over nothing that a healer said. */
export function conclude(findings: readonly Finding[], issues: Issues, plan: RunPlan, ports: Ports): Verdict {
  const cut = cutOf(ports.look.signal);
  const named = plan.only?.filter(
    ({ phase, target }) =>
      !findings.some(
        finding =>
          finding.phase === phase && (target === null || finding.target === target || finding.check === 'probe'),
      ),
  );
  const obstacles = (named ?? []).map(
    ({ issue, target, phase }) => `${issue}: the config tests no ${target ?? ''} in phase ${phase}`,
  );
  obstacles.push(...ports.obstacles());
  if (cut?.by === 'deadline') obstacles.push(cut.message);
  const history = plan.mode === 'heal' ? ports.ledger.history() : [];
  if ('unreadable' in history)
    obstacles.push(`the ledger cannot be used, so nothing may be healed: ${history.unreadable}`);
  return verdict({
    findings: plan.only ? findings.filter(finding => isAbout(finding, plan.only ?? [])) : findings,
    isCritical: plan.isCritical,
    awaitingApproval: plan.mode === 'heal' ? awaitingApproval(findings, issues) : new Set(),
    explained: explainedByIssue(findings),
    obstacles,
    interruptedBy: cut && cut.by !== 'deadline' ? cut.by : null,
    healed: issues.all().filter(({ outcome }) => outcome === 'healed').length,
    failOn: plan.failOn,
  });
}

/** For `heal --issue-file`: what the verdict is about. Another issue of the same target is not its business. */
const isAbout = (finding: Finding, only: readonly NamedIssue[]): boolean =>
  only.some(
    ({ phase, target, issue }) =>
      finding.phase === phase &&
      (finding.check === 'probe' ||
        ((target ?? finding.target) === finding.target && (finding.issue ?? issue) === issue)),
  );

/** Nodes that fail for want of an approval alone: a root that waits for one, and what rests on nothing sick but such roots. */
function awaitingApproval(findings: readonly Finding[], issues: Issues): Set<NodeId> {
  const graph = drawGraph(findings);
  const sick = new Set(findings.filter(isSick).map(nodeOf));
  const waiting = new Set<NodeId>();
  for (const { phase, target, denied_by, outcome } of issues.all())
    if (denied_by === 'confirmation' && outcome !== 'healed') waiting.add(`${phase}/${target}`);
  const isRoot = (node: NodeId): boolean => !graph.supportsOf(node).some(support => sick.has(support));
  for (const node of sick) {
    const roots = graph.supportsOf(node).filter(support => sick.has(support) && isRoot(support));
    if (roots.length > 0 && roots.every(root => waiting.has(root))) waiting.add(node);
  }
  return waiting;
}

/** Nodes that rest on a node with an issue of its own. */
function explainedByIssue(findings: readonly Finding[]): Set<NodeId> {
  const graph = drawGraph(findings);
  const broken = new Set(findings.filter(isProblem).map(nodeOf));
  return new Set(findings.map(nodeOf).filter(node => graph.supportsOf(node).some(support => broken.has(support))));
}
