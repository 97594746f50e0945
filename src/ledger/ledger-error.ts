import { OrixoonError } from '../errors.ts';

/** The ledger cannot be read or written. Whoever catches it denies every heal: without a memory there are no limits. */
export class LedgerError extends OrixoonError {
  override readonly name = 'LedgerError';
  readonly file: string;
  /** Counted from 1; null where no line is to blame. */
  readonly line: number | null;
  constructor(file: string, line: number | null, seen: string, advice: string, options?: ErrorOptions) {
    super(`the ledger ${file}${line === null ? '' : `, line ${line}`}: ${seen}. ${advice}`, options);
    this.file = file;
    this.line = line;
  }
}

const quoted = (path: string): string => `'${path.replaceAll("'", `'\\''`)}'`;

/** What to do about a ledger that cannot be trusted. */
export const moveAside = (file: string): string =>
  `Nothing is healed without it. Look at it, then move it aside: mv ${quoted(file)} ${quoted(`${file}.aside`)} (earlier heals, and so their cooldowns, are then forgotten)`;

const WITHOUT = 'Nothing is healed without it.';
const OTHER_USER = `${WITHOUT} Run as the user who owns it, or give this user the right to read and write it`;
const NO_FOLDER = `${WITHOUT} Choose a reports directory that is a directory`;

/** What to do, by the code of the system call that failed. */
const advices: Readonly<Record<string, string>> = {
  ENOSPC: `${WITHOUT} Free some space on that disk`,
  EDQUOT: `${WITHOUT} Free some of the quota on that disk`,
  EFBIG: `${WITHOUT} Raise the limit on file sizes (ulimit -f)`,
  EROFS: `${WITHOUT} Choose a reports directory on a disk that can be written`,
  EACCES: OTHER_USER,
  EPERM: OTHER_USER,
  ENOTDIR: NO_FOLDER,
  EEXIST: NO_FOLDER,
};

/** A failed system call, as a LedgerError that says what to do about it. */
export function unusable(file: string, doing: string, error: unknown): LedgerError {
  if (error instanceof LedgerError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  const seen = code === 'ELOOP' ? 'it is a link, and links are not followed' : message;
  return new LedgerError(file, null, `cannot be ${doing}: ${seen}`, advices[code] ?? moveAside(file), { cause: error });
}
