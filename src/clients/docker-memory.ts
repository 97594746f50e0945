import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
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

const ROOT = '/sys/fs/cgroup';

/** Where the kernel keeps the figures of a container, from `/proc/<pid>/cgroup`: `memory:` is of v1, the line that begins with `0::` of v2. */
export function memoryCgroup(
  cgroups: string,
  id: string,
): { readonly folder: string; readonly usage: string; readonly cache: string } | null {
  for (const line of cgroups.split('\n')) {
    const [, controllers = '', path = ''] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (!path.includes(id) || path.includes('/../')) continue;
    // A process may have made groups of its own below: what counts is the container's.
    const own = new RegExp(`^.*?${id}(?:\\.scope)?`).exec(path)?.[0] ?? path;
    if (controllers.split(',').includes('memory'))
      return { folder: `${ROOT}/memory${own}`, usage: 'memory.usage_in_bytes', cache: 'total_inactive_file' };
    if (controllers === '' && line.startsWith('0::'))
      return { folder: `${ROOT}${own}`, usage: 'memory.current', cache: 'inactive_file' };
  }
  return null;
}
