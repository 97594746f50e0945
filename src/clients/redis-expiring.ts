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

/** A page of SCAN: the next cursor, how many keys it had, and those with a TTL, in milliseconds, that is within the time. */
export interface Page {
  readonly next: string;
  readonly looked: number;
  readonly found: readonly (readonly [key: Buffer, ttlMs: number])[];
}

/** Reads the page at a cursor. */
export type ReadPage = (session: RedisSession, cursor: string, query: ExpiringQuery) => Promise<Page>;

/** Walk the database once, a page at a time. Reads only, with plain commands unless `read` says otherwise. */
export async function* walkExpiring(
  session: RedisSession,
  query: ExpiringQuery,
  read: ReadPage = readPage,
): AsyncGenerator<{ readonly looked: number; readonly expiring: readonly ExpiringKey[] }> {
  const isExcepted = anyGlob(query.exceptPatterns);
  let cursor = '0';
  do {
    const { next, looked, found } = await read(session, cursor, query);
    const readAtMs = performance.now();
    const expiring = found
      .map(([key, ttlMs]) => ({ key: key.toString('latin1'), expiresAtMs: readAtMs + ttlMs }))
      .filter(({ key }) => !isExcepted(key));
    yield { looked, expiring };
    cursor = next;
  } while (cursor !== '0');
}

/**
 * SCAN, then PTTL, a page in one write. A key that the ACL hides from us is not ours to count: as if it were gone. Where
 * PTTL itself is denied, it throws.
 */
const readPage: ReadPage = async (session, cursor, { withinMs }) => {
  const { next, keys } = await scan(session, cursor);
  const answers = await session.askAll(keys.map(key => ['PTTL', key] as const));
  const found = keys.flatMap((key, index) => {
    const answer = answers[index];
    if (answer instanceof RedisError) {
      if (answer.fault === 'noperm' && !/permissions to run/i.test(answer.message)) return [];
      throw answer;
    }
    const ttlMs = Number(answer);
    return ttlMs >= 0 && ttlMs <= withinMs ? [[key, ttlMs] as const] : [];
  });
  return { next, looked: keys.length, found };
};

/** The same in one call, which sends nothing but what was found. Reads only. */
const FIND = `
local page = redis.call('SCAN', ARGV[1], 'COUNT', ARGV[2])
local found = {}
for _, key in ipairs(page[2]) do
  local ttl = redis.call('PTTL', key)
  if ttl >= 0 and ttl <= tonumber(ARGV[3]) then
    found[#found + 1] = key
    found[#found + 1] = ttl
  end
end
return {page[1], #page[2], found}`;

/** As `readPage`, by script: a third of the work. Where a script may not look at a key of the page, by plain commands. */
export const readPageByScript: ReadPage = async (session, cursor, query) => {
  try {
    const answer = await session.ask('EVAL', FIND, 0, cursor, PAGE, query.withinMs);
    const [next, looked, flat] = answer as readonly [Buffer, number, readonly (Buffer | number)[]];
    const found = flat.flatMap((key, at) => (Buffer.isBuffer(key) ? [[key, Number(flat[at + 1])] as const] : []));
    return { next: next.toString(), looked, found };
  } catch (error) {
    if (error instanceof RedisError && (error.fault === 'noperm' || error.fault === 'other'))
      return readPage(session, cursor, query);
    throw error;
  }
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
