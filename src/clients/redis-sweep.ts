import { PAGE, readPage } from './redis-expiring.ts';
import type { ReadPage } from './redis-expiring.ts';
import { refusesScript } from './redis-fault.ts';
import { literalOf } from './redis-glob.ts';
import { luaFacts } from './redis-packed.ts';

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
 * cursor, the page's size, milliseconds within which a key is meant, milliseconds within which it goes, 1 where it is to be
 * timed, the literals.
 */
const SWEEP = `${USED_BYTES}
local function micros()
  local time = ARGV[5] == '1' and redis.pcall('TIME') or {}
  return time[1] and time[1] * 1000000 + time[2] or 0
end
local began, call, within, goes = micros(), redis.call, tonumber(ARGV[3]), tonumber(ARGV[4])
local function maybeProtected(text)
  for at = 6, #ARGV do
    if string.find(string.lower(text), ARGV[at], 1, true) then return true end
  end
  return false
end
local page = call('SCAN', ARGV[1], 'COUNT', ARGV[2])
local gone, soon, found, facts = {}, {}, {}, {}
local function send(key, ttl)
  found[#found + 1] = key
  facts[#found] = ${luaFacts('key', 'ttl')}
end
for _, key in ipairs(page[2]) do
  local ttl = call('PTTL', key)
  if ttl >= 0 and ttl <= goes then
    gone[#gone + 1] = key
    soon[#gone] = ttl
  elseif ttl >= 0 and ttl <= within then
    send(key, ttl)
  end
end
-- All of them in one: a key by itself is asked only where that holds a literal.
if #gone > 0 and maybeProtected(table.concat(gone, ' ')) then
  local all = gone
  gone = {}
  for at, key in ipairs(all) do
    if maybeProtected(key) then send(key, soon[at]) else gone[#gone + 1] = key end
  end
end
local unlinked, used = 0, false
if #gone > 0 then
  unlinked = call('UNLINK', unpack(gone))
  used = usedBytes()
end
return {page[1], #page[2], table.concat(found), table.concat(facts), micros() - began, unlinked, used}`;

/** A sweep as it goes on, of a walk that asks for a page before it has judged the one before. */
export interface Sweep {
  /** What expires before it, by our monotonic clock, is unlinked as soon as it is looked at. −Infinity: nothing. */
  unlinkBeforeMs: number;
  /** What expires after it is not wanted: Infinity where all is. It may be found all the same. */
  wantedBeforeMs: number;
  unlinked: number;
  /** Since the last of them; 0 while Redis frees in the background, for it is not told by then. */
  usedBytes: number;
}

/** A sweep that looks at everything, and unlinks nothing yet. */
export const newSweep = (): Sweep => ({
  unlinkBeforeMs: -Infinity,
  wantedBeforeMs: Infinity,
  unlinked: 0,
  usedBytes: Infinity,
});

/** `tookUs` is 0 where nobody may ask for the time. */
type Answer = readonly [Buffer, number, bytes: Buffer, facts: Buffer, tookUs: number, number, usedBytes: number | null];

/** How long one page should keep Redis busy: others wait for so long. */
const PAGE_US = 2000;
const MIN_PAGE = 100;
/** Few enough that the last page does not go far beyond what is needed. */
const MAX_PAGE = 1000;

/** As `readPage`, by script: a third of the work. Where a script may not look at a key of the page, or not unlink it, plain commands look. */
export const sweepPage = (sweep: Sweep, exceptPatterns: readonly string[]): ReadPage =>
  orPlain(pageBy('EVAL', sweep, exceptPatterns), false);

/**
 * The same for who only looks: Redis lets no such script write. Where it knows none (before 7), or this user may run none
 * on these keys, plain commands look from there on.
 */
export const lookPage = (): ReadPage => orPlain(pageBy('EVAL_RO', newSweep(), []), true);

/** By plain commands where the script is refused: that page alone, or `forGood`. */
function orPlain(byScript: ReadPage, forGood: boolean): ReadPage {
  let isPlain = false;
  return async (session, cursor, query) => {
    if (isPlain) return readPage(session, cursor, query);
    try {
      return await byScript(session, cursor, query);
    } catch (error) {
      if (!refusesScript(error)) throw error;
      isPlain = forGood;
      return readPage(session, cursor, query);
    }
  };
}

function pageBy(command: 'EVAL' | 'EVAL_RO', sweep: Sweep, exceptPatterns: readonly string[]): ReadPage {
  const literals = exceptPatterns.map(literalOf);
  let [size, isTimed] = [PAGE, true];
  return async (session, cursor, { withinMs }) => {
    const now = performance.now();
    const leftUntil = (moment: number): number => Math.min(withinMs, Math.max(-1, Math.floor(moment - now)));
    const moments = [leftUntil(sweep.wantedBeforeMs), leftUntil(sweep.unlinkBeforeMs)] as const;
    const answer = await session.ask(command, SWEEP, 0, cursor, size, ...moments, isTimed ? 1 : 0, ...literals);
    const [next, looked, bytes, facts, tookUs, unlinked, usedBytes] = answer as Answer;
    sweep.unlinked += unlinked;
    sweep.usedBytes = usedBytes ?? sweep.usedBytes;
    isTimed &&= tookUs > 0;
    if (isTimed) size = sizeAfter(size, tookUs);
    return { next: next.toString(), looked, found: { bytes, facts } };
  };
}

/** The next page's size: larger by a quarter at the most, for the one before may have been easy. */
const sizeAfter = (size: number, tookUs: number): number =>
  Math.min(MAX_PAGE, Math.max(MIN_PAGE, Math.round(size * Math.min(1.25, PAGE_US / tookUs))));
