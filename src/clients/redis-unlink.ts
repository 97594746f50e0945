import { setTimeout as pause } from 'node:timers/promises';
import { readPageByScript, walkExpiring } from './redis-expiring.ts';
import type { ExpiringKey, ExpiringQuery } from './redis-expiring.ts';
import { infoOf } from './redis-info.ts';
import type { RedisSession } from './redis-session.ts';

/** Keys in one call of the script: Redis is blocked for about 2 ms. */
const BATCH = 500;
/** To so much one walk cuts down what it keeps, at twice of it, so that memory is bounded however many keys there are: to the soonest. */
const KEEP_KEYS = 200_000;
const KEEP_BYTES = 32 * 1024 * 1024;
/** How long Redis may take to free in the background what was unlinked, before we judge its memory. */
const FREEING_MS = 1000;

/** Two clocks that differ a little do not make a key seem lengthened. */
const SLACK_MS = 50;

/**
 * Look again and unlink in one: nothing comes between. ARGV holds the TTL that each key has left if nobody touched it;
 * a key whose TTL was lengthened or taken away has more, or −1, and stays.
 */
const UNLINK_IF_STILL_EXPIRING = `
local unlinked = 0
for index, key in ipairs(KEYS) do
  local ttl = redis.call('PTTL', key)
  if ttl >= 0 and ttl <= tonumber(ARGV[index]) then unlinked = unlinked + redis.call('UNLINK', key) end
end
return unlinked`;

/** UNLINK what expires soonest, batch by batch, until `isEnough`, or nothing is left that qualifies. */
export async function unlinkExpiring(
  session: RedisSession,
  { isEnough, signal, ...query }: ExpiringQuery & { isEnough: (usedBytes: number) => boolean; signal: AbortSignal },
): Promise<{ readonly deleted: number; readonly usedBytes: number }> {
  let deleted = 0;
  let usedBytes = await settledMemory(session, isEnough, signal);
  while (!isEnough(usedBytes)) {
    const { soonest, isAll } = await collectSoonest(session, query, signal);
    const before = deleted;
    for (let at = 0; at < soonest.length && !isEnough(usedBytes); at += BATCH) {
      signal.throwIfAborted();
      deleted += await unlinkBatch(session, soonest.slice(at, at + BATCH));
      usedBytes = await settledMemory(session, isEnough, signal);
    }
    if (isAll || deleted === before) break;
  }
  return { deleted, usedBytes };
}

async function unlinkBatch(session: RedisSession, batch: readonly ExpiringKey[]): Promise<number> {
  const now = performance.now();
  const keys = batch.map(({ key }) => Buffer.from(key, 'latin1'));
  const ttls = batch.map(({ expiresAtMs }) => Math.ceil(expiresAtMs - now) + SLACK_MS);
  return Number(await session.ask('EVAL', UNLINK_IF_STILL_EXPIRING, keys.length, ...keys, ...ttls));
}

/** The keys that expire soonest, in that order, as many as may be kept. `isAll`: none was left out. */
async function collectSoonest(
  session: RedisSession,
  query: ExpiringQuery,
  signal: AbortSignal,
): Promise<{ readonly soonest: readonly ExpiringKey[]; readonly isAll: boolean }> {
  let kept: ExpiringKey[] = [];
  let bytes = 0;
  let latestMs = Infinity;
  for await (const { expiring } of walkExpiring(session, query, readPageByScript)) {
    signal.throwIfAborted();
    for (const found of expiring) {
      if (found.expiresAtMs > latestMs) continue;
      kept.push(found);
      bytes += found.key.length;
    }
    if (kept.length < 2 * KEEP_KEYS && bytes < 2 * KEEP_BYTES) continue;
    kept = firstOf(kept);
    bytes = kept.reduce((sum, { key }) => sum + key.length, 0);
    latestMs = kept.at(-1)?.expiresAtMs ?? latestMs;
  }
  // Nothing that expires before the latest of them was left out, so all of them can be used.
  return { soonest: kept.sort(bySoonest), isAll: latestMs === Infinity };
}

const bySoonest = (a: ExpiringKey, b: ExpiringKey): number => a.expiresAtMs - b.expiresAtMs;

function firstOf(keys: readonly ExpiringKey[]): ExpiringKey[] {
  let bytes = 0;
  return [...keys]
    .sort(bySoonest)
    .slice(0, KEEP_KEYS)
    .filter(({ key }, index) => (bytes += key.length) <= KEEP_BYTES || index === 0);
}

/** used_memory, once Redis has freed what it frees in the background; or as soon as it is enough. */
async function settledMemory(
  session: RedisSession,
  isEnough: (usedBytes: number) => boolean,
  signal: AbortSignal,
): Promise<number> {
  const until = performance.now() + FREEING_MS;
  for (;;) {
    const info = await infoOf(session, 'memory');
    const usedBytes = Number(info.used_memory);
    const isFreeing = Number(info.lazyfree_pending_objects ?? 0) > 0 && performance.now() < until;
    if (isEnough(usedBytes) || !isFreeing) return usedBytes;
    await pause(10, undefined, { signal });
  }
}
