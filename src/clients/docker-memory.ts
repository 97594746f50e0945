import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { memoryCgroup } from './docker-cgroup.ts';
import type { DockerReads } from './docker-connection.ts';
import type { ContainerView, DockerEyes } from './docker-types.ts';
import { DockerError } from './errors.ts';

type Stats = {
  readonly memory_stats?: { readonly usage?: number; readonly stats?: Readonly<Record<string, number>> };
};

/** Memory of a container that was just inspected: from this machine's cgroups where it runs here, else as the engine tells it. */
export async function memoryOf(reads: DockerReads, view: ContainerView): ReturnType<DockerEyes['memory']> {
  // The engine waits up to two seconds for its next sample; the kernel tells the same at once.
  const usedBytes = (await usedHere(view)) ?? (await usedByStats(reads, view));
  return { usedBytes, limitBytes: view.memoryLimitBytes };
}

async function usedByStats(reads: DockerReads, { id, name, state }: ContainerView): Promise<number> {
  const stats = await reads.get<Stats>(`/containers/${id}/stats`, { stream: false, 'one-shot': true });
  const { usage, stats: parts } = stats.memory_stats ?? {};
  if (usage === undefined)
    throw new DockerError('other', `Docker gives no memory figures for ${name} (state ${state})`);
  return withoutCache(usage, parts?.['total_inactive_file'] ?? parts?.['inactive_file']);
}

/** The page cache that the kernel gives back at need is not use: cgroup v1 and v2 name it differently. */
const withoutCache = (usage: number, cache = 0): number => (cache < usage ? usage - cache : usage);

/** Null where the container's processes are not of this machine, or its figures cannot be read. Its whole id must be in the name of the cgroup. */
async function usedHere({ id, pid }: ContainerView): Promise<number | null> {
  if (pid === 0) return null;
  try {
    const place = memoryCgroup(await readFile(`/proc/${pid}/cgroup`, 'utf8'), id);
    if (place === null) return null;
    const [usage, parts] = await Promise.all(
      [place.usage, 'memory.stat'].map(file => readFile(join(place.folder, file), 'utf8')),
    );
    const cache = new RegExp(`^${place.cache} (\\d+)$`, 'm').exec(parts ?? '')?.[1];
    return /^\d+\s*$/.test(usage ?? '') ? withoutCache(Number(usage), Number(cache ?? 0)) : null;
  } catch {
    return null; // the engine is asked instead
  }
}
