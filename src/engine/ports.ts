import type { Attempt, AttemptResult } from '../core/attempt.ts';
import type { Moment } from '../core/clock.ts';
import type { Permit } from '../core/gate.ts';
import type { Policy } from '../core/policy.ts';
import type { Answer, GateInput } from '../core/rules.ts';
import type { HealAction, Hands, Look, System } from '../systems/system.ts';
import type { IssueRecord, RunEvent } from './events.ts';

/** What the engine needs of the world besides looking. Built in main, or by a test. */
export interface Ports {
  readonly look: Look;
  /** The only way to a writing handle. */
  openHands(permit: Permit, signal: AbortSignal): Promise<Hands>;
  confirm(issue: IssueRecord): Promise<Answer>;
  emit(event: RunEvent): void;
  moment(): Moment;
  /** The guide's warnings that hold now: each a reason to heal nothing at all. */
  warnings(): Promise<readonly string[]>;
  readonly ledger: LedgerPort;
  /** What else keeps this run from being believed: a report that cannot be written. */
  obstacles(): readonly string[];
}

/** The memory of attempts. `reserve` is durable before it returns; once it has thrown, `history` is unreadable and every heal denied. */
export interface LedgerPort {
  history(): GateInput['history'];
  reserve(attempt: Omit<Attempt, 'result'>): void;
  settle(id: string, result: AttemptResult): void;
}

/** What a run is asked to do. */
export interface RunPlan {
  readonly runId: string;
  readonly mode: GateInput['mode'];
  /** The phases to look at. */
  readonly systems: readonly System[];
  /** Every action there is, whatever phases were chosen. */
  readonly actions: readonly HealAction[];
  readonly policy: Policy;
  readonly approvals: GateInput['approvals'];
  readonly failOn: readonly ('warning' | 'healed')[];
  readonly isCritical: (phase: string) => boolean;
  /** Look for and heal these problems only (`heal --issue-file`); undefined: all that are found. */
  readonly only?: readonly NamedIssue[] | undefined;
}

/** A problem by name. Without a target: that issue on whatever target has it. */
export interface NamedIssue {
  readonly issue: string;
  readonly phase: string;
  readonly target: string | null;
}
