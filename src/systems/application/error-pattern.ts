import { createContext, Script } from 'node:vm';
import { OrixoonError } from '../../errors.ts';

/** So long may a pattern take for the lines that it is given at once. */
const LIMIT_MS = 1000;

const count = new Script('lines.filter(line => pattern.test(line)).length');

/**
 * How many of some lines a pattern of the config matches. What stands in a log is not ours, and there are patterns that a
 * line can keep busy for years: `(a+)+$`. Nothing else goes on meanwhile, no timer and no signal, so this has a bound of
 * its own. Throws OrixoonError where that is reached.
 */
export function lineCounter(source: string): (lines: readonly string[]) => number {
  const pattern = new RegExp(source);
  return lines => {
    try {
      return Number(count.runInContext(createContext({ lines, pattern }), { timeout: LIMIT_MS }));
    } catch (error) {
      if (!isTimeout(error)) throw error;
      throw new OrixoonError(
        `phases.application.error_pattern takes more than ${LIMIT_MS} ms for ${lines.length} lines of the log: expected a pattern without repetitions inside repetitions, as (a+)+ is one`,
        { cause: error },
      );
    }
  };
}

/** It is an Error of the context that it was thrown in, and no `instanceof` of ours. */
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
