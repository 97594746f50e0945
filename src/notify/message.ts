/** One root cause: the issue, what was done about it, and what waited for it. */
export interface RootNews {
  readonly phase: string;
  readonly issue: string;
  readonly target: string;
  readonly message: string;
  readonly outcome: string | null;
  /** The last heal that was tried, or null. */
  readonly action: string | null;
  readonly details: string;
  readonly recommendation: string;
  /** Issues that rest on this one: `redis_not_responding on redis`. */
  readonly waiting: readonly string[];
}

/** What the channels are told: plain text, redacted, not yet escaped for any of them. */
export interface Message {
  readonly kind: 'attempt' | 'end' | 'test';
  readonly title: string;
  readonly environment: string;
  readonly run_id: string;
  readonly decision: 'ALLOW' | 'BLOCK' | null;
  readonly exit_code: number | null;
  /** The run's directory, or null. */
  readonly report: string | null;
  readonly reasons: readonly string[];
  readonly attempted: readonly RootNews[];
  readonly healed: readonly RootNews[];
  readonly unhealed: readonly RootNews[];
}
