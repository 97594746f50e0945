import type { Status } from '../core/finding.ts';
import type { TraceStep } from '../core/gate.ts';
import type { Json } from '../core/json.ts';
import type { Risk } from '../core/policy.ts';
import type { DenyReason } from '../core/rules.ts';
import type { ExitCode, Verdict } from '../core/verdict.ts';
import type { IssueOutcome, IssueRecord, Round } from '../engine/events.ts';
import type { LogEntry } from './healing-log.ts';

/** What one check said of one target in the last round. Durations are whole milliseconds. */
export interface ReportCheck {
  readonly name: string;
  readonly target: string;
  readonly status: Status;
  readonly message: string;
  readonly observed: Json;
  readonly threshold: Json;
  readonly duration_ms: number;
  readonly issue: string | null;
  readonly recommendation: string | null;
  /** Which one it was: container id and StartedAt, … Later runs look it up here. */
  readonly identity: { readonly [key: string]: Json };
  readonly evidence: { readonly [key: string]: Json };
}

export interface ReportPhase {
  readonly name: string;
  readonly title: string;
  readonly status: Status;
  readonly critical: boolean;
  readonly duration_ms: number;
  /** Why it was skipped, or why its checks are not the last word; null where there is nothing to say. */
  readonly message: string | null;
  readonly checks: readonly ReportCheck[];
}

/** What one look said of the check that found an issue. */
export interface ReportSighting {
  readonly at: string;
  readonly round: Round;
  readonly check: string;
  readonly status: Status;
  readonly message: string;
  readonly observed: Json;
  readonly threshold: Json;
}

export interface ReportIssue {
  readonly type: string;
  readonly target: string;
  readonly phase: string;
  readonly severity: 'critical' | 'warning';
  readonly message: string;
  readonly outcome: IssueOutcome;
  readonly denied_by: DenyReason | null;
  readonly blocked_by: string | null;
  readonly plan_id: string | null;
  readonly plan: IssueRecord['plan'];
  readonly trace: readonly TraceStep[];
  readonly evidence: { readonly [key: string]: Json };
  readonly recommendation: string;
  /** The look that found it; null where no look that ended shows it. */
  readonly before: ReportSighting | null;
  /** The last look at the same check; null where nobody looked again. */
  readonly after: ReportSighting | null;
}

/** A heal that was really executed. */
export interface ReportAction {
  readonly id: string;
  readonly timestamp: string;
  readonly issue: string;
  readonly target: string;
  readonly action: string;
  readonly risk: Risk;
  readonly attempt: number;
  /** The re-test passed. False also where the run ended before the re-test. */
  readonly success: boolean;
  readonly outcome: 'healed' | 'unhealed' | 'failed' | 'stale' | 'interrupted';
  readonly details: string;
  readonly duration_ms: number;
  readonly approved_by: string | null;
  /** Where and when this heal was last proven by a drill; null: never. */
  readonly drilled: { readonly environment: string; readonly at: string } | null;
  readonly changed: Readonly<Record<string, number>>;
}

export interface HealingSummary {
  readonly total_actions: number;
  readonly successful: number;
  readonly failed: number;
  /** `80.0%`; `n/a` where there was nothing to count. */
  readonly success_rate: string;
}

/** What a part of the run's time went to. */
export interface ReportSpan {
  readonly kind: 'first_look' | 'retest' | 'last_look' | 'wait' | 'ask' | 'heal' | 'settle';
  /** The phases that were looked at, what was done to whom, or why it waited. */
  readonly what: string;
  readonly started_at: string;
  readonly finished_at: string;
  /** The gravest status of a look, the answer, what became of the heal; null where the run ended before it did. */
  readonly result: string | null;
}

/** `report.json`: the contract's keys, and a few more. */
export interface Report {
  readonly schema_version: 1;
  readonly version: string;
  readonly run_id: string;
  readonly environment: string;
  readonly config: string;
  readonly started_at: string;
  /** Of an incomplete run: the moment of its last event. */
  readonly finished_at: string;
  readonly duration_ms: number;
  /** False where the run never came to its verdict: killed, or still going on. */
  readonly complete: boolean;
  readonly mode: { readonly auto_heal: boolean; readonly dry_run: boolean };
  readonly decision: Verdict['decision'];
  /** Null where the run is incomplete: nobody saw it. */
  readonly exit_code: ExitCode | null;
  readonly exit_name: Verdict['name'] | null;
  readonly conclusive: boolean;
  readonly reasons: readonly string[];
  readonly next: readonly string[];
  readonly notes: readonly ReportNote[];
  readonly phases: readonly ReportPhase[];
  readonly issues: readonly ReportIssue[];
  readonly auto_healing: { readonly summary: HealingSummary; readonly actions: readonly ReportAction[] };
  readonly course: readonly ReportSpan[];
  /** The lines of `healing_actions.log`. */
  readonly timeline: readonly (LogEntry & { readonly at: string })[];
}

interface ReportNote {
  readonly at: string;
  readonly level: 'info' | 'warning';
  readonly message: string;
}
