import { DockerError } from '../../clients/errors.ts';
import type { Look } from '../system.ts';
import { containerOf } from './container.ts';
import type { Info } from './reading.ts';

/** What Redis' memory is measured against. `unknown`: there is no limit to measure by; `unreadable`: there may be, but we could not look. */
export type MemoryLimit =
  { readonly bytes: number; readonly source: string } | { readonly unknown: string } | { readonly unreadable: string };

/** maxmemory, else the memory limit of the container. No limit is never a limit of zero. */
export async function memoryLimit(info: Info, look: Look): Promise<MemoryLimit> {
  const maxmemory = Number(info.maxmemory);
  if (maxmemory > 0) return { bytes: maxmemory, source: 'maxmemory' };
  if (info.maxmemory === undefined) return { unreadable: 'INFO tells no maxmemory' };
  const { phases, connections } = look.settings;
  const name = phases.redis.container;
  if (name === undefined) return { unknown: 'maxmemory is not set, and phases.redis.container is not configured' };
  if (connections.docker === undefined)
    return {
      unknown: 'maxmemory is not set, and connections.docker, which could tell the limit of the container, is not',
    };
  try {
    return await limitOfContainer(name, look);
  } catch (error) {
    if (!(error instanceof DockerError)) throw error;
    return {
      unreadable: `maxmemory is not set, and the limit of container ${name} could not be read: ${error.message}`,
    };
  }
}

async function limitOfContainer(name: string, look: Look): Promise<MemoryLimit> {
  const row = await containerOf(name, look);
  if ('missing' in row) return { unknown: `maxmemory is not set, and ${row.missing}` };
  const view = await look.docker.inspect(row.id);
  if (view === null) return { unknown: `maxmemory is not set, and container ${name} is gone` };
  if (view.memoryLimitBytes === null)
    return { unknown: `maxmemory is not set, and container ${name} has no memory limit` };
  return { bytes: view.memoryLimitBytes, source: `the memory limit of container ${name}` };
}
