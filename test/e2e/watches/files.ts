import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Each path below a folder: mode, size, time of change, and what is in it. */
export type Listing = ReadonlyMap<string, string>;

/** List a folder, itself included. */
export function listing(folder: string): Listing {
  const names = ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })];
  return new Map(names.sort().map(name => [name, stateOf(join(folder, name))]));
}

function stateOf(path: string): string {
  const info = lstatSync(path);
  const { mode, size, mtimeMs, uid, gid } = info;
  const rights = `${mode.toString(8)} ${uid}:${gid}`;
  // The time of a directory tells only that a name came or went, which the listing itself tells.
  if (info.isDirectory()) return rights;
  if (info.isSymbolicLink()) return `${rights} -> ${readlinkSync(path)}`;
  if (!info.isFile()) return `${rights} special`;
  return `${rights} ${size} ${mtimeMs} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`;
}

/** The paths that came, went, or are not what they were. */
export function changedPaths(before: Listing, after: Listing): string[] {
  const all = new Set([...before.keys(), ...after.keys()]);
  return [...all].filter(path => before.get(path) !== after.get(path)).sort();
}
