import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';

/** What the machine tells about the container that we may run in. */
export interface Traces {
  readonly cgroup: string;
  readonly mountinfo: string;
  readonly hostname: string;
}

/** Read them; where there is no /proc there are none. */
export async function readTraces(): Promise<Traces> {
  const read = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');
  return {
    cgroup: await read('/proc/self/cgroup'),
    mountinfo: await read('/proc/self/mountinfo'),
    hostname: hostname(),
  };
}

/**
 * Ids that our own container may have, likeliest first. Each must be asked of the engine: it may be of another one.
 * Of the mounts only those that Docker makes *inside* a container count: a host sees its containers' mounts too.
 */
export function possibleOwnIds({ cgroup, mountinfo, hostname: host }: Traces): string[] {
  const ids = [...cgroup.matchAll(/[/-]([0-9a-f]{64})(?:\.scope)?(?:\/container)?$/gm)].map(match => match[1]);
  const mounts = mountinfo.matchAll(
    /\/([0-9a-f]{64})\/(?:userdata\/)?(?:hostname|hosts|resolv\.conf) \/etc\/(?:hostname|hosts|resolv)/g,
  );
  for (const match of mounts) ids.push(match[1]);
  // Docker names the host after the id; any other name could be that of somebody else's container.
  if (/^[0-9a-f]{12}$/.test(host)) ids.push(host);
  return [...new Set(ids.filter(id => id !== undefined))];
}
