import { readFile } from 'node:fs/promises';

/** A process that cannot be mistaken for a later one with the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks since boot, from /proc. */
  readonly startTime: string;
}

/** Who holds `pid` now; undefined if nobody does. */
export async function identify(pid: number): Promise<ProcessIdentity | undefined> {
  const stat = await readIfThere(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The second field is the name in parentheses and may itself hold spaces: count from the last parenthesis.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startTime] = [fields[0], fields[19]];
  return startTime === undefined || state === 'Z' ? undefined : { pid, startTime };
}

/** Whether it is still that process, and its command line holds all of `words`. */
export async function isStill(known: ProcessIdentity, words: readonly string[]): Promise<boolean> {
  const now = await identify(known.pid);
  if (now?.startTime !== known.startTime) return false;
  const line = await readIfThere(`/proc/${known.pid}/cmdline`);
  return line !== undefined && words.every(word => line.includes(word));
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // ESRCH: the process went away between open and read.
    if (code === 'ENOENT' || code === 'ESRCH') return undefined;
    throw error;
  }
}
