import { isUtf8 } from 'node:buffer';
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { safeFileName } from './file-name.ts';
import { LedgerError, moveAside } from './ledger-error.ts';

const { R_OK, W_OK, X_OK, O_APPEND, O_CREAT, O_DIRECTORY, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_RDWR, O_WRONLY } =
  constants;

/** Where an environment's ledger lies, below the directory of the reports. */
export const ledgerFile = (directory: string, environment: string): string =>
  join(directory, '.orixoon', `${safeFileName(environment)}.ledger.jsonl`);

/** Open it for reading alone, or for appending, making it (0600, in a directory of 0700) if it is not there. */
export function openFile(file: string, isReadOnly: boolean): number {
  const folder = dirname(file);
  if (!isReadOnly) makeFolder(folder);
  if (!lstatSync(folder).isDirectory())
    throw new LedgerError(file, null, `${folder} is not a directory but a link or a file`, moveAside(folder));
  // A link is not followed, and a pipe is not waited for.
  const flags = O_NOFOLLOW | O_NONBLOCK | (isReadOnly ? O_RDONLY : O_RDWR | O_APPEND | O_CREAT);
  const descriptor = openSync(file, flags, 0o600);
  if (fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  throw new LedgerError(file, null, 'is not a file but a directory or a device', moveAside(file));
}

/** Throws where the ledger, or what has to be made for it, could not be written; writes nothing. */
export function expectWritable(file: string): void {
  if (existsSync(file)) accessSync(file, R_OK | W_OK);
  let folder = dirname(file);
  while (!existsSync(folder)) folder = dirname(folder);
  accessSync(folder, R_OK | W_OK | X_OK);
  if (!statSync(folder).isDirectory()) throw Object.assign(new Error(`${folder} is no directory`), { code: 'ENOTDIR' });
}

function makeFolder(folder: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  try {
    mkdirSync(folder, { mode: 0o700 });
    syncFolder(dirname(folder));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Only the owner may read or write the file and its folder; what somebody else owns is left as it is. */
export function keepPrivate(file: string, descriptor: number): void {
  const limit = (opened: number, wanted: number): void => {
    const { uid, mode } = fstatSync(opened);
    if (uid === process.getuid?.() && (mode & 0o077) !== 0) fchmodSync(opened, wanted);
  };
  limit(descriptor, 0o600);
  withFolder(dirname(file), folder => {
    limit(folder, 0o700);
    fsyncSync(folder);
  });
}

/** The whole lines of it. Throws where the last one has no end: a write was cut short. */
export function linesOf(file: string, descriptor: number): readonly string[] {
  const bytes = readFileSync(descriptor);
  if (!isUtf8(bytes)) throw new LedgerError(file, null, 'expected text in UTF-8, saw other bytes', moveAside(file));
  const lines = bytes.toString('utf8').split('\n');
  if (lines.pop() === '') return lines;
  throw new LedgerError(file, lines.length + 1, 'the line has no end: a write was cut short', moveAside(file));
}

/** Add lines by one write, on the disk before it returns. A write that fails or falls short leaves the file as it was. */
export function append(file: string, descriptor: number, lines: readonly string[]): void {
  const before = fstatSync(descriptor);
  const there = statSync(file, { throwIfNoEntry: false });
  if (there?.ino !== before.ino || there.dev !== before.dev)
    throw new LedgerError(
      file,
      null,
      'was removed or replaced while in use',
      'Start the run again, and only one at a time',
    );
  const bytes = Buffer.from(lines.map(line => `${line}\n`).join(''));
  const written = writeSync(descriptor, bytes);
  if (written !== bytes.length) {
    // Only if the end is ours: what another has added is not ours to cut.
    if (fstatSync(descriptor).size === before.size + written) ftruncateSync(descriptor, before.size);
    const message = `only ${written} of ${bytes.length} bytes could be written: the disk or a quota is full`;
    throw Object.assign(new Error(message), { code: 'ENOSPC' });
  }
  fsyncSync(descriptor);
}

/** Put a file with these lines in its place: at every moment there is the old one or the new one, whole. */
export function replace(file: string, lines: readonly string[]): void {
  const draft = `${file}.new`;
  rmSync(draft, { force: true });
  const descriptor = openSync(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_APPEND, 0o600);
  try {
    append(draft, descriptor, lines);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
  syncFolder(dirname(file));
}

/** A new name is on the disk only when its folder is. */
const syncFolder = (folder: string): void => {
  withFolder(folder, fsyncSync);
};

function withFolder(folder: string, work: (descriptor: number) => void): void {
  const descriptor = openSync(folder, O_RDONLY | O_DIRECTORY);
  try {
    work(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
