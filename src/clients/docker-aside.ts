import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { posix } from 'node:path';
import type { Bounds, DockerConnection } from './docker-connection.ts';
import { firstEntryOf, isRemovable, removalOf } from './docker-tar.ts';
import type { FirstEntry } from './docker-tar.ts';
import { DockerError } from './errors.ts';

/** A path of a stopped container, and the copy of what was there: a tar of ours. */
export interface Copy {
  readonly path: string;
  readonly file: string;
  readonly entry: FirstEntry;
}

/** A stopped container that paths are moved out of and back into. Each request is bounded. */
export interface Place {
  readonly connection: DockerConnection;
  readonly id: string;
  readonly bounds: Bounds;
}

/** State larger than this is not moved by us: it would fill the disk of whoever runs the gate. */
const LARGEST_BYTES = 512 * 1024 * 1024;
/** Enough of an archive to tell its first entry, whatever its name and attributes. */
const START_BYTES = 64 * 1024;

const archiveOf = (id: string): string => `/containers/${id}/archive`;

/** Copy a path into a new file that only we may read, on disk when it returns; null where there is nothing at the path. */
export async function copyOut({ connection, id, bounds }: Place, path: string, file: string): Promise<Copy | null> {
  if (!isRemovable(posix.basename(path)))
    throw new DockerError('other', `the name of ${path} is too long to be moved by us: move it aside by hand`);
  const handle = await open(file, 'wx', 0o600);
  try {
    const start = await connection.read(archiveOf(id), { path }, answer => keep(answer, handle, path), bounds);
    await handle.sync();
    const entry = firstEntryOf(start);
    if (entry === null || entry.kind === 'other')
      throw new DockerError('other', `${path} is neither a file nor a directory: name what it links to in state_paths`);
    return { path, file, entry };
  } catch (error) {
    if (isNothingThere(error)) return null;
    throw error;
  } finally {
    await handle.close();
  }
}

/** A copy that was made earlier, from its file. */
export async function copyOf(path: string, file: string): Promise<Copy> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(START_BYTES), 0, START_BYTES, 0);
    const entry = firstEntryOf(buffer.subarray(0, bytesRead));
    if (entry === null) throw new DockerError('other', `${file} holds nothing, expected the copy of ${path}`);
    return { path, file, entry };
  } finally {
    await handle.close();
  }
}

const isNothingThere = (error: unknown): boolean => error instanceof DockerError && error.fault === 'not_found';

async function keep(answer: IncomingMessage, handle: FileHandle, path: string): Promise<Buffer> {
  let start = Buffer.alloc(0);
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LARGEST_BYTES)
      throw new DockerError(
        'other',
        `${path} is larger than ${LARGEST_BYTES >> 20} MB: move it aside by hand, or name less in state_paths`,
      );
    if (start.length < START_BYTES) start = Buffer.concat([start, chunk.subarray(0, START_BYTES - start.length)]);
    await handle.writeFile(chunk);
  }
  return start;
}

/**
 * Remove a path: a file is gone then, a directory is empty. Null; or, where the engine left it (a single file is mounted
 * there), why. A file is whole then, a directory may have lost a part.
 */
export async function remove({ connection, id, bounds }: Place, { path, entry }: Copy): Promise<string | null> {
  const [folder, name] = [posix.dirname(path), posix.basename(path)];
  let said = 'the engine said that all is well';
  try {
    await connection.put(archiveOf(id), { path: folder }, removalOf(name), bounds);
  } catch (error) {
    // The engine reports that the link could not be made, or its answer is lost; whether the path is gone is looked at, not believed.
    if (!(error instanceof DockerError) || !['other', 'lost'].includes(error.fault)) throw error;
    said = error.message;
  }
  const left = await startOf({ connection, id, bounds }, path);
  // Left empty: a volume is mounted there.
  if (left?.kind === 'directory' && left.isLast) return null;
  if (left !== null) return `Docker did not remove ${path}: ${said}`;
  if (entry.kind === 'directory') await connection.put(archiveOf(id), { path: folder }, entry.alone, bounds);
  return null;
}

async function startOf({ connection, id, bounds }: Place, path: string): Promise<FirstEntry | null> {
  try {
    return await connection.read(archiveOf(id), { path }, async answer => firstEntryOf(await head(answer)), bounds);
  } catch (error) {
    if (isNothingThere(error)) return null;
    throw error;
  }
}

async function head(answer: IncomingMessage): Promise<Buffer> {
  let start = Buffer.alloc(0);
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    start = Buffer.concat([start, chunk]);
    if (start.length >= START_BYTES) break;
  }
  return start;
}

/** Put back what was copied, in place of whatever is there now. */
export async function putBack(place: Place, copy: Copy): Promise<void> {
  const { connection, id, bounds } = place;
  const why = await remove(place, copy);
  if (why !== null && copy.entry.kind === 'file') throw new DockerError('other', why);
  await connection.put(archiveOf(id), { path: posix.dirname(copy.path) }, copy.file, bounds);
}
