import { readFile } from 'node:fs/promises';
import os from 'node:os';

/** Memory of this machine in bytes: what a new program could get, and all there is. */
export interface MachineMemory {
  readonly availableBytes: number;
  readonly totalBytes: number;
}

/** MemAvailable as Linux tells it (page cache that can be given up counts as available); elsewhere what the runtime tells. */
export async function machineMemory(): Promise<MachineMemory> {
  const told = os.platform() === 'linux' ? parseMeminfo(await readFile('/proc/meminfo', 'utf8')) : null;
  return told ?? { availableBytes: os.freemem(), totalBytes: os.totalmem() };
}

/**
 * The two lines of /proc/meminfo, or null where one is missing.
 *
 * @internal for its tests
 */
export function parseMeminfo(text: string): MachineMemory | null {
  const bytesOf = (key: string): number =>
    Number(new RegExp(`^${key}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1] ?? NaN) * 1024;
  const [availableBytes, totalBytes] = [bytesOf('MemAvailable'), bytesOf('MemTotal')];
  return Number.isFinite(availableBytes) && totalBytes > 0 ? { availableBytes, totalBytes } : null;
}
