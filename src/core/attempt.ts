import type { Moment } from './clock.ts';
import type { IssueType, PhaseName } from './finding.ts';
import type { Budget } from './policy.ts';

/**
 * `unsettled`: reserved, and nobody wrote what came of it (now running, or the run was killed). `healed` and `unhealed`
 * are the re-test's word; `failed`: the action itself could not be completed; `stale`: the world had moved on and
 * nothing was done; `interrupted`: a signal came while it ran.
 */
export type AttemptResult = 'unsettled' | 'healed' | 'unhealed' | 'failed' | 'stale' | 'interrupted';

/** One run of a heal action: the gate's only memory. */
export interface Attempt {
  readonly id: string;
  readonly runId: string;
  readonly phase: PhaseName;
  readonly issue: IssueType;
  readonly target: string;
  readonly action: string;
  readonly budget: Budget;
  readonly at: Moment;
  readonly result: AttemptResult;
}
