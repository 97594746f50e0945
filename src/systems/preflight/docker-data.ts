import { stat } from 'node:fs/promises';
import os from 'node:os';
import type { Look } from '../system.ts';

/** Whether the Docker engine keeps its images, volumes and logs on a disk of this machine; why it does not, or why that cannot be told. */
export type DockerData =
  | { readonly kind: 'here'; readonly directories: readonly string[] }
  | { readonly kind: 'elsewhere' | 'unknown'; readonly why: string };

/** What an engine says of its data, and whether it is there. Throws nothing: not knowing is one of the answers. */
export async function dockerData({ settings, docker }: Look): Promise<DockerData> {
  const host = settings.connections.docker?.host;
  if (host === undefined) return { kind: 'elsewhere', why: 'connections.docker is not set' };
  if (!isSocket(host))
    return {
      kind: 'elsewhere',
      why: 'connections.docker.host is no socket of this machine, so its data is taken to be on another',
    };
  try {
    const { hostName, directories } = await docker.dataPlace();
    // A socket can be forwarded, or lead out of a container or a virtual machine.
    if (hostName !== os.hostname())
      return { kind: 'elsewhere', why: `the engine runs on ${hostName}, this is ${os.hostname()}` };
    const there = await Promise.all(directories.map(isThere));
    const [data] = directories;
    if (data === undefined || there[0] !== true)
      return { kind: 'elsewhere', why: `the engine's ${data ?? 'data'} is not on this machine` };
    return { kind: 'here', directories: directories.filter((_, index) => there[index]) };
  } catch (error) {
    return { kind: 'unknown', why: error instanceof Error ? error.message : String(error) };
  }
}

const isSocket = (host: string): boolean => /^(?:unix|npipe):\/\/|^\//.test(host);

async function isThere(directory: string): Promise<boolean> {
  try {
    return (await stat(directory)).isDirectory();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
