/** A pattern, read once. The key is a text of bytes (latin1), so that keys that are no text work too. */
export type Glob = (key: string) => boolean;

/**
 * A pattern matches whatever it matches in Redis' own MATCH: `*`, `?`, `[abc]`, `[^abc]`, `[a-z]`, `\` before a character
 * that stands for itself. And more, to protect rather too much: the same without regard to case, and the key that is the
 * pattern letter by letter.
 * @internal for its tests
 */
export function globOf(pattern: string): Glob {
  const exact = Buffer.from(pattern, 'utf8').toString('latin1');
  const tokens = tokensOf(exact);
  const folded = tokensOf(exact.toLowerCase());
  return key => key === exact || matches(tokens, key) || matches(folded, key.toLowerCase());
}

/** True of a key that any of the patterns matches. */
export function anyGlob(patterns: readonly string[]): Glob {
  const globs = patterns.map(globOf);
  return key => globs.some(glob => glob(key));
}

/**
 * What is surely in every key that the pattern matches, once that is in small letters: its longest run of plain ASCII before
 * any class or escape. Empty where nothing is sure.
 */
export function literalOf(pattern: string): string {
  const [plain = ''] = pattern.split(/[[\\]/, 1);
  const runs = plain.split(/[^ -~]|[*?]/).sort((a, b) => b.length - a.length);
  return (runs[0] ?? '').toLowerCase();
}

type Token = 'star' | ((character: string) => boolean);

function tokensOf(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character === '*') tokens.push('star');
    else if (character === '?') tokens.push(() => true);
    else if (character === '[') {
      const end = endOfClass(pattern, at);
      tokens.push(classOf(pattern.slice(at + 1, end)));
      at = end;
    } else {
      if (character === '\\' && at + 1 < pattern.length) at++;
      const literal = pattern.charAt(at);
      tokens.push(other => other === literal);
    }
  }
  return tokens;
}

/** Where the class that opens at `start` closes; a class that never closes ends with the pattern. A bracket may end a range: `[a-]b]`. */
function endOfClass(pattern: string, start: number): number {
  for (let at = start + (pattern[start + 1] === '^' ? 2 : 1); at < pattern.length; at++) {
    if (pattern[at] === '\\') at++;
    else if (pattern[at] === ']') return at;
    else if (pattern[at + 1] === '-' && at + 2 < pattern.length) at += 2;
  }
  return pattern.length;
}

type Bytes = readonly [first: number, last: number];

/** Where a range has an end beyond ASCII, Redis sorts bytes as its processor does, signed or not: either will do. */
function classOf(body: string): (character: string) => boolean {
  const isNegated = body.startsWith('^');
  const ranges: Bytes[] = [];
  for (let at = isNegated ? 1 : 0; at < body.length; at++) {
    const isEscaped = body[at] === '\\' && at + 1 < body.length;
    if (isEscaped) at++;
    const isRange = !isEscaped && body[at + 1] === '-' && at + 2 < body.length;
    ranges.push([body.charCodeAt(at), body.charCodeAt(isRange ? at + 2 : at)]);
    if (isRange) at += 2;
  }
  const matchesBy = (order: (byte: number) => number, byte: number): boolean =>
    ranges.some(range => isWithin(byte, range, order)) !== isNegated;
  return character => {
    const byte = character.charCodeAt(0);
    return matchesBy(unsigned, byte) || matchesBy(signed, byte);
  };
}

const unsigned = (byte: number): number => byte;
const signed = (byte: number): number => (byte < 128 ? byte : byte - 256);

function isWithin(byte: number, [first, last]: Bytes, order: (byte: number) => number): boolean {
  const [low, high] = [Math.min(order(first), order(last)), Math.max(order(first), order(last))];
  return low <= order(byte) && order(byte) <= high;
}

/** Greedy with one point of return, so that no pattern takes more than pattern × key steps. */
function matches(tokens: readonly Token[], key: string): boolean {
  let token = 0;
  let retry: { readonly token: number; at: number } | null = null;
  for (let at = 0; at < key.length;) {
    const wanted = tokens[token];
    if (wanted === 'star') retry = { token: ++token, at };
    else if (wanted?.(key.charAt(at))) {
      token++;
      at++;
    } else if (retry) {
      token = retry.token;
      at = ++retry.at;
    } else return false;
  }
  return tokens.slice(token).every(rest => rest === 'star');
}
