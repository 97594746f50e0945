/** Orixoon's own inability, as opposed to what is wrong with the world (a Finding) or with an action (an Attempt). */
export class OrixoonError extends Error {
  override readonly name: string = 'OrixoonError';
}

/** A wrong flag, file or combination: exit 2, nothing was tested. */
export class UsageError extends OrixoonError {
  override readonly name = 'UsageError';
}

/** One thing wrong in a config: where, what, and what was perhaps meant. */
export interface ConfigProblem {
  readonly line: number;
  readonly column: number;
  /** JSON pointer. */
  readonly pointer: string;
  readonly message: string;
}

/** All that is wrong in a config, at once: exit 2, no connection was opened. */
export class ConfigError extends OrixoonError {
  override readonly name = 'ConfigError';
  readonly file: string;
  readonly problems: readonly ConfigProblem[];
  constructor(file: string, problems: readonly ConfigProblem[]) {
    super(problems.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n'));
    this.file = file;
    this.problems = problems;
  }
}

/** The world moved on between the plan and the act: nothing was done. */
export class StaleError extends OrixoonError {
  override readonly name = 'StaleError';
}

/** The words of whatever was thrown. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The system's word for what went wrong (`ENOSPC`), or an empty string. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
