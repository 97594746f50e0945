import { setMaxListeners } from 'node:events';
import { RedisError } from './errors.ts';
import { parseRedisUrl } from './redis-address.ts';
import type { RedisAddress } from './redis-address.ts';
import { countExpiring, dropExpired } from './redis-expiring.ts';
import { clusterInfoOf, infoOf } from './redis-info.ts';
import { countMatching, unlinkMatching } from './redis-matching.ts';
import { orOtherwise } from './redis-plain.ts';
import { clockOffset, mayRun, rightTo, whoAmI } from './redis-rights.ts';
import type { RedisSession } from './redis-session.ts';
import type { RedisEyes, RedisHands } from './redis-types.ts';
import { lookPage } from './redis-sweep.ts';
import { unlinkExpiring } from './redis-unlink.ts';
import { within } from './redis-within.ts';
import type { Bounds } from './redis-within.ts';

/** A Redis that can be looked at, and, by `hands()` alone, written to. Nothing is connected or loaded before its first use. */
export interface RedisClient {
  readonly eyes: RedisEyes;
  hands(): RedisHands;
  /** End every connection that is open. */
  close(): void;
}

/**
 * Redis at a `redis:`, `rediss:` or `unix:` URL; `timeoutMs` bounds every single answer, the signal ends all of them. Failures are
 * RedisError with a fault, and no message holds the password.
 */
export function openRedis(url: string, options: Bounds): RedisClient {
  const closing = new AbortController();
  const signal = AbortSignal.any([options.signal, closing.signal]);
  setMaxListeners(0, signal);
  return {
    eyes: eyesOver(url, { ...options, signal }),
    hands: () => handsOver(url, { ...options, signal }),
    close: () => closing.abort(new Error('closed')),
  };
}

async function open(url: string, bounds: Bounds): Promise<RedisSession> {
  const address = parseRedisUrl(url);
  const { openSession } = await import('./redis-session.ts');
  return orOtherwise(address, bounds, () => openSession(address, bounds));
}

/** Every look goes over a connection of its own, as an application would that connects now; none stays behind. */
function eyesOver(url: string, options: Bounds): RedisEyes {
  const look = async <T>(use: (session: RedisSession) => Promise<T>, bounds = options): Promise<T> => {
    const session = await open(url, bounds);
    try {
      return await use(session);
    } finally {
      session.end();
    }
  };
  return {
    ping: async timeoutMs => ping(look, { ...options, timeoutMs }, parseRedisUrl(url)),
    info: () => look(session => infoOf(session)),
    clusterInfo: () => look(clusterInfoOf),
    get: key => look(async session => textOf(await session.ask('GET', key))),
    countExpiring: (withinMs, exceptPatterns, cap) =>
      look(async session => countExpiring(session, { withinMs, exceptPatterns }, cap, lookPage())),
    countMatching: (patterns, exceptPatterns, cap) =>
      look(async session => countMatching(session, { patterns, exceptPatterns }, cap)),
    mayRun: command => look(async session => mayRun(session, command)),
    rightTo: (command, key) => look(async session => rightTo(session, command, key)),
    self: () => look(async session => ({ user: await whoAmI(session), clockOffsetMs: await clockOffset(session) })),
  };
}

const textOf = (answer: unknown): string | null => (Buffer.isBuffer(answer) ? answer.toString() : null);

type LookWith = <T>(use: (session: RedisSession) => Promise<T>, bounds: Bounds) => Promise<T>;

/** Connecting, logging in and PING together within the time; resolves to what PING alone took. Loading our own client is not counted. */
async function ping(look: LookWith, { timeoutMs, signal }: Bounds, address: RedisAddress): Promise<number> {
  await import('./redis-session.ts');
  const cut = new AbortController();
  const ask = async (session: RedisSession): Promise<number> => {
    const startedAt = performance.now();
    await session.ask('PING');
    return performance.now() - startedAt;
  };
  try {
    const bounds = { timeoutMs, signal: AbortSignal.any([signal, cut.signal]) };
    return await orOtherwise(address, { timeoutMs, signal }, () =>
      within(() => look(ask, bounds), { timeoutMs, signal }, address.label),
    );
  } finally {
    cut.abort(new Error('PING is over'));
  }
}

/**
 * `runId` opens the connection, and what is written goes over that one and no other: so the server that was asked who it is
 * is the server that is written to, whatever a name resolves to by then.
 */
function handsOver(url: string, options: Bounds): RedisHands {
  let current: Promise<RedisSession> | null = null;
  const renew = async (): Promise<RedisSession> => {
    const earlier = await current?.catch(() => null);
    earlier?.end();
    return (current = open(url, options));
  };
  return {
    async runId() {
      const { run_id } = await infoOf(await renew(), 'server');
      if (run_id === undefined) throw new RedisError('other', 'Redis told no run_id in INFO');
      return run_id;
    },
    async unlinkExpiring(task) {
      return unlinkExpiring(await (current ?? renew()), task);
    },
    async unlinkMatching(patterns, exceptPatterns, signal) {
      return unlinkMatching(await (current ?? renew()), { patterns, exceptPatterns }, signal);
    },
    async dropExpired(signal) {
      return dropExpired(await (current ?? renew()), signal);
    },
  };
}
