import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { memoryCgroup, usedMemory } from './docker-cgroup.ts';
import type { RawMemory, UsedMemory } from './docker-cgroup.ts';
import type { DockerReads } from './docker-connection.ts';
import type { ContainerView, DockerEyes } from './docker-types.ts';
import { DockerError } from './errors.ts';

/** Memory of a container that was just inspected: from this machine's cgroups where it runs here, else as the engine tells it. */
export async function memoryOf(reads: DockerReads, view: ContainerView): ReturnType<DockerEyes['memory']> {
  // The engine waits up to two seconds for its next sample; the kernel tells the same at once.
  const used = (await usedHere(view)) ?? (await usedByStats(reads, view));
  return { ...used, limitBytes: view.memoryLimitBytes };
}

async function usedByStats(reads: DockerReads, { id, name, state }: ContainerView): Promise<UsedMemory> {
  const query = { stream: false, 'one-shot': true };
  const { memory_stats = {} } = await reads.get<{ readonly memory_stats?: RawMemory }>(
    `/containers/${id}/stats`,
    query,
  );
  const used = usedMemory(memory_stats);
  if (used === null) throw new DockerError('other', `Docker gives no memory figures for ${name} (state ${state})`);
  return used;
}

/** Null where the container's processes are not of this machine, or its figures cannot be read. Its whole id must be in the name of the cgroup. */
async function usedHere({ id, pid }: ContainerView): Promise<UsedMemory | null> {
  if (pid === 0) return null;
  try {
    const place = memoryCgroup(await readFile(`/proc/${pid}/cgroup`, 'utf8'), id);
    if (place === null) return null;
    const read = (file: string): Promise<string> => readFile(join(place.folder, file), 'utf8');
    const [usage, parts] = await Promise.all([read(place.usage), read('memory.stat')]);
    if (!/^\d+\s*$/.test(usage)) return null;
    const stats: Record<string, number> = {};
    for (const [, key = '', value] of parts.matchAll(/^(\w+) (\d+)$/gm)) stats[key] = Number(value);
    return usedMemory({ usage: Number(usage), stats });
  } catch {
    return null; // the engine is asked instead
  }
}
