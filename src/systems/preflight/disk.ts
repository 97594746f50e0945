import { access, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Look } from '../system.ts';
import type { DockerData } from './docker-data.ts';

const GB = 1e9;

/** Free gigabytes of the file system of a path; null where the operating system does not tell. */
export interface Disk {
  readonly place: string;
  readonly freeGb: number | null;
}

/** What this run writes to, and what the stack's containers do, where that is on this machine. */
export async function disksOf({ settings }: Look, data: DockerData): Promise<Disk[]> {
  const docker = data.kind === 'here' ? data.directories : [];
  const places = [...new Set([path.resolve(settings.reports.directory), process.cwd(), ...docker])];
  return Promise.all(places.map(async place => ({ place, freeGb: await freeDiskGb(place) })));
}

/** The one with the least free space of those that are known. */
export function fullestOf(disks: readonly Disk[]): { readonly place: string; readonly freeGb: number } | undefined {
  const known = disks.flatMap(({ place, freeGb }) => (freeGb === null ? [] : [{ place, freeGb }]));
  return known.sort((a, b) => a.freeGb - b.freeGb)[0];
}

/**
 * Gigabytes (10⁹ bytes) that we may still write on the file system of a path; of a path that is not there yet, of the nearest
 * directory above it. Null where the operating system does not tell.
 */
export async function freeDiskGb(place: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(await nearest(path.resolve(place)));
    return (bavail * bsize) / GB;
  } catch {
    // Whatever the reason, nothing is known of this disk: the callers say so, and one of them refuses to heal.
    return null;
  }
}

async function nearest(place: string): Promise<string> {
  const exists = await access(place).then(
    () => true,
    () => false,
  );
  const above = path.dirname(place);
  return exists || above === place ? place : nearest(above);
}
