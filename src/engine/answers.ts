import { problemKey } from '../core/finding.ts';
import type { PlannedAction } from '../core/plan.ts';
import type { Answer } from '../core/rules.ts';

/** What was answered at the prompt in this run. */
export interface Answers {
  give(planned: PlannedAction, answer: Answer): void;
  /** The answer that stands for this plan; undefined: not asked yet. */
  of(planned: PlannedAction): Answer | undefined;
}

/** A yes is for the plan that was shown, and for no later state of it; anything else is for the problem, and is not asked again. */
export function openAnswers(): Answers {
  const given = new Map<string, { readonly answer: Answer; readonly planId: string }>();
  return {
    give: ({ problem, id }, answer) => void given.set(problemKey(problem), { answer, planId: id }),
    of({ problem, id }) {
      const last = given.get(problemKey(problem));
      return last?.answer === 'yes' && last.planId !== id ? undefined : last?.answer;
    },
  };
}

/** Nobody was asked anything. */
export const noAnswers: Pick<Answers, 'of'> = { of: () => undefined };
