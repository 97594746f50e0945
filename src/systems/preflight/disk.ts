import { access, statfs } from 'node:fs/promises';
import path from 'node:path';

const GB = 1e9;

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
