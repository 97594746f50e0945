import type { IssueType } from '../core/finding.ts';
import type { Policy, Remedy } from '../core/policy.ts';
import type { Catalogue } from '../systems/catalogue.ts';
import type { Settings } from '../systems/settings.ts';

/** One entry of `healing_actions`, complete. */
interface HealingAction {
  readonly enabled: boolean;
  readonly action: string | null;
  readonly max_retries: number;
  readonly timeout_seconds: number;
  readonly requires_confirmation: boolean;
}

/** The section `healing_actions`, complete: an entry for every issue type. */
export type HealingActions = Readonly<Record<IssueType, HealingAction>>;

const toMs = (seconds: number): number => Math.round(seconds * 1000);

/** What may be done, as the gate reads it. The only place where seconds become milliseconds. */
export function toPolicy(
  settings: Pick<Settings, 'auto_healing' | 'safety_limits' | 'blacklist'>,
  healingActions: HealingActions,
  actions: Catalogue['actions'],
): Policy {
  const { auto_healing: healing, safety_limits: limits, blacklist } = settings;
  return {
    isEnabled: healing.enabled,
    remedies: Object.fromEntries(
      Object.entries(healingActions).map(([issue, entry]) => [issue, toRemedy(entry, actions)]),
    ),
    maxHealingAttempts: healing.max_healing_attempts,
    retryDelayMs: toMs(healing.retry_delay_seconds),
    limits: {
      container: limits.max_container_restarts_per_session,
      database: limits.max_database_operations_per_session,
      redis: limits.max_redis_operations_per_session,
      queue: limits.max_queue_operations_per_session,
    },
    cooldownMs: toMs(limits.cooldown_seconds),
    preventCascade: limits.prevent_cascade_restarts,
    maxSimultaneousFailures: limits.max_simultaneous_failures,
    minFreeDiskGb: limits.min_free_disk_gb,
    maxSameHealPerDay: limits.max_same_heal_per_day,
    blacklist,
  };
}

function toRemedy(entry: HealingAction, actions: Catalogue['actions']): Remedy {
  return {
    isEnabled: entry.enabled,
    action: entry.action === null ? null : (actions[entry.action] ?? null),
    maxRetries: entry.max_retries,
    timeoutMs: toMs(entry.timeout_seconds),
    requiresConfirmation: entry.requires_confirmation,
  };
}
