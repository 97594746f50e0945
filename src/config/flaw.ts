import { jsonText } from '../core/json.ts';
import type { ConfigProblem } from '../errors.ts';

/** Something wrong in the config, at an offset of its text. */
export interface Flaw {
  readonly offset: number;
  /** JSON pointer. */
  readonly pointer: string;
  readonly message: string;
}

/** So many problems are told one by one. */
export const MOST_SHOWN = 100;

/** A step further down a JSON pointer. */
export const below = (pointer: string, key: string | number): string =>
  `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** The steps of a JSON pointer. */
export const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** A JSON pointer as people write it: `phases.containers.expected[0].name`. */
export const keyOf = (pointer: string): string =>
  stepsOf(pointer).reduce((path, step) => {
    if (/^\d+$/.test(step)) return `${path}[${step}]`;
    return path === '' ? step : `${path}.${step}`;
  }, '');

/** A key or name from the file, fit to be shown: quoted, escaped, cut. */
export const quote = (text: string): string => jsonText(text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** Flaws in the order of the text, with lines and columns; beyond a hundred only their number. */
export function toProblems(flaws: readonly Flaw[], text: string): readonly ConfigProblem[] {
  const starts = lineStarts(text);
  const sorted = [...flaws].sort((a, b) => a.offset - b.offset);
  const shown = sorted.slice(0, MOST_SHOWN).map(({ offset, pointer, message }): ConfigProblem => {
    const line = starts.findLastIndex(start => start <= offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1, pointer, message };
  });
  const last = shown.at(-1);
  const hidden = sorted.length - shown.length;
  return last === undefined || hidden === 0 ? shown : [...shown, { ...last, message: `and ${hidden} more problems` }];
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map(({ 0: end, index }) => index + end.length)];
}
