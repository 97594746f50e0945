import { createScanner, parseTree } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import { ConfigError, UsageError } from '../errors.ts';
import type { Flaw } from './flaw.ts';
import { toProblems } from './flaw.ts';

/** No config is anywhere near this deep; the parser calls itself once a level. */
const MOST_DEPTH = 64;

/** `SyntaxKind` of jsonc-parser by number, for its const enum does not exist at run time everywhere. */
const OPEN_BRACE = 1;
const CLOSE_BRACE = 2;
const OPEN_BRACKET = 3;
const CLOSE_BRACKET = 4;
const END_OF_FILE = 17;

const VALUE_EXPECTED = 4;

/** `ParseErrorCode` of jsonc-parser by number, likewise. */
const words: Readonly<Record<number, string>> = {
  1: 'expected a value; a text stands in double quotes',
  2: 'this is not a number',
  3: 'expected a key in double quotes',
  4: 'expected a value',
  5: 'expected a colon after the key',
  6: 'expected a comma before this',
  7: 'expected a closing }',
  8: 'expected a closing ]',
  9: 'expected the end of the file after the last }',
  10: 'this is not a comment: write // or /* */',
  11: 'this comment does not end: */ is missing',
  12: 'this text does not end: the closing " is missing',
  13: 'this number does not end',
  14: 'expected four hexadecimal digits after \\u',
  15: 'this escape does not exist; a backslash itself is \\\\',
  16: 'a text may not hold a control character or a line break; write \\n or \\t',
};

/** JSON with comments and trailing commas as a tree with offsets. ConfigError where it is none, UsageError where nothing is in it. */
export function parseConfig(file: string, text: string): Node {
  const tooDeep = findDepth(text);
  if (tooDeep !== undefined) throw new ConfigError(file, toProblems([tooDeep], text));
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  // Where there is no value at all, "a value is missing" is all that the parser says.
  if (root === undefined && errors.map((found): number => found.error).every(code => code === VALUE_EXPECTED))
    throw new UsageError(
      `the config ${file} is empty but for blanks and comments; expected a JSON object. The least that is one: {"connections": {}}`,
    );
  if (errors.length > 0 || root === undefined) throw new ConfigError(file, toProblems(syntaxFlaws(errors, text), text));
  return root;
}

// The parser goes on after an error, and what it then finds on the same line is only the echo of it.
function syntaxFlaws(errors: readonly ParseError[], text: string): readonly Flaw[] {
  let last = -1;
  return [...errors]
    .sort((a, b) => a.offset - b.offset)
    .flatMap(({ offset, error }) => {
      const isEcho = last >= 0 && !/[\r\n]/.test(text.slice(last, offset));
      last = offset;
      return isEcho ? [] : [{ offset, pointer: '', message: words[error] ?? 'this is not JSON' }];
    });
}

function findDepth(text: string): Flaw | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token: number = scanner.scan(); token !== END_OF_FILE; token = scanner.scan()) {
    if (token === CLOSE_BRACE || token === CLOSE_BRACKET) depth -= 1;
    else if (token === OPEN_BRACE || token === OPEN_BRACKET) depth += 1;
    if (depth > MOST_DEPTH)
      return {
        offset: scanner.getTokenOffset(),
        pointer: '',
        message: `nested more than ${MOST_DEPTH} levels deep; expected at most six`,
      };
  }
  return undefined;
}
