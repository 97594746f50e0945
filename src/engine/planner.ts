import { createHash } from 'node:crypto';
import type { Finding, Problem } from '../core/finding.ts';
import { isProblem, nodeOf, problemKey } from '../core/finding.ts';
import { drawGraph, rootBeneath, sickNodes } from '../core/graph.ts';
import type { Json } from '../core/json.ts';
import { canonical } from '../core/json.ts';
import { unavailable } from '../core/plan.ts';
import type { Draft, PlannedAction } from '../core/plan.ts';
import type { Risk } from '../core/policy.ts';
import type { HealAction, Look } from '../systems/system.ts';
import type { RunPlan } from './ports.ts';

const byRisk: Readonly<Record<Risk, number>> = { low: 0, medium: 1, high: 2 };

/** Plan over the whole picture: a draft for every problem, roots first and the mildest of them before the others. */
export async function planAll(findings: readonly Finding[], plan: RunPlan, look: Look): Promise<PlannedAction[]> {
  const graph = drawGraph(findings);
  const sick = sickNodes(findings);
  const problems = [...new Map(findings.filter(isProblem).map(problem => [problemKey(problem), problem])).values()];
  const planned = await Promise.all(
    problems.map(async (problem): Promise<PlannedAction> => {
      const node = nodeOf(problem);
      const remedy = plan.policy.remedies[problem.issue] ?? null;
      const action = remedy?.action ?? null;
      const draft = await draftFor(problem, actionNamed(action?.id, plan.actions), look);
      return {
        id: action ? planId(action.id, problem, draft.identity) : '',
        problem,
        node,
        remedy,
        action,
        draft,
        blockedBy: rootBeneath(node, graph, sick) ?? null,
        supports: graph.supportsOf(node),
        dependents: graph.dependentsOf(node),
      };
    }),
  );
  return planned.sort((a, b) => byRisk[a.action?.risk ?? 'low'] - byRisk[b.action?.risk ?? 'low']);
}

/** A draft, or why there is none: what cannot be planned cannot be done. */
export async function draftFor(problem: Problem, action: HealAction | undefined, look: Look): Promise<Draft> {
  if (!action) return unavailable(`no heal action exists for ${problem.issue}: see what to do by hand`);
  try {
    return await action.draft(problem, look);
  } catch (error) {
    return unavailable(`${action.id} cannot be planned: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The action that carries out what the policy only names. */
export const actionNamed = (id: string | undefined, actions: readonly HealAction[]): HealAction | undefined =>
  actions.find(action => action.id === id);

const hex = (value: Json): string => createHash('sha256').update(canonical(value)).digest('hex').slice(0, 6);

/** Six hex digits of what is done to whom, a dash, six of the state it was planned on. */
const planId = (action: string, problem: Problem, identity: Draft['identity']): string =>
  `${hex([action, problem.issue, problem.target])}-${hex(identity)}`;
