import { OrixoonError, codeOf } from '../errors.ts';

const WORDS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on that disk; free some',
  EDQUOT: 'the disk quota is used up; free some space',
  EROFS: 'that file system is read-only; choose another place with --reports-dir',
  EACCES: 'this user has no right to write there; grant it, or choose another place with --reports-dir',
  EPERM: 'this user has no right to write there; grant it, or choose another place with --reports-dir',
  ENOTDIR: 'a file stands where a directory is needed; choose another place with --reports-dir',
  EEXIST: 'something else stands where a directory is needed; choose another place with --reports-dir',
  ENOENT: 'it is not there, or was removed while the run went on',
  ENAMETOOLONG: 'the path is too long; choose another place with --reports-dir',
};

/** Runs what touches files under `path`; a failure becomes an OrixoonError that says what could not be done, and why. */
export function withClearErrors<Result>(doing: string, path: string, touch: () => Result): Result {
  try {
    return touch();
  } catch (error) {
    if (error instanceof OrixoonError) throw error;
    const seen = error instanceof Error ? error.message : String(error);
    throw new OrixoonError(`cannot ${doing} ${path}: ${WORDS[codeOf(error)] ?? seen}`, { cause: error });
  }
}
