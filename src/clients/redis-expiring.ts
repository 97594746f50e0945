import { RedisError } from './errors.ts';
import { anyGlob } from './redis-glob.ts';
import { infoOf } from './redis-info.ts';
import type { RedisSession } from './redis-session.ts';

/** Keys that SCAN is asked for at once; a page keeps Redis busy for less than a millisecond. */
const PAGE = 1000;

/** A key (bytes as latin1) and when it expires, by our monotonic clock (`performance.now()`), never too early. */
export interface ExpiringKey {
  readonly key: string;
  readonly expiresAtMs: number;
}

/** Which keys are meant: those that expire within the time and match no pattern. */
export interface ExpiringQuery {
  readonly withinMs: number;
  readonly exceptPatterns: readonly string[];
}

/** The TTL of each key in milliseconds: −1 without one, −2 where the key is gone or hidden. */
export type ReadTtls = (session: RedisSession, keys: readonly Buffer[]) => Promise<readonly number[]>;

/** Walk the database once, a page at a time. Reads only, with plain commands unless `read` says otherwise. */
export async function* walkExpiring(
  session: RedisSession,
  { withinMs, exceptPatterns }: ExpiringQuery,
  read: ReadTtls = readTtls,
): AsyncGenerator<{ readonly looked: number; readonly expiring: readonly ExpiringKey[] }> {
  const isExcepted = anyGlob(exceptPatterns);
  for await (const page of walkKeys(session)) {
    const keys = page.filter(key => !isExcepted(key.toString('latin1')));
    const ttls = await read(session, keys);
    const readAtMs = performance.now();
    const expiring = keys.flatMap((key, index) => {
      const ttlMs = ttls[index] ?? -2;
      return ttlMs >= 0 && ttlMs <= withinMs ? [{ key: key.toString('latin1'), expiresAtMs: readAtMs + ttlMs }] : [];
    });
    yield { looked: page.length, expiring };
  }
}

/**
 * PTTL, a page in one write. A key that the ACL hides from us is not ours to count: as if it were gone. Where PTTL itself is
 * denied, it throws.
 */
export const readTtls: ReadTtls = async (session, keys) => {
  const answers = await session.askAll(keys.map(key => ['PTTL', key] as const));
  return answers.map(answer => {
    if (!(answer instanceof RedisError)) return Number(answer);
    if (answer.fault === 'noperm' && !/permissions to run/i.test(answer.message)) return -2;
    throw answer;
  });
};

/** Every key of the database, a page at a time. SCAN lets a key come twice; and it drops what has already expired. */
async function* walkKeys(session: RedisSession): AsyncGenerator<readonly Buffer[]> {
  let cursor = '0';
  do {
    const answer = await session.ask('SCAN', cursor, 'COUNT', PAGE);
    const [next, keys] = answer as readonly [Buffer, readonly Buffer[]];
    cursor = next.toString();
    yield keys;
  } while (cursor !== '0');
}

/** Count, looking at `cap` keys or few more. */
export async function countExpiring(
  session: RedisSession,
  query: ExpiringQuery,
  cap: number,
): Promise<{ readonly expiring: number; readonly looked: number; readonly isComplete: boolean }> {
  let [looked, expiring] = [0, 0];
  for await (const page of walkExpiring(session, query)) {
    if (looked >= cap) return { expiring, looked, isComplete: false };
    looked += page.looked;
    expiring += page.expiring.length;
  }
  return { expiring, looked, isComplete: true };
}

/** SCAN alone makes Redis (6, 7, Valkey) drop what has expired; then memory is given back. Deletes no live key. */
export async function dropExpired(
  session: RedisSession,
  signal: AbortSignal,
): Promise<{ readonly looked: number; readonly dropped: number; readonly usedBytes: number }> {
  const before = await infoOf(session, 'stats');
  let looked = 0;
  for await (const page of walkKeys(session)) {
    signal.throwIfAborted();
    looked += page.length;
  }
  const after = await infoOf(session, 'stats');
  await session.ask('MEMORY', 'PURGE');
  const { used_memory } = await infoOf(session, 'memory');
  const dropped = Number(after.expired_keys) - Number(before.expired_keys);
  return { looked, dropped: Math.max(0, dropped), usedBytes: Number(used_memory) };
}
