import type { PreflightSettings } from '../settings.ts';
import type { Look } from '../system.ts';
import { disksOf } from './disk.ts';
import type { Disk } from './disk.ts';
import { dockerData } from './docker-data.ts';
import { machineMemory } from './machine-memory.ts';
import type { MachineMemory } from './machine-memory.ts';

/** What one look at this machine tells. */
export interface Reading {
  readonly settings: PreflightSettings;
  readonly disks: readonly Disk[];
  /** Why it cannot be told whether Docker's data is on a disk of this machine, or null. */
  readonly dockerUnseen: string | null;
  readonly memory: MachineMemory;
  /** Names of required variables that are not set, or empty. */
  readonly missingEnv: readonly string[];
}

/** Look at the disks that this run and Docker write to, the memory, and the variables that must be there. */
export async function probe(look: Look): Promise<Reading> {
  const { settings, env } = look;
  const { preflight } = settings.phases;
  const data = await dockerData(look);
  return {
    settings: preflight,
    disks: await disksOf(look, data),
    dockerUnseen: data.kind === 'unknown' ? data.why : null,
    memory: await machineMemory(),
    missingEnv: preflight.required_env.filter(name => (env[name] ?? '') === ''),
  };
}
