import { readFile, readdir } from 'node:fs/promises';
import { HostError } from './errors.ts';
import type { HostProcess } from './host-types.ts';

/** Linux counts process times in these, whatever the kernel's own clock does. */
const TICKS_PER_SECOND = 100;

/** Every process of this machine, as /proc tells. Throws where there is no /proc, or where it hides the processes of others. */
export async function readProcesses(): Promise<HostProcess[]> {
  const bootMs = await bootTimeMs();
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name)).map(Number);
  if (!pids.includes(1))
    throw new HostError(
      '/proc shows no process 1: it is mounted with hidepid; run this as root, or in the group that may look',
    );
  const seen = (await Promise.all(pids.map(pid => readProcess(pid, bootMs)))).filter(one => one !== null);
  const ours = lineOf(process.pid, seen);
  return seen.map(one => ({ ...one, isOurs: ours.has(one.pid) }));
}

/** One process; null where it is gone, or where it runs in a container. */
export async function readProcess(pid: number, bootMs = 0): Promise<HostProcess | null> {
  const [stat, status, cmdline] = await Promise.all(['stat', 'status', 'cmdline'].map(file => read(pid, file)));
  if (stat === undefined || stat === null || status == null) return null;
  // Processes of a container have a second pid, by which they know themselves.
  if (/^NSpid:\s+\d+\s+\d/m.test(status)) return null;
  // The second field is the name in parentheses and may itself hold spaces: count from the last parenthesis.
  const end = stat.lastIndexOf(')');
  const name = stat.slice(stat.indexOf('(') + 1, end);
  const fields = stat.slice(end + 2).split(' ');
  const startTime = fields[19] ?? '';
  const command = (cmdline ?? '').replace(/\0+$/, '').replaceAll('\0', ' ');
  return {
    ...{ pid, name, startTime, isOurs: false },
    ppid: Number(fields[1]),
    state: fields[0] ?? '',
    command: command === '' ? `[${name}]` : command,
    startedAtMs: bootMs + (Number(startTime) / TICKS_PER_SECOND) * 1000,
  };
}

/** A process and all that it descends from. */
export function lineOf(pid: number, processes: readonly Pick<HostProcess, 'pid' | 'ppid'>[]): ReadonlySet<number> {
  const parents = new Map(processes.map(one => [one.pid, one.ppid]));
  const line = new Set<number>();
  for (let next: number | undefined = pid; next !== undefined && next > 0 && !line.has(next); next = parents.get(next))
    line.add(next);
  return line;
}

async function bootTimeMs(): Promise<number> {
  try {
    return Number(/^btime (\d+)$/m.exec(await readFile('/proc/stat', 'utf8'))?.[1]) * 1000;
  } catch (cause) {
    throw new HostError('the processes of this machine cannot be read: it has no /proc', { cause });
  }
}

async function read(pid: number, file: string): Promise<string | null> {
  try {
    return await readFile(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    // It went away while we looked, or its owner hides it.
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(code)) return null;
    throw error;
  }
}
