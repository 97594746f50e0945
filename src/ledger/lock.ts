import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OrixoonError } from '../errors.ts';
import { safeFileName } from './file-name.ts';
import * as files from './lock-file.ts';
import { lifeOf, parseHolder, thisProcess } from './lock-holder.ts';
import type { LockHolder } from './lock-holder.ts';
import { LockedError } from './locked-error.ts';
import { processStart } from './process-start.ts';

/** A held lock. It ends with the process, or before that by `release`, which may be called twice. */
export interface Lock {
  readonly file: string;
  release(): void;
}

/** Shared by all users of this machine. */
const lockFolder = (): string => join(tmpdir(), 'orixoon-locks');

/** Enough for every other process of a crowd to come and go meanwhile. */
const MAX_TRIES = 1000;

/**
 * Take the lock `key` for this process, or throw LockedError at once: it never waits. OrixoonError where no lock can be
 * made. `directory` is shared by all who are to keep out of each other's way.
 *
 * The files are generations, `<key>.<n>.lock`, and the newest one alone counts. A new one is made complete and then
 * linked to the next number, which succeeds for one process only. The newest is never removed, only emptied or
 * outlived, so no number ever comes back, and whoever was too slow finds a newer one after its own and steps down.
 */
export function acquireLock(
  key: string,
  holder: { readonly run_id: string; readonly report: string | null },
  directory: string = lockFolder(),
): Lock {
  try {
    files.makeLockFolder(directory);
    return compete(key, directory, thisProcess(holder));
  } catch (error) {
    throw asLockError(error, directory);
  }
}

/**
 * Throw what `acquireLock` would: LockedError where another run holds the lock, OrixoonError where none could be made. Takes
 * nothing, makes nothing.
 */
export function expectFree(key: string, directory: string = lockFolder()): void {
  const name = safeFileName(key);
  const here = thisProcess({ run_id: 'none', report: null });
  try {
    if (!files.expectLockFolder(directory)) return;
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const newest = files.generations(directory, name).at(-1) ?? 0;
      if (newest === 0 || isFree(key, join(directory, `${name}.${newest}.lock`), here)) return;
    }
  } catch (error) {
    throw asLockError(error, directory);
  }
}

function asLockError(error: unknown, directory: string): OrixoonError {
  if (error instanceof OrixoonError) return error;
  const seen = error instanceof Error ? error.message : String(error);
  const advice = 'Make it a directory on a local disk that this user can write, or set TMPDIR to one';
  return new OrixoonError(`no lock can be made in ${directory}: ${seen}. ${advice}`, { cause: error });
}

function compete(key: string, directory: string, here: LockHolder): Lock {
  const name = safeFileName(key);
  const draft = files.writeDraft(directory, name, JSON.stringify(here));
  try {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const file = tryOnce(key, directory, name, here, draft);
      if (file === undefined) continue;
      sweep(directory, name, file.generation, here);
      return heldLock(file.path, draft);
    }
    throw new OrixoonError(`the lock ${key} in ${directory} changed ${MAX_TRIES} times while it was taken: try again`);
  } catch (error) {
    files.discard(draft);
    throw error;
  } finally {
    files.removeIfOurs(draft.path);
  }
}

/** Undefined: the world changed meanwhile, look again. */
function tryOnce(
  key: string,
  directory: string,
  name: string,
  here: LockHolder,
  draft: files.Draft,
): { readonly path: string; readonly generation: number } | undefined {
  const pathOf = (generation: number): string => join(directory, `${name}.${generation}.lock`);
  const newest = files.generations(directory, name).at(-1) ?? 0;
  if (newest > 0 && !isFree(key, pathOf(newest), here)) return undefined;
  const generation = newest + 1;
  const path = pathOf(generation);
  if (!files.takeName(draft, path)) return undefined;
  if (files.generations(directory, name).at(-1) === generation) return { path, generation };
  files.removeIfOurs(path);
  return undefined;
}

/** Throws LockedError where it is held; false where it vanished, for there is a newer one then. */
function isFree(key: string, file: string, here: LockHolder): boolean {
  const seen = files.readLockText(file);
  if (seen.kind === 'vanished') return false;
  if (seen.kind === 'unreadable') {
    const why = `${file} belongs to another user and cannot be read, so it counts as held`;
    throw new LockedError(file, null, false, `"${key}" is locked: ${why}. ${removeByHand(file)}`);
  }
  const holder = parseHolder(seen.text);
  if (!holder) return true;
  const life = lifeOf(holder, here);
  if (life === 'dead') return true;
  throw new LockedError(file, holder, life === 'alive', lockedMessage(key, file, holder, life));
}

const removeByHand = (file: string): string => `If no run is at work there, remove it: rm '${file}'`;

function lockedMessage(key: string, file: string, holder: LockHolder, life: string): string {
  // Another user may have written the file: nothing in it may steer a terminal.
  const plain = (text: string): string => text.replace(/\p{Cc}/gu, '?');
  const { pid, host, run_id, since, report } = holder;
  const first = plain(
    `"${key}" is locked by another run: ${run_id}, pid ${pid} on ${host}, since ${since}, ${report === null ? 'without a report' : `report in ${report}`}`,
  );
  if (life === 'alive') return `${first}. Wait until it ends, or stop it, and try again`;
  return `${first}. Whether it still runs cannot be told from here: ${plain(life)}. ${removeByHand(file)}`;
}

/** Remove what earlier runs left: their generations, and the drafts of those that were killed. */
function sweep(directory: string, name: string, mine: number, here: LockHolder): void {
  for (const older of files.generations(directory, name).filter(generation => generation < mine))
    files.removeIfOurs(join(directory, `${name}.${older}.lock`));
  for (const { path, pid } of files.drafts(directory, name)) {
    const seen = files.readLockText(path);
    const writer = seen.kind === 'text' ? parseHolder(seen.text) : undefined;
    const isDead = writer ? lifeOf(writer, here) === 'dead' : processStart(pid).kind === 'gone';
    if (isDead) files.removeIfOurs(path);
  }
}

function heldLock(file: string, draft: files.Draft): Lock {
  let isHeld = true;
  return {
    file,
    release: () => {
      if (isHeld) files.discard(draft);
      isHeld = false;
    },
  };
}
