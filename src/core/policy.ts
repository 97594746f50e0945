import type { IssueType } from './finding.ts';

export type Risk = 'low' | 'medium' | 'high';

/** Which session budget of `safety_limits` an action draws on. */
export type Budget = 'container' | 'database' | 'redis' | 'queue' | 'none';

/** What an issue is about and an action works on; a mapping of the config fits when the two agree. */
export type TargetKind = 'container' | 'database' | 'redis' | 'worker' | 'queue' | 'application' | 'host';

/** All that core knows of a heal action. */
export interface ActionInfo {
  readonly id: string;
  readonly title: string;
  readonly risk: Risk;
  readonly budget: Budget;
  readonly fits: readonly TargetKind[];
}

/** The config's answer to one issue type. */
export interface Remedy {
  readonly isEnabled: boolean;
  /** Null where the issue is only reported. */
  readonly action: ActionInfo | null;
  /** After the first attempt. */
  readonly maxRetries: number;
  readonly timeoutMs: number;
  readonly requiresConfirmation: boolean;
}

export interface Blacklist {
  readonly containers: readonly string[];
  readonly processes: readonly string[];
  readonly tables: readonly string[];
  readonly database_users: readonly string[];
  readonly database_applications: readonly string[];
  readonly redis_keys: readonly string[];
}

/** What may be done. Where things are is Settings. */
export interface Policy {
  readonly isEnabled: boolean;
  readonly remedies: Readonly<Record<IssueType, Remedy>>;
  /** Attempts at one problem in a run. */
  readonly maxHealingAttempts: number;
  readonly retryDelayMs: number;
  /** Attempts in a run, by budget. */
  readonly limits: Readonly<Record<Exclude<Budget, 'none'>, number>>;
  readonly cooldownMs: number;
  readonly preventCascade: boolean;
  readonly maxSimultaneousFailures: number;
  readonly minFreeDiskGb: number;
  readonly maxSameHealPerDay: number;
  readonly blacklist: Blacklist;
}
