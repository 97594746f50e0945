import { PAGE, readPage } from './redis-expiring.ts';
import type { Page, ReadPage } from './redis-expiring.ts';
import { refusesScript } from './redis-fault.ts';
import { literalOf } from './redis-glob.ts';

/** In Lua: the memory that is used; 0 while Redis frees in the background, for then it cannot be told yet. */
export const USED_BYTES = `
local function usedBytes()
  local info = redis.call('INFO', 'memory')
  if (tonumber(string.match(info, 'lazyfree_pending_objects:(%d+)')) or 0) > 0 then return 0 end
  return tonumber(string.match(info, 'used_memory:(%d+)'))
end`;

/**
 * Look at a page, and unlink of it what expires soon enough to go without a question: nothing comes between look and
 * deed. What holds a literal of a protected pattern is not judged here but sent, as is all that expires later. ARGV: the
 * cursor, the page's size, milliseconds within which a key is meant, milliseconds within which it goes, the literals.
 */
const SWEEP = `${USED_BYTES}
local call, within, goes = redis.call, tonumber(ARGV[3]), tonumber(ARGV[4])
local function maybeProtected(key)
  for at = 5, #ARGV do
    if string.find(string.lower(key), ARGV[at], 1, true) then return true end
  end
  return false
end
local page = call('SCAN', ARGV[1], 'COUNT', ARGV[2])
local gone, found, facts = {}, {}, {}
for _, key in ipairs(page[2]) do
  local ttl = call('PTTL', key)
  if ttl >= 0 and ttl <= goes and not maybeProtected(key) then
    gone[#gone + 1] = key
  elseif ttl >= 0 and ttl <= within then
    found[#found + 1] = key
    facts[#found] = ttl .. ' ' .. #key
  end
end
local answer = {page[1], #page[2], table.concat(found), table.concat(facts, ' ')}
if #gone == 0 then return answer end
answer[5] = call('UNLINK', unpack(gone))
answer[6] = usedBytes()
return answer`;

/** A sweep as it goes on, of a walk that asks for a page before it has judged the one before. */
export interface Sweep {
  /** What expires before it, by our monotonic clock, is unlinked as soon as it is looked at. −Infinity: nothing. */
  unlinkBeforeMs: number;
  unlinked: number;
  /** Since the last of them; 0 while Redis frees in the background, for it is not told by then. */
  usedBytes: number;
}

type Answer = readonly [Buffer, number, keys: Buffer, facts: Buffer, unlinked?: number, usedBytes?: number];

/** As `readPage`, by script: a third of the work. Where a script may not look at a key of the page, or not unlink it, plain commands look. */
export const sweepPage = (sweep: Sweep, exceptPatterns: readonly string[]): ReadPage => {
  const literals = exceptPatterns.map(literalOf);
  return async (session, cursor, query) => {
    const { withinMs } = query;
    const goesMs = Math.min(withinMs, Math.max(-1, Math.floor(sweep.unlinkBeforeMs - performance.now())));
    try {
      const answer = await session.ask('EVAL', SWEEP, 0, cursor, PAGE, withinMs, goesMs, ...literals);
      const [next, looked, keys, facts, unlinked = 0, usedBytes = sweep.usedBytes] = answer as Answer;
      sweep.unlinked += unlinked;
      sweep.usedBytes = usedBytes;
      return { next: next.toString(), looked, found: foundIn(keys, facts) };
    } catch (error) {
      if (refusesScript(error)) return readPage(session, cursor, query);
      throw error;
    }
  };
};

/** One text instead of a thousand small ones. Each key is copied, so that one that is kept does not hold on to its page. */
function foundIn(keys: Buffer, facts: Buffer): Page['found'] {
  const numbers = facts.length === 0 ? [] : facts.toString().split(' ').map(Number);
  const found: { key: string; ttlMs: number }[] = [];
  let end = 0;
  for (let at = 0; at < numbers.length; at += 2) {
    const start = end;
    end += numbers[at + 1] ?? 0;
    found.push({ key: keys.toString('latin1', start, end), ttlMs: numbers[at] ?? 0 });
  }
  return found;
}
