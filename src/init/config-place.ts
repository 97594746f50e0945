import {
  closeSync,
  copyFileSync,
  constants,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError, codeOf } from '../errors.ts';

const MOST_BACKUPS = 1000;

/**
 * Put a config in its place in one step: judged first, under a passing name beside it. One that is there is kept as
 * `<file>.bak` (`.bak.2`, …) where it may be replaced, and is never touched where it may not. Resolves to the backup's path or null.
 */
export function placeConfig(
  file: string,
  text: string,
  mayReplace: boolean,
  judge: (passing: string) => void,
): string | null {
  const passing = join(dirname(file), `.${basename(file)}.${process.pid}`);
  try {
    write(passing, text);
    judge(passing);
    if (!mayReplace) {
      linkSync(passing, file); // unlike a rename, never over one that has come meanwhile
      return null;
    }
    const backup = existsSync(file) ? keep(file) : null;
    renameSync(passing, file);
    return backup;
  } catch (error) {
    throw asUsageError(error, file);
  } finally {
    rmSync(passing, { force: true });
  }
}

function write(path: string, text: string): void {
  const handle = openSync(path, 'wx', 0o644);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function keep(file: string): string {
  for (let nth = 1; nth <= MOST_BACKUPS; nth += 1) {
    const backup = nth === 1 ? `${file}.bak` : `${file}.bak.${nth}`;
    try {
      copyFileSync(file, backup, constants.COPYFILE_EXCL);
      return backup;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
  throw new UsageError(
    `${file} has ${MOST_BACKUPS} backups beside it already: nothing was written; remove some of them`,
  );
}

function asUsageError(error: unknown, file: string): unknown {
  const code = codeOf(error);
  if (code === 'EEXIST') return refusal(file);
  if (code === '') return error;
  return new UsageError(
    `${file} could not be written (${code}): expected a folder that this user may write to; name another with --config <file>`,
    { cause: error },
  );
}

/** What is said where a config is there already and nobody said that it may go. */
export const refusal = (file: string): UsageError =>
  new UsageError(
    `${file} is there already, and nothing was changed. Expected none, or --force to replace it (the old one is kept beside it), or another name with --config <file>`,
  );
