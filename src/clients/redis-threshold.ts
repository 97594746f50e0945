import { RedisError } from './errors.ts';
import type { ExpiringKey } from './redis-expiring.ts';
import type { RedisSession } from './redis-session.ts';

/** Keys that are measured in one call of the script: less than a millisecond. */
const BATCH = 250;
/** What MEMORY USAGE leaves out: a key's place in the table of those that expire. */
const EXPIRY_BYTES = 40;
/** How sure it has to be: so many standard errors of the sample above its sum, and that at most so much of what is needed. */
const STANDARD_ERRORS = 3;
const PART_OF_NEED = 0.95;

/** Lua has no nil in the middle of a list: a key that is gone by now has no bytes. */
const MEASURE = `
local sizes = {}
for index, key in ipairs(KEYS) do sizes[index] = redis.call('MEMORY', 'USAGE', key) or 0 end
return sizes`;

/** A key that was looked at: when it expires, by whatever clock, and what it takes. */
export interface Sampled {
  readonly expiresAtMs: number;
  readonly bytes: number;
}

/**
 * Up to which moment everything that expires has to go anyway, so that `neededBytes` come free; as a sample tells, of which
 * each key stands for `weight` keys. Too early rather than too late: −Infinity where the sample tells nothing, Infinity
 * where even all of it would not be enough.
 */
export function thresholdOf(sample: readonly Sampled[], weight: number, neededBytes: number): number {
  let [sum, squares, thresholdMs] = [0, 0, -Infinity];
  for (const { expiresAtMs, bytes } of [...sample].sort((a, b) => a.expiresAtMs - b.expiresAtMs)) {
    sum += bytes;
    squares += bytes ** 2;
    if (weight * (sum + STANDARD_ERRORS * Math.sqrt(squares)) > PART_OF_NEED * neededBytes) return thresholdMs;
    thresholdMs = expiresAtMs;
  }
  return sample.length === 0 ? -Infinity : Infinity;
}

/** The same of keys that were found among the first `looked` of a walk; −Infinity where Redis lets nobody measure. */
export async function estimateThreshold(
  session: RedisSession,
  found: readonly ExpiringKey[],
  { looked, neededBytes }: { readonly looked: number; readonly neededBytes: number },
): Promise<number> {
  try {
    const weight = Number(await session.ask('DBSIZE')) / looked;
    const sample: Sampled[] = [];
    for (let at = 0; at < found.length; at += BATCH) {
      const batch = found.slice(at, at + BATCH);
      const keys = batch.map(({ key }) => Buffer.from(key, 'latin1'));
      const sizes = (await session.ask('EVAL', MEASURE, keys.length, ...keys)) as readonly number[];
      const bytesOf = (index: number): number => Number(sizes[index]) + EXPIRY_BYTES;
      sample.push(...batch.map(({ expiresAtMs }, index) => ({ expiresAtMs, bytes: bytesOf(index) })));
    }
    return thresholdOf(sample, weight, neededBytes);
  } catch (error) {
    if (error instanceof RedisError && (error.fault === 'noperm' || error.fault === 'other')) return -Infinity;
    throw error;
  }
}
