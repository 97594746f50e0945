import path from 'node:path';
import type { PreflightSettings } from '../settings.ts';
import type { Look } from '../system.ts';
import { freeDiskGb } from './disk.ts';
import { machineMemory } from './machine-memory.ts';
import type { MachineMemory } from './machine-memory.ts';

/** What one look at this machine tells. */
export interface Reading {
  readonly settings: PreflightSettings;
  /** Null: the operating system does not tell. */
  readonly disks: readonly { readonly place: string; readonly freeGb: number | null }[];
  readonly memory: MachineMemory;
  /** Names of required variables that are not set, or empty. */
  readonly missingEnv: readonly string[];
}

/** Look at the disks that this run writes to, the memory, and the variables that must be there. */
export async function probe({ settings, env }: Look): Promise<Reading> {
  const { preflight } = settings.phases;
  const places = [...new Set([path.resolve(settings.reports.directory), process.cwd()])];
  return {
    settings: preflight,
    disks: await Promise.all(places.map(async place => ({ place, freeGb: await freeDiskGb(place) }))),
    memory: await machineMemory(),
    missingEnv: preflight.required_env.filter(name => (env[name] ?? '') === ''),
  };
}
