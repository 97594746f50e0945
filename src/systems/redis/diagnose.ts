import { DockerError, RedisError } from '../../clients/errors.ts';
import type { Problem } from '../../core/finding.ts';
import type { Json } from '../../core/json.ts';
import type { Diagnosis, Look } from '../system.ts';
import { containerOf } from './container.ts';
import type { Info } from './reading.ts';

const LOG_LINES = 10;

/** What Redis says of itself after a heal that did not help; where it says nothing, what its container's log says. */
export async function diagnose(problem: Problem, look: Look): Promise<Diagnosis> {
  try {
    const info = await look.redis.info();
    return { evidence: excerptOf(info), recommendation: adviceFor(problem.issue, info) };
  } catch (error) {
    if (!(error instanceof RedisError)) throw error;
    const log = await lastLines(look);
    return {
      evidence: { redis: error.message, ...(log === null ? {} : { container_log: log }) },
      recommendation:
        'Redis still does not tell how it is. Read the end of its log above all else: out of memory, a full disk and a bad config are all told there.',
    };
  }
}

const excerpt = [
  'used_memory_human',
  'used_memory_dataset',
  'maxmemory_human',
  'maxmemory_policy',
  'mem_fragmentation_ratio',
  'connected_clients',
  'blocked_clients',
  'maxclients',
  'rdb_last_bgsave_status',
  'rdb_changes_since_last_save',
  'aof_enabled',
  'uptime_in_seconds',
];

/** The lines about memory, clients and persistence, and the databases with their keys and how many expire. */
function excerptOf(info: Info): { readonly [key: string]: Json } {
  const wanted = Object.keys(info).filter(key => excerpt.includes(key) || /^db\d+$/.test(key));
  return Object.fromEntries(wanted.map(key => [key, info[key] ?? null]));
}

function adviceFor(issue: string, { maxmemory_policy = 'noeviction' }: Info): string {
  if (issue === 'redis_not_responding')
    return 'Redis answers now and then: look for slow commands (SLOWLOG GET) and for a host that is short of CPU or swaps.';
  const policy =
    maxmemory_policy === 'noeviction' ? ' Nothing is evicted here (noeviction), which is right for queues.' : '';
  return `What fills Redis does not expire soon enough: find the large keys (redis-cli --bigkeys), give caches a TTL, or raise maxmemory.${policy}`;
}

async function lastLines(look: Look): Promise<readonly string[] | null> {
  const name = look.settings.phases.redis.container;
  if (name === undefined || look.settings.connections.docker === undefined) return null;
  try {
    const row = await containerOf(name, look);
    return 'missing' in row ? [row.missing] : await look.docker.logTail(row.id, LOG_LINES);
  } catch (error) {
    if (!(error instanceof DockerError)) throw error;
    return [`the log could not be read: ${error.message}`];
  }
}
