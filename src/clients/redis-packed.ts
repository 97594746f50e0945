/**
 * In Lua: `eachKey(work)` calls `work(key, number)` for each key of a packed list. ARGV: the bytes of all keys one after the
 * other, and for each its length and a number. Two arguments instead of a thousand, which Node and Redis would take one by
 * one; and a key that an ACL hides is refused where it is used, as in every script.
 */
export const EACH_KEY = `
local function eachKey(work)
  local start = 1
  for length, number in string.gmatch(ARGV[2], '(%d+) (%-?%d+)') do
    local stop = start + tonumber(length)
    work(string.sub(ARGV[1], start, stop - 1), tonumber(number))
    start = stop
  end
end`;

/** The arguments of such a list: keys (bytes as latin1), each with a whole number. */
export const packed = (list: readonly (readonly [key: string, number: number])[]): readonly [Buffer, string] => [
  Buffer.from(list.map(([key]) => key).join(''), 'latin1'),
  list.map(([key, number]) => `${key.length} ${number}`).join(' '),
];

/** The keys of the list that a script answered with, as `packed` would make it. Each is copied, so that one that is kept does not hold on to all. */
export function unpacked(keys: Buffer, facts: Buffer): readonly (readonly [key: string, number: number])[] {
  const numbers = facts.length === 0 ? [] : facts.toString().split(' ').map(Number);
  const found: (readonly [string, number])[] = [];
  let end = 0;
  for (let at = 0; at < numbers.length; at += 2) {
    const start = end;
    end += numbers[at] ?? 0;
    found.push([keys.toString('latin1', start, end), numbers[at + 1] ?? 0]);
  }
  return found;
}
