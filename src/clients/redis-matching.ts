import { anyGlob } from './redis-glob.ts';
import type { RedisSession } from './redis-session.ts';

/** Keys that SCAN looks at for one page. */
const PAGE = 1000;

/** Keys by pattern, as Redis matches them, without those of a protected pattern (which protect rather too much). */
export interface MatchingQuery {
  readonly patterns: readonly string[];
  readonly exceptPatterns: readonly string[];
}

/** Page by page, one walk a pattern. SCAN lets a key come twice, and a key may match two patterns. */
async function* walkMatching(
  session: RedisSession,
  { patterns, exceptPatterns }: MatchingQuery,
): AsyncGenerator<readonly Buffer[]> {
  const isExcepted = anyGlob(exceptPatterns);
  for (const pattern of patterns) {
    let cursor = '0';
    do {
      const answer = await session.ask('SCAN', cursor, 'MATCH', pattern, 'COUNT', PAGE);
      const [next, keys] = answer as readonly [Buffer, readonly Buffer[]];
      cursor = next.toString();
      yield keys.filter(key => !isExcepted(key.toString('latin1')));
    } while (cursor !== '0');
  }
}

/** How many keys match; it stops after the page that reaches `cap`. */
export async function countMatching(
  session: RedisSession,
  query: MatchingQuery,
  cap: number,
): Promise<{ readonly matching: number; readonly isComplete: boolean }> {
  const seen = new Set<string>();
  for await (const keys of walkMatching(session, query)) {
    for (const key of keys) seen.add(key.toString('latin1'));
    if (seen.size >= cap) return { matching: seen.size, isComplete: false };
  }
  return { matching: seen.size, isComplete: true };
}

/** UNLINK every key that matches, a page at a time; how many there were. */
export async function unlinkMatching(
  session: RedisSession,
  query: MatchingQuery,
  signal: AbortSignal,
): Promise<number> {
  let deleted = 0;
  for await (const keys of walkMatching(session, query)) {
    signal.throwIfAborted();
    if (keys.length > 0) deleted += Number(await session.ask('UNLINK', ...keys));
  }
  return deleted;
}
