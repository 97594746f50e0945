import type { Finding, NodeId } from './finding.ts';
import { isProblem, isSick, nodeOf, problemKey } from './finding.ts';

/** What rests on what, as the findings tell it. */
export interface Graph {
  /** All that the node rests on, near first, itself excluded. */
  supportsOf(node: NodeId): readonly NodeId[];
  /** All that rests on the node, itself excluded. */
  dependentsOf(node: NodeId): readonly NodeId[];
}

/** Draw the graph. Loops in what was configured are walked once and do no harm here. */
export function drawGraph(findings: readonly Finding[]): Graph {
  const down = new Map<NodeId, Set<NodeId>>();
  const up = new Map<NodeId, Set<NodeId>>();
  for (const finding of findings) {
    const node = nodeOf(finding);
    for (const support of finding.restsOn) {
      down.set(node, (down.get(node) ?? new Set()).add(support));
      up.set(support, (up.get(support) ?? new Set()).add(node));
    }
  }
  return { supportsOf: node => reach(node, down), dependentsOf: node => reach(node, up) };
}

function reach(start: NodeId, edges: ReadonlyMap<NodeId, ReadonlySet<NodeId>>): NodeId[] {
  const seen = new Set<NodeId>([start]);
  for (const node of seen) for (const next of edges.get(node) ?? []) seen.add(next);
  seen.delete(start);
  return [...seen];
}

/** The sick nodes, each with the words that name its sickness: `container_not_running redis`. */
export function sickNodes(findings: readonly Finding[]): ReadonlyMap<NodeId, string> {
  const sick = new Map<NodeId, string>();
  for (const finding of findings) {
    if (!isSick(finding)) continue;
    const node = nodeOf(finding);
    const isNamed = isProblem(finding);
    if (!sick.has(node) || isNamed)
      sick.set(node, isNamed ? problemKey(finding) : `${node} (${finding.check}: ${finding.status})`);
  }
  return sick;
}

/**
 * The root that keeps a node from being well: the sick support that itself rests on nothing sick, named as in
 * `sickNodes`. Undefined: the node is a root itself. In a loop of sick nodes each blocks the others, and none is acted on.
 */
export function rootBeneath(node: NodeId, graph: Graph, sick: ReadonlyMap<NodeId, string>): string | undefined {
  const sickSupports = graph.supportsOf(node).filter(support => sick.has(support));
  const root = sickSupports.find(support => !graph.supportsOf(support).some(deeper => sick.has(deeper)));
  const named = root ?? sickSupports[0];
  return named && sick.get(named);
}
