import type { Finding, PhaseName, Status } from '../core/finding.ts';
import type { Json } from '../core/json.ts';
import type { DenyReason } from '../core/rules.ts';
import type { TraceStep } from '../core/gate.ts';
import type { Risk } from '../core/policy.ts';
import type { Verdict } from '../core/verdict.ts';

/** Which look: the first at everything, a re-test of what a heal may have touched, the last without hands. */
export type Round = 'first' | 'retest' | 'final';

export type IssueOutcome =
  'healed' | 'unhealed' | 'denied' | 'blocked_by' | 'would_heal' | 'not_healable' | 'resolved' | 'stale';

/** An issue as the report shows it. Emitted again, whole, whenever something about it changes. */
export interface IssueRecord {
  readonly type: string;
  readonly target: string;
  readonly phase: PhaseName;
  readonly severity: 'critical' | 'warning';
  readonly message: string;
  /** Null until it is decided. */
  readonly outcome: IssueOutcome | null;
  readonly denied_by: DenyReason | null;
  readonly blocked_by: string | null;
  readonly plan_id: string | null;
  /** The plan, in exact terms. */
  readonly plan: {
    readonly action: string;
    readonly title: string;
    readonly risk: Risk;
    readonly steps: readonly string[];
  } | null;
  readonly trace: readonly TraceStep[];
  readonly evidence: { readonly [key: string]: Json };
  readonly recommendation: string;
}

/** A heal action that was really executed, as the report shows it. */
export interface ActionRecord {
  readonly id: string;
  readonly timestamp: string;
  readonly issue: string;
  readonly target: string;
  readonly action: string;
  readonly risk: Risk;
  readonly attempt: number;
  /** The re-test's word; null while it runs or where the run ended before it. */
  readonly success: boolean | null;
  readonly details: string;
  readonly duration_ms: number;
  /** `--yes`, `--approve …`, `prompt`, or null where no approval was needed. */
  readonly approved_by: string | null;
  readonly changed: Readonly<Record<string, number>>;
}

/** The newest drill of a heal that proved it: the fault was made on purpose, and the gate found and healed it. */
export interface DrillMark {
  readonly issue: string;
  readonly action: string;
  readonly environment: string;
  readonly at: string;
}

/** Everything that happens in a run, in order. `at` is added where it is emitted. The report is a fold over these. */
export type RunEvent =
  | {
      readonly type: 'run:start';
      readonly run_id: string;
      readonly environment: string;
      readonly version: string;
      readonly config: string;
      readonly report: string | null;
      readonly mode: { readonly auto_heal: boolean; readonly dry_run: boolean };
      readonly phases: readonly {
        readonly name: PhaseName;
        readonly title: string;
        readonly critical: boolean;
        readonly skipped: string | null;
      }[];
      /** Heals that are proven by a drill; not there in runs of earlier versions. */
      readonly drills?: readonly DrillMark[];
    }
  | { readonly type: 'note'; readonly level: 'info' | 'warning'; readonly message: string }
  | { readonly type: 'phase:start'; readonly phase: PhaseName; readonly round: Round }
  | {
      readonly type: 'phase:finish';
      readonly phase: PhaseName;
      readonly round: Round;
      readonly status: Status;
      readonly critical: boolean;
      readonly duration_ms: number;
      readonly findings: readonly Finding[];
    }
  /** Something is not decided yet and is looked at again. */
  | {
      readonly type: 'pending';
      readonly phase: PhaseName;
      readonly target: string;
      readonly message: string;
      readonly remaining_ms: number;
    }
  | { readonly type: 'issue'; readonly issue: IssueRecord }
  | { readonly type: 'confirm:ask'; readonly issue: IssueRecord }
  | {
      readonly type: 'confirm:answer';
      readonly issue: string;
      readonly target: string;
      readonly answer: 'yes' | 'no' | 'timeout' | 'silence';
    }
  | { readonly type: 'heal:start'; readonly action: ActionRecord; readonly steps: readonly string[] }
  /** The action returned; the re-test begins. */
  | { readonly type: 'heal:acted'; readonly action: ActionRecord }
  | {
      readonly type: 'heal:settling';
      readonly issue: string;
      readonly target: string;
      readonly passes: number;
      readonly wanted: number;
      readonly elapsed_ms: number;
      readonly message: string;
    }
  | {
      readonly type: 'heal:finish';
      readonly action: ActionRecord;
      readonly outcome: 'healed' | 'unhealed' | 'failed' | 'stale' | 'interrupted';
    }
  | { readonly type: 'wait'; readonly reason: string; readonly ms: number }
  | { readonly type: 'interrupt'; readonly signal: 'SIGINT' | 'SIGTERM' }
  | {
      readonly type: 'run:finish';
      readonly verdict: Verdict;
      readonly duration_ms: number;
      readonly next: readonly string[];
    };

/** An event with the moment it happened, ISO 8601 in UTC. */
export type StampedEvent = RunEvent & { readonly at: string };
