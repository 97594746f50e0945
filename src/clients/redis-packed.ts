/**
 * Keys of any bytes one after the other, and facts on each: a script takes and gives them so, in two strings instead of a
 * thousand, and none of it is in V8's heap, which many keys would have grow to many times their size.
 */
export interface PackedKeys {
  readonly bytes: Buffer;
  /** Of each key its length and a number, little-endian: four bytes and a double. */
  readonly facts: Buffer;
}

/** Bytes of what is known of one key. */
const FACTS = 12;
const LUA_FACTS = `'<I4d'`;

/** In Lua: the facts of a key. */
export const luaFacts = (key: string, number: string): string => `struct.pack(${LUA_FACTS}, #${key}, ${number})`;

/**
 * In Lua: `eachKey(work)` calls `work(key, number)` for each key of a packed list, of which ARGV has the bytes and the facts.
 * A key that an ACL hides is refused where it is used, as in every script.
 */
export const EACH_KEY = `
local function eachKey(work)
  local start, at = 1, 1
  while at <= #ARGV[2] do
    local length, number
    length, number, at = struct.unpack(${LUA_FACTS}, ARGV[2], at)
    work(string.sub(ARGV[1], start, start + length - 1), number)
    start = start + length
  end
end`;

export const noKeys: PackedKeys = { bytes: Buffer.alloc(0), facts: Buffer.alloc(0) };

export const countOf = ({ facts }: PackedKeys): number => facts.length / FACTS;
export const lengthAt = ({ facts }: PackedKeys, place: number): number => facts.readUInt32LE(place * FACTS);
export const numberAt = ({ facts }: PackedKeys, place: number): number => facts.readDoubleLE(place * FACTS + 4);

/** A list of keys, each with its number. */
export function packedOf(keys: readonly Buffer[], numberOf: (place: number) => number): PackedKeys {
  const facts = Buffer.alloc(keys.length * FACTS);
  keys.forEach((key, place) => {
    facts.writeUInt32LE(key.length, place * FACTS);
    facts.writeDoubleLE(numberOf(place), place * FACTS + 4);
  });
  return { bytes: Buffer.concat(keys), facts };
}

/** The same keys, each with the number that comes of its own. */
export function withNumbers(keys: PackedKeys, numberOf: (number: number) => number): PackedKeys {
  const facts = Buffer.from(keys.facts);
  for (let place = 0; place < countOf(keys); place++)
    facts.writeDoubleLE(numberOf(numberAt(keys, place)), place * FACTS + 4);
  return { bytes: keys.bytes, facts };
}

/** The keys at these places, in this order; a copy. */
function pick(keys: PackedKeys, places: Uint32Array): PackedKeys {
  const stops = stopsOf(keys);
  let size = 0;
  for (let nth = 0; nth < places.length; nth++) size += lengthAt(keys, places[nth] ?? 0);
  const picked = { bytes: Buffer.allocUnsafeSlow(size), facts: Buffer.allocUnsafeSlow(places.length * FACTS) };
  let at = 0;
  for (let nth = 0; nth < places.length; nth++) {
    const place = places[nth] ?? 0;
    const start = stops[place] ?? 0;
    copyBytes(keys.bytes, start, lengthAt(keys, place), picked.bytes, at);
    copyBytes(keys.facts, place * FACTS, FACTS, picked.facts, nth * FACTS);
    at += lengthAt(keys, place);
  }
  return picked;
}

/** Byte by byte: for a few of them Node's own copy makes an object that is larger. */
function copyBytes(from: Buffer, start: number, length: number, to: Buffer, at: number): void {
  for (let nth = 0; nth < length; nth++) to[at + nth] = from[start + nth] ?? 0;
}

/** Those at the places for which it holds; a copy, which holds on to nothing of the list. */
export function filterKeys(keys: PackedKeys, holds: (place: number) => boolean): PackedKeys {
  const places = new Uint32Array(countOf(keys));
  let count = 0;
  for (let place = 0; place < places.length; place++) if (holds(place)) places[count++] = place;
  return pick(keys, places.subarray(0, count));
}

/** The name of a key at a place, bytes as latin1. */
export function namesOf(keys: PackedKeys): (place: number) => string {
  const stops = stopsOf(keys);
  return place => keys.bytes.toString('latin1', stops[place], stops[place + 1]);
}

/** The smallest number first, equal ones in their order; a copy. */
export function sortedKeys(keys: PackedKeys): PackedKeys {
  const places = new Uint32Array(countOf(keys)).map((_, place) => place);
  const numbers = new Float64Array(places.length).map((_, place) => numberAt(keys, place));
  // Not their difference: that would be an object for each comparison.
  const byNumber = (a: number, b: number): number => {
    const one = numbers[a] ?? 0;
    const other = numbers[b] ?? 0;
    return Number(one > other) - Number(one < other);
  };
  return pick(keys, places.sort(byNumber));
}

/** One list of them all; a copy. */
export const joined = (lists: readonly PackedKeys[]): PackedKeys => ({
  bytes: Buffer.concat(lists.map(({ bytes }) => bytes)),
  facts: Buffer.concat(lists.map(({ facts }) => facts)),
});

/** So many at a time, in their order; no copies. */
export function* inBatches(keys: PackedKeys, size: number): Generator<PackedKeys> {
  const stops = stopsOf(keys);
  for (let from = 0; from < countOf(keys); from += size) {
    const to = Math.min(from + size, countOf(keys));
    yield { bytes: keys.bytes.subarray(stops[from], stops[to]), facts: keys.facts.subarray(from * FACTS, to * FACTS) };
  }
}

/** Where the bytes of each key begin, and where the last ends. */
function stopsOf(keys: PackedKeys): Uint32Array {
  const stops = new Uint32Array(countOf(keys) + 1);
  for (let place = 0; place < countOf(keys); place++) stops[place + 1] = (stops[place] ?? 0) + lengthAt(keys, place);
  return stops;
}
