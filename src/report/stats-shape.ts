/** `orixoon stats --output json`: what earlier runs come to. Durations are whole milliseconds, moments ISO 8601 in UTC. */
export interface Stats {
  readonly schema_version: 1;
  /** The environments that the runs name; their issues are never mixed. */
  readonly environments: readonly string[];
  readonly runs: {
    readonly total: number;
    readonly first: string | null;
    readonly last: string | null;
    readonly allowed: number;
    readonly blocked: number;
    /** By the name of the exit code; `INCOMPLETE`: killed, or still going on. */
    readonly by_verdict: Readonly<Record<string, number>>;
    /** Directories of runs that could not be read, and why; none of them is in any number. */
    readonly damaged: readonly { readonly run: string; readonly why: string }[];
    /** Healing runs of drills: what is broken on purpose says nothing of how often things break. */
    readonly drills_left_out: number;
  };
  readonly heals: Rate & {
    /** The guide's aim: more than so many percent of the heals succeed. */
    readonly aim_percent: number;
    readonly by_issue_and_action: readonly (Rate & { readonly issue: string; readonly action: string })[];
  };
  /** From the start of the run that first saw the issue to the re-test that passed. */
  readonly time_to_recover: Times;
  /** From the start of the heal that cured to the re-test that passed. */
  readonly time_to_heal: Times;
  /** Heal debt: the same issue on the same target healed in several runs. The worst first. */
  readonly recurring: readonly Recurring[];
  /** The last runs, the oldest first. */
  readonly last_runs: readonly PastVerdict[];
  /** Every day (UTC) that had a run, the oldest first. */
  readonly days: readonly Day[];
}

export interface Rate {
  readonly attempts: number;
  readonly healed: number;
  /** `80.0%`; `n/a` where there was no attempt. */
  readonly success_rate: string;
  /** Null where there was no attempt. */
  readonly meets_aim: boolean | null;
}

export interface Times {
  readonly count: number;
  readonly mean_ms: number | null;
  readonly median_ms: number | null;
  readonly longest_ms: number | null;
}

export interface Recurring {
  readonly environment: string;
  readonly issue: string;
  readonly target: string;
  readonly runs: number;
  readonly heals: number;
  readonly first: string;
  readonly last: string;
}

export interface PastVerdict {
  readonly run: string;
  readonly verdict: string;
  readonly healed: number;
}

export interface Day {
  readonly day: string;
  readonly runs: number;
  readonly allowed: number;
  readonly attempts: number;
  readonly healed: number;
}
