import { setTimeout as pause } from 'node:timers/promises';
import { estimateThresholds } from './redis-estimate.ts';
import { walkExpiring } from './redis-expiring.ts';
import type { ExpiringKeys, ExpiringQuery } from './redis-expiring.ts';
import { infoOf } from './redis-info.ts';
import { EACH_KEY, inBatches, noKeys, withNumbers } from './redis-packed.ts';
import type { RedisSession } from './redis-session.ts';
import { keepSoonest } from './redis-soonest.ts';
import { newSweep, sweepPage, USED_BYTES } from './redis-sweep.ts';

/** Keys in one call of the script: Redis is blocked for about a millisecond. */
const BATCH = 500;
/** Keys that are looked at before it is estimated what has to go anyway; fewer are all looked at before any goes. */
const SAMPLE = 20_000;
/** How long Redis may take to free in the background what was unlinked, before we judge its memory. */
const FREEING_MS = 1000;

/** Two clocks that differ a little do not make a key seem lengthened. */
const SLACK_MS = 50;

/**
 * Look again and unlink in one: nothing comes between. The number of a key is the TTL that it has left if nobody touched
 * it; a key whose TTL was lengthened or taken away has more, or −1, and stays.
 */
const UNLINK_IF_STILL_EXPIRING = `${USED_BYTES}${EACH_KEY}
local gone = {}
eachKey(function(key, left)
  local ttl = redis.call('PTTL', key)
  if ttl >= 0 and ttl <= left then gone[#gone + 1] = key end
end)
local unlinked = 0
if #gone > 0 then unlinked = redis.call('UNLINK', unpack(gone)) end
return {unlinked, usedBytes()}`;

/** What has to go: keys of the query, until less than `goalBytes` are used. */
interface Task extends ExpiringQuery {
  readonly goalBytes: number;
  readonly signal: AbortSignal;
}

/**
 * UNLINK what expires soonest until less than `goalBytes` are used, or nothing is left that qualifies. What by an estimate
 * has to go anyway goes in the order of the walk, in the call that looks at it; all that expires later, one after the other.
 * So those that are gone are the soonest, to a batch; only where the first part of a walk is far from what the rest is like
 * (a few huge keys that it has none of), or memory comes free by others meanwhile, may it be enough before the walk is
 * over: then all that is gone would have expired before the moment of the estimate, and so would some that are left.
 */
export async function unlinkExpiring(
  session: RedisSession,
  task: Task,
): Promise<{ readonly deleted: number; readonly usedBytes: number }> {
  let [deleted, leavesLater] = [0, true];
  let usedBytes = await settledMemory(session, task);
  while (usedBytes >= task.goalBytes) {
    const neededBytes = usedBytes - task.goalBytes;
    const { unlinked, soonest, isAll } = await sweepExpiring(session, task, neededBytes, leavesLater);
    const before = deleted;
    deleted += unlinked;
    usedBytes = await settledMemory(session, task);
    for (const batch of inBatches(soonest, BATCH)) {
      if (usedBytes < task.goalBytes) break;
      task.signal.throwIfAborted();
      const done = await unlinkBatch(session, batch);
      deleted += done.unlinked;
      usedBytes = done.usedBytes < task.goalBytes ? await settledMemory(session, task) : done.usedBytes;
    }
    if (isAll || (deleted === before && !leavesLater)) break;
    // What was wanted is gone, and not enough: where nothing of it could go, the next walk leaves out nothing.
    leavesLater = deleted > before;
  }
  return { deleted, usedBytes: await settledMemory(session, task) };
}

async function unlinkBatch(
  session: RedisSession,
  batch: ExpiringKeys,
): Promise<{ readonly unlinked: number; readonly usedBytes: number }> {
  const now = performance.now();
  const { bytes, facts } = withNumbers(batch, expiresAtMs => Math.ceil(expiresAtMs - now) + SLACK_MS);
  const answer = await session.ask('EVAL', UNLINK_IF_STILL_EXPIRING, 0, bytes, facts);
  const [unlinked, usedBytes] = answer as readonly [number, number];
  return { unlinked, usedBytes };
}

/** What a walk unlinked at once, and the soonest of what it left. `isAll`: there is nothing else that qualifies, later or not. */
interface Swept {
  readonly unlinked: number;
  readonly soonest: ExpiringKeys;
  readonly isAll: boolean;
}

/**
 * Walk the database: look at its first part, estimate, and from there on unlink as well; where it `leavesLater`, what will
 * hardly be needed is not looked for any more. It ends early where it is enough.
 */
async function sweepExpiring(
  session: RedisSession,
  task: Task,
  neededBytes: number,
  leavesLater: boolean,
): Promise<Swept> {
  const sweep = newSweep();
  const kept = keepSoonest();
  let [looked, isEstimated, isEnough] = [0, false, false];
  for await (const page of walkExpiring(session, task, sweepPage(sweep, task.exceptPatterns))) {
    task.signal.throwIfAborted();
    looked += page.looked;
    kept.add(page.expiring);
    if (looked >= SAMPLE && !isEstimated) {
      isEstimated = true;
      const { soonest } = kept.sorted();
      const { surelyMs, enoughMs } = await estimateThresholds(session, soonest, { looked, neededBytes });
      sweep.unlinkBeforeMs = surelyMs;
      if (leavesLater) kept.until((sweep.wantedBeforeMs = enoughMs));
    }
    isEnough = sweep.usedBytes < task.goalBytes && (await settledMemory(session, task)) < task.goalBytes;
    if (isEnough) break;
  }
  const { unlinked } = sweep;
  return isEnough ? { unlinked, soonest: noKeys, isAll: false } : { unlinked, ...kept.sorted() };
}

/** used_memory, once Redis has freed what it frees in the background; or as soon as it is enough. */
async function settledMemory(session: RedisSession, { goalBytes, signal }: Task): Promise<number> {
  const until = performance.now() + FREEING_MS;
  for (;;) {
    const info = await infoOf(session, 'memory');
    const usedBytes = Number(info.used_memory);
    const isFreeing = Number(info.lazyfree_pending_objects ?? 0) > 0 && performance.now() < until;
    if (usedBytes < goalBytes || !isFreeing) return usedBytes;
    await pause(10, undefined, { signal });
  }
}
