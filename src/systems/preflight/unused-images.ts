import type { UnusedImage } from '../../clients/docker-types.ts';
import type { Hands, Look } from '../system.ts';
import { freeDiskGb } from './disk.ts';
import { dockerData } from './docker-data.ts';

/** Images whose removal makes room where it is wanted; none, and why, where there are none or it would not. */
export type ImagePlan =
  | { readonly images: readonly [UnusedImage, ...UnusedImage[]] }
  | { readonly images: readonly []; readonly why: string };

/** Only where the disk that Docker keeps images on is one that is short of space. Changes nothing. */
export async function planImages(look: Look): Promise<ImagePlan> {
  const leftAlone = (why: string): ImagePlan => ({ images: [], why: `Docker's images are left alone: ${why}` });
  const data = await dockerData(look);
  if (data.kind !== 'here') return leftAlone(data.why);
  const least = look.settings.phases.preflight.min_free_disk_gb;
  for (const directory of data.directories) {
    const freeGb = await freeDiskGb(directory);
    if (freeGb === null) return leftAlone(`the free space of ${directory} could not be read`);
    if (freeGb >= least)
      return leftAlone(`they are on another disk, where ${freeGb.toFixed(2)} GB are free (${directory})`);
  }
  try {
    const [first, ...others] = await look.docker.unusedImages();
    return first ? { images: [first, ...others] } : { images: [], why: 'Docker has no untagged image that is unused' };
  } catch (error) {
    return leftAlone(inWords(error));
  }
}

/** `remove the untagged image sha256:29ee… of 2025-01-10T14:30:15Z (up to 805.3 MB)` */
export const stepFor = ({ id, bytes, createdAtMs }: UnusedImage): string =>
  `remove the untagged image ${id} of ${new Date(createdAtMs).toISOString().replace('.000Z', 'Z')} (up to ${(bytes / 1e6).toFixed(1)} MB)`;

/** What became of the images that a permit names. */
export interface Removed {
  readonly removed: number;
  readonly leftAlone: readonly string[];
  /** Why the others were not tried, or null. */
  readonly failure: string | null;
}

/** One after the other, each looked at once more right before. What one of them meets does not undo the others. */
export async function removeImages(ids: readonly string[], { docker, signal }: Hands): Promise<Removed> {
  let removed = 0;
  const leftAlone: string[] = [];
  try {
    for (const id of ids) {
      signal.throwIfAborted();
      const why = await docker.removeImage(id, signal);
      if (why === null) removed += 1;
      else leftAlone.push(`${id}: ${why}`);
    }
  } catch (error) {
    if (signal.aborted) throw error;
    return { removed, leftAlone, failure: inWords(error) };
  }
  return { removed, leftAlone, failure: null };
}

const inWords = (error: unknown): string => (error instanceof Error ? error.message : String(error));
