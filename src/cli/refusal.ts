import { shellWord } from '../core/shell-word.ts';
import { ConfigError, OrixoonError } from '../errors.ts';
import { wrap } from './columns.ts';
import { firstLines } from './printable.ts';
import { count } from './rows.ts';

/** More than a config with a hundred problems has, and a line longer than any of ours. */
const MOST_LINES = 120;
const MOST_COLUMNS = 2000;

/**
 * Why nothing was done, and what to do next. What is known says both in its own words; of what is unknown the stack is
 * told, for it is our defect. It may quote a file, a flag or a variable: nothing in these may steer a terminal, or fill it.
 */
export function refusalOf(error: unknown): { readonly reasons: readonly string[]; readonly advice: readonly string[] } {
  const isKnown = error instanceof OrixoonError;
  const text = isKnown ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { reasons: firstLines(text, MOST_LINES, MOST_COLUMNS), advice: isKnown ? adviceFor(error) : [DEFECT] };
}

/** What is told of it on a terminal of so many columns. What is to be copied is left whole: advice is a command. */
export function refusalLines({ reasons, advice }: ReturnType<typeof refusalOf>, columns: number | undefined): string[] {
  if (columns === undefined) return [...reasons, ...advice];
  const wrapped = reasons.flatMap(reason => {
    const indent = /^ */.exec(reason)?.[0] ?? '';
    const lines = wrap(reason.slice(indent.length), Math.max(20, columns - indent.length - 2));
    return lines.map((line, i) => (i === 0 ? indent : `${indent}  `) + line);
  });
  return [...wrapped, ...advice];
}

const DEFECT = 'This is a defect of Orixoon itself; nothing more was done. Report it, with the lines above.';

function adviceFor(error: OrixoonError): string[] {
  if (!(error instanceof ConfigError)) return [];
  const { length } = error.problems;
  const found = `${count(length, 'error')} in the config; nothing was tested.`;
  const look = `orixoon validate --config ${shellWord(error.file)}`;
  return firstLines(`${found} Mend ${length === 1 ? 'it' : 'them'}, and look again: ${look}`, 1, MOST_COLUMNS);
}
