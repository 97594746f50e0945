import type { IssueType } from '../../core/finding.ts';
import type { ActionInfo } from '../../core/policy.ts';
import type { IssueInfo } from '../system.ts';

export const issues: Readonly<Record<IssueType, IssueInfo>> = {
  redis_not_responding: {
    title: 'Redis not responding',
    target: 'redis',
    action: 'restart_redis',
    meaning:
      'The connection is refused or reset, or PING has no answer within ping_timeout_ms. Wrong passwords, loading, read-only and the like are told apart and are not this issue.',
    detection:
      'A connection of its own, and PING; where that gets no answer, a PING inside the container, so that a dead network is not taken for a dead Redis.',
  },
  redis_memory_full: {
    title: 'Redis memory full',
    target: 'redis',
    action: 'flush_expiring_keys',
    meaning: 'Used memory is at memory_full_percent of the limit or more, or a write is refused for want of memory.',
    detection: 'used_memory of INFO against maxmemory, else against the memory limit of the container.',
  },
  redis_memory_high: {
    title: 'Redis memory high',
    target: 'redis',
    action: 'clear_expired_keys',
    meaning: 'Used memory is at memory_high_percent of the limit or more.',
    detection: 'used_memory of INFO against maxmemory, else against the memory limit of the container.',
  },
};

export const restartRedis: ActionInfo = {
  id: 'restart_redis',
  title: 'Restart Redis',
  risk: 'low',
  budget: 'container',
  fits: ['redis'],
};

export const flushExpiringKeys: ActionInfo = {
  id: 'flush_expiring_keys',
  title: 'Flush keys that expire soon',
  risk: 'low',
  budget: 'redis',
  fits: ['redis'],
};

export const clearExpiredKeys: ActionInfo = {
  id: 'clear_expired_keys',
  title: 'Clear expired keys',
  risk: 'low',
  budget: 'redis',
  fits: ['redis'],
};

export const clearAllCache: ActionInfo = {
  id: 'clear_all_cache',
  title: 'Clear all cache',
  risk: 'high',
  budget: 'redis',
  fits: ['redis'],
};

/** Every action of this phase, by the same names as above. */
export const actions: readonly ActionInfo[] = [restartRedis, flushExpiringKeys, clearExpiredKeys, clearAllCache];
