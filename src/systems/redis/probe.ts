import type { Look } from '../system.ts';
import { memoryLimit } from './limit.ts';
import type { MemoryLimit } from './limit.ts';
import { answersInside } from './inside.ts';
import { answerOf, isSilent, isTrouble, restsOnOf, targetOf } from './reading.ts';
import type { Answer, Info, Reading } from './reading.ts';

/**
 * Ask PING and INFO. There is no write probe: a run that only tests changes nothing, and INFO and PING tell what a write
 * would be answered (Redis answers PING itself with MISCONF while it refuses writes for that).
 */
export async function probe(look: Look): Promise<Reading> {
  const { settings, redis } = look;
  const { ping, isWellInside } = await pinged(look);
  const hasToldAll = isTrouble(ping) && !canStillTell.has(ping.fault);
  const info = hasToldAll ? ping : await answerOf(redis.info());
  return {
    target: targetOf(settings),
    restsOn: restsOnOf(settings),
    settings: settings.phases.redis,
    nowMs: look.now(),
    ping,
    isWellInside,
    info,
    cluster: await clusterOf(info, look),
    limit: await limitOf(info, look),
  };
}

/**
 * One silence is no outage: it is asked a second time, on a connection of its own, before Redis is called silent. Then
 * it is asked where it runs; if it answers there, we may only have come too early, so it is asked from here once more.
 */
async function pinged(look: Look): Promise<Pick<Reading, 'ping' | 'isWellInside'>> {
  const ask = (): Promise<Answer<number>> => answerOf(look.redis.ping(look.settings.phases.redis.ping_timeout_ms));
  const first = await ask();
  const ping = isTrouble(first) && first.fault === 'timeout' ? await ask() : first;
  if (!isSilent(ping) || !(await answersInside(look))) return { ping, isWellInside: false };
  const last = await ask();
  return { ping: last, isWellInside: isTrouble(last) };
}

/** Faults of PING beside which INFO may still answer. */
const canStillTell = new Set(['loading', 'misconf', 'readonly', 'oom', 'noperm', 'other']);

async function clusterOf(info: Answer<Info>, { redis }: Look): Promise<Reading['cluster']> {
  return isTrouble(info) || info.value.redis_mode !== 'cluster' ? null : answerOf(redis.clusterInfo());
}

async function limitOf(info: Answer<Info>, look: Look): Promise<MemoryLimit> {
  return isTrouble(info) ? { unreadable: info.message } : memoryLimit(info.value, look);
}
