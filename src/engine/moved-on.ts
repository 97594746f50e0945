import { isGone, isProblem, problemKey } from '../core/finding.ts';
import { canonical } from '../core/json.ts';
import type { PlannedAction } from '../core/plan.ts';
import type { HealAction } from '../systems/system.ts';
import { lookOnce } from './look.ts';
import { draftFor } from './planner.ts';
import type { Ports, RunPlan } from './ports.ts';
import { systemOf } from './settle.ts';

/** Why nothing is done: the problem is gone, or it is not the one that the plan was made on. */
export interface MovedOn {
  readonly result: 'resolved' | 'stale';
  readonly details: string;
}

/** What a look at the problem, right before acting, says against it; null: nothing. Minutes may have gone by at a prompt. */
export async function movedOn(
  planned: PlannedAction,
  action: HealAction,
  plan: RunPlan,
  ports: Ports,
): Promise<MovedOn | null> {
  const findings = await lookOnce(systemOf(planned.problem, plan), plan, {
    ...ports.look,
    target: planned.problem.target,
  });
  const again = findings.filter(isProblem).find(problem => problemKey(problem) === problemKey(planned.problem));
  if (!again) {
    return isGone(planned.problem, findings)
      ? {
          result: 'resolved',
          details: `${problemKey(planned.problem)} is gone: nothing was done`,
        }
      : {
          result: 'stale',
          details: `${planned.problem.target} could not be looked at again: nothing was done`,
        };
  }
  if (action.isItemwise) return null;
  const fresh = await draftFor(again, action, ports.look);
  if (canonical(fresh.identity) === canonical(planned.draft.identity)) return null;
  return {
    result: 'stale',
    details: `${planned.problem.target} has changed since the plan ${planned.id} was made: nothing was done`,
  };
}
