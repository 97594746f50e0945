/** The memory part of what an engine answers to `stats`. */
export interface RawMemory {
  readonly usage?: number;
  readonly stats?: Readonly<Record<string, number>> | null;
}

/** In bytes; with page cache in it, or without. */
export type UsedMemory = { readonly usedBytes: number; readonly isWithCache: boolean };

/** Memory in use, page cache aside: what the kernel gives back at need is not use. Null where there are no figures. */
export function usedMemory({ usage, stats }: RawMemory): UsedMemory | null {
  if (usage === undefined) return null;
  // cgroup v1 and v2 name it differently; v1 has `inactive_file` too, without the groups below it. Podman names neither.
  const cache = stats?.['total_inactive_file'] ?? stats?.['inactive_file'];
  if (cache === undefined) return { usedBytes: usage, isWithCache: true };
  return { usedBytes: cache < usage ? usage - cache : usage, isWithCache: false };
}

const ROOT = '/sys/fs/cgroup';

/** Where the kernel keeps the figures of a container, from `/proc/<pid>/cgroup`: `memory:` is of v1, the line that begins with `0::` of v2. */
export function memoryCgroup(cgroups: string, id: string): { readonly folder: string; readonly usage: string } | null {
  for (const line of cgroups.split('\n')) {
    const [, controllers = '', path = ''] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (!path.includes(id) || path.includes('/../')) continue;
    // A process may have made groups of its own below: what counts is the container's.
    const own = new RegExp(`^.*?${id}(?:\\.scope)?`).exec(path)?.[0] ?? path;
    if (controllers.split(',').includes('memory'))
      return { folder: `${ROOT}/memory${own}`, usage: 'memory.usage_in_bytes' };
    if (controllers === '' && line.startsWith('0::')) return { folder: `${ROOT}${own}`, usage: 'memory.current' };
  }
  return null;
}
