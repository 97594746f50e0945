import { closeSync, fsyncSync, openSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { codeOf } from '../errors.ts';

/** A name beside `path` that no other process uses. */
const beside = (path: string): string =>
  join(dirname(path), `.${basename(path)}.${process.pid}.${Math.random().toString(36).slice(2)}`);

/** Makes something under a passing name, then moves it to `path` in one step; nothing is left where either fails. */
function moveIn(path: string, make: (passing: string) => void): void {
  const passing = beside(path);
  try {
    make(passing);
    renameSync(passing, path);
  } catch (error) {
    rmSync(passing, { force: true });
    throw error;
  }
}

/** Writes a whole file, or leaves the one that was there. Throws the system's error. */
export function writeWhole(path: string, text: string, mode = 0o600): void {
  moveIn(path, passing => {
    const file = openSync(passing, 'wx', mode);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  });
}

/** No symbolic links here (the file system's or the user's limit), or a directory of somebody's stands in the way. */
const NO_LINK = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'EISDIR', 'ENOTEMPTY', 'EEXIST']);

/** Points `path` at `name` beside it, in one step; where that cannot be, writes the name to `<path>.txt`. */
export function pointAt(path: string, name: string): void {
  try {
    moveIn(path, passing => symlinkSync(name, passing));
    rmSync(`${path}.txt`, { force: true });
  } catch (error) {
    if (!NO_LINK.has(codeOf(error))) throw error;
    writeWhole(`${path}.txt`, `${name}\n`);
  }
}
