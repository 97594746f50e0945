import type { Blacklist } from '../core/policy.ts';

/** Where things are and what is too much: the config document, complete with its defaults, keys as the user writes them. */
export interface Settings {
  readonly environment: string;
  readonly connections: Connections;
  /** Those of plugins too, under their own names. */
  readonly phases: Phases & Readonly<Record<string, PhaseSettings>>;
  readonly blacklist: BlacklistSettings;
  readonly safety_limits: SafetyLimits;
  readonly auto_healing: AutoHealing;
  readonly reports: { readonly directory: string; readonly keep: number };
}

export interface Connections {
  readonly docker?: {
    readonly host: string;
    /** Where a docker context says so: the folder of its ca.pem, cert.pem and key.pem, and whether the engine's certificate is checked. */
    readonly tls?: { readonly directory: string | null; readonly isChecked: boolean };
  };
  readonly database?: {
    /** Both complete: with what libpq's variables and password file say. */
    readonly url: string;
    readonly admin_url?: string;
    /** Why one of them comes without a password; for the message, if the server wants one. */
    readonly no_password?: string;
  };
  readonly redis?: { readonly url: string };
}

export interface AutoHealing {
  readonly enabled: boolean;
  readonly dry_run: boolean;
  readonly max_healing_attempts: number;
  readonly retry_delay_seconds: number;
  readonly stabilization: {
    readonly timeout_seconds: number;
    readonly consecutive_passes: number;
    readonly interval_seconds: number;
  };
}

export interface SafetyLimits {
  readonly max_container_restarts_per_session: number;
  readonly max_database_operations_per_session: number;
  readonly max_redis_operations_per_session: number;
  readonly max_queue_operations_per_session: number;
  readonly cooldown_seconds: number;
  readonly prevent_cascade_restarts: boolean;
  readonly max_simultaneous_failures: number;
  readonly min_free_disk_gb: number;
  readonly max_same_heal_per_day: number;
}

/** The config's keys are core's own. */
export type BlacklistSettings = Blacklist;

/** Every phase is there with its defaults; `isConfigured` of a phase is told by what has no default. */
export interface Phases {
  readonly preflight: PreflightSettings;
  readonly containers: ContainersSettings;
  readonly database: DatabaseSettings;
  readonly redis: RedisSettings;
  readonly workers: WorkersSettings;
  readonly zoho_queue: ZohoQueueSettings;
  readonly application: ApplicationSettings;
}

export interface PhaseSettings {
  readonly enabled: boolean;
  readonly critical: boolean;
  /** Seconds that one look at the phase may take. */
  readonly timeout_seconds: number;
}

export interface PreflightSettings extends PhaseSettings {
  readonly min_free_disk_gb: number;
  readonly min_free_memory_percent: number;
  readonly required_env: readonly string[];
}

export interface ExpectedContainer {
  readonly name: string;
  /** Look it up by compose project and service instead of by its exact name. */
  readonly project?: string;
  readonly service?: string;
  readonly one_shot?: boolean;
  /** Names of other expected containers that it rests on. */
  readonly depends_on?: readonly string[];
}

export interface ContainersSettings extends PhaseSettings {
  readonly expected?: readonly ExpectedContainer[];
  readonly starting_grace_seconds: number;
  readonly stuck_after_seconds: number;
}

export interface DatabaseSettings extends PhaseSettings {
  readonly container?: string;
  readonly pool_usage_percent: number;
  readonly idle_seconds: number;
  readonly lock_wait_seconds: number;
  readonly idle_in_transaction_seconds: number;
}

export interface RedisSettings extends PhaseSettings {
  readonly container?: string;
  readonly ping_timeout_ms: number;
  readonly memory_high_percent: number;
  readonly memory_full_percent: number;
  readonly expiring_within_seconds: number;
}

export interface ExpectedWorker {
  readonly name: string;
  readonly kind: 'worker' | 'scheduler';
  /** A part of the command line of its processes. */
  readonly match?: string;
  readonly min_processes?: number;
  readonly container?: string;
  readonly systemd_unit?: string;
  /** An argv array that restarts it, where neither a container nor a unit manages it. Never a shell string. */
  readonly restart_command?: readonly string[];
  readonly heartbeat?: { readonly redis_key?: string; readonly query?: string; readonly max_age_seconds: number };
  /** Nothing of the queue was completed for this long while work is due: not processing. */
  readonly stalled_seconds?: number;
}

export interface WorkersSettings extends PhaseSettings {
  readonly expected?: readonly ExpectedWorker[];
}

export interface ZohoQueueSettings extends PhaseSettings {
  /** No default: without it the phase is not configured. May be schema-qualified. */
  readonly table?: string;
  readonly dead_letter_table: string;
  /** Column names that differ from the domain's, ours → theirs. */
  readonly columns: Readonly<Record<string, string>>;
  readonly dead_letter_columns: Readonly<Record<string, string>>;
  readonly max_stuck: number;
  readonly max_failed: number;
  readonly max_pending: number;
  readonly max_dead_letters: number;
  readonly max_delay_seconds: number;
  readonly lock_timeout_seconds: number;
  /** Error codes that a retry cannot cure. */
  readonly held_error_codes: readonly string[];
  /** Error codes that want a pause first. */
  readonly rate_limit_error_codes: readonly string[];
  readonly rate_limit_delay_seconds: number;
}

export interface ApplicationSettings extends PhaseSettings {
  readonly container?: string;
  readonly health_url?: string;
  readonly health_timeout_ms: number;
  /** Read this file instead of the container's log. */
  readonly log_file?: string;
  readonly error_pattern: string;
  readonly error_window_seconds: number;
  readonly max_errors: number;
  readonly memory_percent: number;
  readonly memory_trend: boolean;
  readonly memory_trend_min_seconds: number;
  readonly memory_trend_horizon_seconds: number;
  readonly memory_trend_growth_percent: number;
  readonly max_restarts: number;
  readonly restart_window_seconds: number;
  readonly state_paths: readonly string[];
  readonly state_redis_patterns: readonly string[];
}
