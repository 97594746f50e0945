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
