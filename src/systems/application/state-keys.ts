import { RedisError } from '../../clients/errors.ts';
import type { Identity } from '../../core/finding.ts';
import type { Touch } from '../../core/plan.ts';
import { StaleError } from '../../errors.ts';
import type { Hands, Look } from '../system.ts';

/** A draft counts this many keys at most. */
const COUNTED = 100_000;

type KeysDraft =
  | { readonly refusal: string }
  | { readonly steps: readonly string[]; readonly touches: readonly Touch[]; readonly identity: Identity };

/** What Redis has to allow for it. */
export const commandsForKeys = ['info', 'scan', 'unlink'] as const;

/** What deleting the keys of state_redis_patterns comes to, or why it cannot be done. */
export async function draftKeys(look: Look): Promise<KeysDraft> {
  const { settings, redis } = look;
  const { state_redis_patterns: patterns } = settings.phases.application;
  if (patterns.length === 0) return { steps: [], touches: [], identity: {} };
  if (settings.connections.redis === undefined)
    return { refusal: 'state_redis_patterns is set, but connections.redis is not' };
  try {
    const { run_id: runId, role, redis_mode: mode } = await redis.info();
    if (runId === undefined || role === 'slave' || mode === 'sentinel' || mode === 'cluster')
      return { refusal: 'the Redis of connections.redis is not one that keys can be deleted in' };
    for (const command of commandsForKeys)
      if ((await redis.mayRun(command)) === false)
        return { refusal: `the user of connections.redis.url may not run ${command.toUpperCase()}` };
    const kept = settings.blacklist.redis_keys;
    const { matching, isComplete } = await redis.countMatching(patterns, kept, COUNTED);
    const but = kept.length === 0 ? '' : `, but none that matches ${kept.join(', ')}`;
    return {
      steps: [`UNLINK ${isComplete ? '' : 'at least '}${matching} keys that match ${patterns.join(', ')}${but}`],
      touches: patterns.map((pattern): Touch => ({
        kind: 'redis_key',
        names: [pattern],
        effect: 'delete',
        sacred: null,
      })),
      identity: { redisRunId: runId },
    };
  } catch (error) {
    if (error instanceof RedisError) return { refusal: `state_redis_patterns cannot be cleared: ${error.message}` };
    throw error;
  }
}

/** StaleError unless the server that the keys would be deleted in is the one that the plan was made on. */
export async function expectSameServer(identity: Identity, { redis }: Hands): Promise<void> {
  if (identity['redisRunId'] === undefined) return;
  if ((await redis.runId()) !== identity['redisRunId'])
    throw new StaleError('Redis was restarted or replaced since the plan was made: nothing was done');
}

/** Delete them, over the connection that `expectSameServer` asked; how many. */
export async function unlinkKeys({ redis, signal }: Hands, look: Look): Promise<number> {
  const { state_redis_patterns: patterns } = look.settings.phases.application;
  return patterns.length === 0 ? 0 : redis.unlinkMatching(patterns, look.settings.blacklist.redis_keys, signal);
}
