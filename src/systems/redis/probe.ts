import { RedisError } from '../../clients/errors.ts';
import type { Look } from '../system.ts';
import { memoryLimit } from './limit.ts';
import type { MemoryLimit } from './limit.ts';
import { isTrouble, restsOnOf, targetOf } from './reading.ts';
import type { Answer, Info, Reading } from './reading.ts';

/**
 * Ask PING and INFO. There is no write probe: a run that only tests changes nothing, and INFO and PING tell what a write
 * would be answered (Redis answers PING itself with MISCONF while it refuses writes for that).
 */
export async function probe(look: Look): Promise<Reading> {
  const { settings, redis } = look;
  const ping = await pinged(look);
  const isSilent = isTrouble(ping) && !canStillTell.has(ping.fault);
  const info = isSilent ? ping : await answerOf(redis.info());
  return {
    target: targetOf(settings),
    restsOn: restsOnOf(settings),
    settings: settings.phases.redis,
    nowMs: look.now(),
    ping,
    info,
    cluster: await clusterOf(info, look),
    limit: await limitOf(info, look),
  };
}

/** One silence is no outage: it is asked a second time, on a connection of its own, before Redis is called silent. */
async function pinged({ settings, redis }: Look): Promise<Answer<number>> {
  const ask = (): Promise<Answer<number>> => answerOf(redis.ping(settings.phases.redis.ping_timeout_ms));
  const first = await ask();
  return isTrouble(first) && first.fault === 'timeout' ? ask() : first;
}

/** Faults of PING beside which INFO may still answer. */
const canStillTell = new Set(['loading', 'misconf', 'readonly', 'oom', 'noperm', 'other']);

async function clusterOf(info: Answer<Info>, { redis }: Look): Promise<Reading['cluster']> {
  return isTrouble(info) || info.value.redis_mode !== 'cluster' ? null : answerOf(redis.clusterInfo());
}

async function limitOf(info: Answer<Info>, look: Look): Promise<MemoryLimit> {
  return isTrouble(info) ? { unreadable: info.message } : memoryLimit(info.value, look);
}

/** An answer, or the fault in its place. Only Redis' own faults are data; anything else is our inability. */
async function answerOf<T>(asked: Promise<T>): Promise<Answer<T>> {
  try {
    return { value: await asked };
  } catch (error) {
    if (!(error instanceof RedisError)) throw error;
    return { fault: error.fault, message: error.message };
  }
}
