import { RedisError } from './errors.ts';
import { anyGlob } from './redis-glob.ts';
import type { Glob } from './redis-glob.ts';
import { infoOf } from './redis-info.ts';
import { countOf, filterKeys, namesOf, packedOf, withNumbers } from './redis-packed.ts';
import type { PackedKeys } from './redis-packed.ts';
import type { RedisSession } from './redis-session.ts';

/** Keys that SCAN is asked for at once; a page keeps Redis busy for about a millisecond, whatever else is done with it. */
export const PAGE = 500;

/** Which keys are meant: those that expire within the time and match no pattern. */
export interface ExpiringQuery {
  readonly withinMs: number;
  readonly exceptPatterns: readonly string[];
}

/** A page of SCAN: the next cursor, how many keys it had, and those with a TTL that is within the time, with it in milliseconds. */
export interface Page {
  readonly next: string;
  readonly looked: number;
  readonly found: PackedKeys;
}

/** Reads the page at a cursor. */
export type ReadPage = (session: RedisSession, cursor: string, query: ExpiringQuery) => Promise<Page>;

/** Keys, each with when it expires, by our monotonic clock (`performance.now()`), never too early. */
export type ExpiringKeys = PackedKeys;

/** Walk the database once, a page at a time. */
export async function* walkExpiring(
  session: RedisSession,
  query: ExpiringQuery,
  read: ReadPage,
): AsyncGenerator<{ readonly looked: number; readonly expiring: ExpiringKeys }> {
  const isExcepted = anyGlob(query.exceptPatterns);
  const readAt = async (cursor: string) => ({ ...(await read(session, cursor, query)), atMs: performance.now() });
  let ahead: ReturnType<typeof readAt> | null = readAt('0');
  try {
    while (ahead !== null) {
      const { next, looked, found, atMs }: Page & { readonly atMs: number } = await ahead;
      // The next page is asked for before this one is judged: Redis does not wait for us. Its error is thrown where it is awaited.
      ahead = next === '0' ? null : readAt(next);
      ahead?.catch(() => undefined);
      const meant = query.exceptPatterns.length === 0 ? found : without(found, isExcepted);
      yield { looked, expiring: withNumbers(meant, ttlMs => atMs + ttlMs) };
    }
  } finally {
    await ahead;
  }
}

function without(found: PackedKeys, isExcepted: Glob): PackedKeys {
  const nameAt = namesOf(found);
  return filterKeys(found, place => !isExcepted(nameAt(place)));
}

/**
 * SCAN, then PTTL, a page in one write. A key that the ACL hides from us is not ours to count: as if it were gone. Where
 * PTTL itself is denied, it throws.
 */
export const readPage: ReadPage = async (session, cursor, { withinMs }) => {
  const { next, keys } = await scan(session, cursor);
  const answers = await session.askAll(keys.map(key => ['PTTL', key] as const));
  const found = keys.flatMap((key, index) => {
    const answer = answers[index];
    if (answer instanceof RedisError) {
      if (answer.fault === 'noperm' && !/permissions to run/i.test(answer.message)) return [];
      throw answer;
    }
    const ttlMs = Number(answer);
    return ttlMs >= 0 && ttlMs <= withinMs ? [{ key, ttlMs }] : [];
  });
  const names = found.map(({ key }) => key);
  return { next, looked: keys.length, found: packedOf(names, place => found[place]?.ttlMs ?? NaN) };
};

async function scan(session: RedisSession, cursor: string): Promise<{ next: string; keys: readonly Buffer[] }> {
  const answer = await session.ask('SCAN', cursor, 'COUNT', PAGE);
  const [next, keys] = answer as readonly [Buffer, readonly Buffer[]];
  return { next: next.toString(), keys };
}

/** Every key of the database, a page at a time. SCAN lets a key come twice; and it drops what has already expired. */
async function* walkKeys(session: RedisSession): AsyncGenerator<readonly Buffer[]> {
  let cursor = '0';
  do {
    const { next, keys } = await scan(session, cursor);
    yield keys;
    cursor = next;
  } while (cursor !== '0');
}

/** Count, looking at `cap` keys or few more. */
export async function countExpiring(
  session: RedisSession,
  query: ExpiringQuery,
  cap: number,
  read: ReadPage,
): Promise<{ readonly expiring: number; readonly looked: number; readonly isComplete: boolean }> {
  let [looked, expiring] = [0, 0];
  for await (const page of walkExpiring(session, query, read)) {
    if (looked >= cap) return { expiring, looked, isComplete: false };
    looked += page.looked;
    expiring += countOf(page.expiring);
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
