import type { Finding } from '../core/finding.ts';
import { gate } from '../core/gate.ts';
import type { Decision } from '../core/gate.ts';
import { sickNodes } from '../core/graph.ts';
import type { PlannedAction } from '../core/plan.ts';
import type { GateInput } from '../core/rules.ts';
import type { Answers } from './answers.ts';
import type { Issues } from './issues.ts';
import { planAll } from './planner.ts';
import type { NamedIssue, Ports, RunPlan } from './ports.ts';

/** Plan over the whole picture and ask the gate about every problem; every answer is written down. */
export async function decideAll(
  findings: readonly Finding[],
  answers: Pick<Answers, 'of'>,
  issues: Issues,
  plan: RunPlan,
  ports: Ports,
): Promise<Decided[]> {
  const planned = await planAll(findings, plan, ports.look);
  const input = await gateInput(findings, planned, plan, ports);
  return planned
    .filter(({ problem }) => isNamed(problem, plan.only))
    .map(one => {
      const asked: GateInput = { ...input, answer: answers.of(one) };
      const decision = gate(one, asked);
      issues.decided(one, decision);
      return { planned: one, decision, input: asked };
    });
}

/** The same plan before the gate once more: what was done since it was made counts against the limits, and no heal follows a warning. */
export async function decideAgain(one: Decided, issues: Issues, ports: Ports): Promise<Decided> {
  const warnings = await warningsOf(ports);
  const input = { ...one.input, warnings, history: ports.ledger.history(), now: ports.moment() };
  const decision = gate(one.planned, input);
  issues.decided(one.planned, decision);
  return { ...one, decision, input };
}

export interface Decided {
  readonly planned: PlannedAction;
  readonly decision: Decision;
  readonly input: GateInput;
}

async function gateInput(
  findings: readonly Finding[],
  planned: readonly PlannedAction[],
  plan: RunPlan,
  ports: Ports,
): Promise<GateInput> {
  const roots = new Set(planned.filter(one => one.blockedBy === null).map(one => one.node)).size;
  const warnings = planned.length === 0 ? [] : await warningsOf(ports);
  return {
    mode: plan.mode,
    policy: plan.policy,
    history: ports.ledger.history(),
    runId: plan.runId,
    now: ports.moment(),
    sick: sickNodes(findings),
    roots,
    warnings,
    approvals: plan.approvals,
  };
}

/** What nobody could read afterwards is not done. */
const warningsOf = async (ports: Ports): Promise<string[]> => [...ports.obstacles(), ...(await ports.warnings())];

const isNamed = (
  { issue, target, phase }: { issue: string; target: string; phase: string },
  only: readonly NamedIssue[] | undefined,
): boolean =>
  only === undefined ||
  only.some(named => named.phase === phase && named.issue === issue && (named.target ?? target) === target);
