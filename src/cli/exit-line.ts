import type { Invocation } from './program.ts';

/** What the codes of the commands that are no gate are called. Those of the gate are its verdict's. */
const names: Readonly<Record<number, string>> = {
  0: 'OK',
  1: 'FAILED',
  2: 'USAGE',
  3: 'INCONCLUSIVE',
  4: 'APPROVAL',
  5: 'LOCKED',
  130: 'INTERRUPTED',
  143: 'INTERRUPTED',
};

/** The last line of what a person reads: `exit 2 USAGE`. */
export const exitLine = (exitCode: number): string => `exit ${exitCode} ${names[exitCode] ?? ''}`.trimEnd();

/** The gate ends with its verdict, which names the code; the others are texts that are made to be piped. */
const withoutLine: readonly Invocation['command'][] = ['run', 'heal', 'print', 'list', 'explain'];

/** The last line after a command that was carried out; undefined where it has none. */
export function lastLine(asked: Invocation, exitCode: number): string | undefined {
  if (withoutLine.includes(asked.command) || asked.command === 'print' || asked.flags.output !== 'pretty')
    return undefined;
  const isVerdict = asked.command === 'demo' && !asked.down && !asked.keep && exitCode <= 1;
  return isVerdict ? `exit ${exitCode} ${exitCode === 0 ? 'ALLOW' : 'BLOCK'}` : exitLine(exitCode);
}
