import type { Problem } from '../core/finding.ts';
import { problemKey, seeMore } from '../core/finding.ts';
import type { Decision } from '../core/gate.ts';
import type { PlannedAction } from '../core/plan.ts';
import type { IssueOutcome, IssueRecord } from './events.ts';
import type { Ports, RunPlan } from './ports.ts';

/** What became of every problem of the run, by problem key, in the order they were found. */
export interface Issues {
  get(problem: Problem): IssueRecord | undefined;
  all(): readonly IssueRecord[];
  /** Write down what the plan and the gate said. */
  decided(planned: PlannedAction, decision: Decision): IssueRecord;
  /** Change what became of it. */
  update(problem: { readonly issue: string; readonly target: string }, change: Partial<IssueRecord>): void;
}

/** An empty book; every change is emitted whole. */
export function openIssues(plan: RunPlan, ports: Ports): Issues {
  const records = new Map<string, IssueRecord>();
  const write = (key: string, record: IssueRecord): IssueRecord => {
    const isNew = JSON.stringify(records.get(key)) !== JSON.stringify(record);
    records.set(key, record);
    if (isNew) ports.emit({ type: 'issue', issue: record });
    return record;
  };
  return {
    get: problem => records.get(problemKey(problem)),
    all: () => [...records.values()],
    decided(planned, decision) {
      const key = problemKey(planned.problem);
      const record = recordOf(planned, decision, plan);
      return write(key, { ...record, ...kept(records.get(key), record) });
    },
    update(problem, change) {
      const key = problemKey(problem);
      const record = records.get(key);
      if (record) write(key, { ...record, ...change });
    },
  };
}

/** What is not forgotten when a problem is decided on again: that it once waited for a root, and that a heal did not help. */
function kept(earlier: IssueRecord | undefined, now: IssueRecord): Partial<IssueRecord> {
  if (!earlier) return {};
  const wasBlocked = earlier.blocked_by !== null ? { blocked_by: earlier.blocked_by } : {};
  const wasTried = earlier.outcome === 'unhealed' || earlier.outcome === 'healed';
  if (!wasTried || now.outcome === 'blocked_by') return wasBlocked;
  return {
    ...wasBlocked,
    outcome: 'unhealed',
    evidence: { ...now.evidence, ...earlier.evidence },
    recommendation: earlier.recommendation,
  };
}

function recordOf(planned: PlannedAction, decision: Decision, plan: RunPlan): IssueRecord {
  const { problem, action, draft } = planned;
  return {
    type: problem.issue,
    target: problem.target,
    phase: problem.phase,
    severity: plan.isCritical(problem.phase) ? 'critical' : 'warning',
    message: problem.message,
    outcome: outcomeOf(planned, decision, plan),
    denied_by: decision.verdict === 'deny' ? decision.deniedBy : null,
    blocked_by: planned.blockedBy,
    plan_id: planned.id === '' ? null : planned.id,
    plan: action ? { action: action.id, title: action.title, risk: action.risk, steps: draft.steps } : null,
    trace: decision.trace,
    evidence: problem.evidence,
    recommendation: problem.recommendation ?? seeMore(problem.issue),
  };
}

/** What a decision alone comes to; null while it may yet be healed. */
function outcomeOf(planned: PlannedAction, decision: Decision, { mode }: RunPlan): IssueOutcome | null {
  if (planned.blockedBy !== null) return 'blocked_by';
  if (planned.action === null || planned.draft.unavailable !== null) return 'not_healable';
  if (decision.verdict === 'deny') return isStaleApproval(decision) ? 'stale' : 'denied';
  // A dry run asks nobody: the trace says that it would.
  if (mode !== 'heal') return 'would_heal';
  return null;
}

/** An approval was given for an earlier state of the same action: the world has moved on. */
const isStaleApproval = (decision: Decision): boolean =>
  decision.verdict === 'deny' &&
  decision.deniedBy === 'confirmation' &&
  decision.trace.some(step => step.rule === 'confirmation' && step.reason.includes('earlier state'));
