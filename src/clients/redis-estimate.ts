import type { ExpiringKeys } from './redis-expiring.ts';
import { refusesScript } from './redis-fault.ts';
import { countOf, EACH_KEY, inBatches, numberAt } from './redis-packed.ts';
import type { RedisSession } from './redis-session.ts';
import { thresholdsOf } from './redis-threshold.ts';
import type { Sampled, Thresholds } from './redis-threshold.ts';

/** Keys that are measured in one call of the script: less than a millisecond. */
const BATCH = 250;
/** What MEMORY USAGE leaves out: a key's place in the table of those that expire. */
const EXPIRY_BYTES = 40;
/** Lua has no nil in the middle of a list: a key that is gone by now has no bytes. */
const MEASURE = `${EACH_KEY}
local sizes = {}
eachKey(function(key) sizes[#sizes + 1] = redis.call('MEMORY', 'USAGE', key) or 0 end)
return sizes`;

/** The thresholds of keys that were found among the first `looked` of a walk; nothing is sure where Redis lets nobody measure. */
export async function estimateThresholds(
  session: RedisSession,
  found: ExpiringKeys,
  { looked, neededBytes }: { readonly looked: number; readonly neededBytes: number },
): Promise<Thresholds> {
  try {
    const weight = Number(await session.ask('DBSIZE')) / looked;
    const sample: Sampled[] = [];
    for (const batch of inBatches(found, BATCH)) {
      const sizes = (await session.ask('EVAL', MEASURE, 0, batch.bytes, batch.facts)) as readonly number[];
      for (let at = 0; at < countOf(batch); at++)
        sample.push({ expiresAtMs: numberAt(batch, at), bytes: Number(sizes[at]) + EXPIRY_BYTES });
    }
    return thresholdsOf(sample, weight, neededBytes);
  } catch (error) {
    if (refusesScript(error)) return { surelyMs: -Infinity, enoughMs: Infinity };
    throw error;
  }
}
