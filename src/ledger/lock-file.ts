import { randomUUID } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { OrixoonError, codeOf } from '../errors.ts';

const { R_OK, W_OK, X_OK, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_RDWR } = constants;

/** Make the locks' directory, for all users of the machine to share as they share /tmp. Throws where it is a link. */
export function makeLockFolder(directory: string): void {
  // The mode that mkdir takes is cut by the umask.
  if (mkdirSync(directory, { recursive: true }) !== undefined) chmodSync(directory, 0o1777);
  if (!lstatSync(directory).isDirectory()) throw notADirectory(directory);
}

/** False where it is not there yet and can be made. Throws where no lock could be made in it; makes nothing. */
export function expectLockFolder(directory: string): boolean {
  const there = lstatSync(directory, { throwIfNoEntry: false });
  accessSync(there ? directory : dirname(directory), R_OK | W_OK | X_OK);
  if (there?.isDirectory() === false) throw notADirectory(directory);
  return there !== undefined;
}

const notADirectory = (directory: string): OrixoonError =>
  new OrixoonError(`the directory of the locks, ${directory}, is a link, and links are not followed: remove it`);

/** The generations of a lock that lie there, in ascending order. */
export function generations(directory: string, name: string): number[] {
  const numbers = readdirSync(directory).map(entry => {
    if (!entry.startsWith(`${name}.`) || !entry.endsWith('.lock')) return NaN;
    const number = entry.slice(name.length + 1, -'.lock'.length);
    return /^[1-9]\d{0,14}$/.test(number) ? Number(number) : NaN;
  });
  return numbers.filter(Number.isFinite).sort((a, b) => a - b);
}

/** What a lock file says; `unreadable` where it is somebody else's secret. */
export type LockText =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'vanished' } | { readonly kind: 'unreadable' };

/** Read a lock file. What is no regular file says nothing. */
export function readLockText(file: string): LockText {
  let descriptor: number;
  try {
    descriptor = openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return { kind: 'vanished' };
    if (code === 'EACCES' || code === 'EPERM') return { kind: 'unreadable' };
    if (code === 'ELOOP' || code === 'EMLINK' || code === 'ENXIO') return { kind: 'text', text: '' };
    throw error;
  }
  try {
    return { kind: 'text', text: fstatSync(descriptor).isFile() ? readFileSync(descriptor, 'utf8') : '' };
  } finally {
    closeSync(descriptor);
  }
}

/** A file that is complete before it gets the name that counts. */
export interface Draft {
  readonly path: string;
  readonly descriptor: number;
}

/** Write a draft, readable for every user, so that all can see who holds the lock. */
export function writeDraft(directory: string, name: string, text: string): Draft {
  const path = join(directory, `${name}.${process.pid}.${randomUUID()}.draft`);
  const descriptor = openSync(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0o644);
  try {
    fchmodSync(descriptor, 0o644);
    writeFileSync(descriptor, text);
    return { path, descriptor };
  } catch (error) {
    discard({ path, descriptor });
    removeIfOurs(path);
    throw error;
  }
}

/** Give the draft a name that nobody has; false where somebody has it. */
export function takeName(draft: Draft, file: string): boolean {
  try {
    linkSync(draft.path, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Empty the file, under whichever name it lies: an empty lock file locks nothing. */
export function discard(draft: Draft): void {
  try {
    ftruncateSync(draft.descriptor, 0);
  } finally {
    closeSync(draft.descriptor);
  }
}

/** Remove a name. One that stays (another user's, a directory) does no harm: it is never the newest generation. */
export function removeIfOurs(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    if (!['ENOENT', 'EPERM', 'EACCES', 'EISDIR', 'EBUSY'].includes(codeOf(error))) throw error;
  }
}

/** The drafts of a lock that lie there, each with the pid of its writer: of those at work, and of those killed at it. */
export function drafts(directory: string, name: string): { readonly path: string; readonly pid: number }[] {
  return readdirSync(directory).flatMap(entry => {
    if (!entry.startsWith(`${name}.`)) return [];
    const pid = /^(\d+)\.[0-9a-f-]{36}\.draft$/.exec(entry.slice(name.length + 1))?.[1];
    return pid === undefined ? [] : [{ path: join(directory, entry), pid: Number(pid) }];
  });
}
