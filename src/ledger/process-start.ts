import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/**
 * When a process started, in the machine's own words: with the pid and the boot it names one process for ever. `gone`:
 * no such process, or only its corpse. `hidden`: it lives, but its start cannot be read.
 */
export type ProcessStart =
  { readonly kind: 'at'; readonly start: string } | { readonly kind: 'gone' } | { readonly kind: 'hidden' };

/** Look a process up by its pid. Never throws. */
export function processStart(pid: number): ProcessStart {
  const found = process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  if (found) return found;
  return { kind: isThere(pid) ? 'hidden' : 'gone' };
}

/** Ticks since boot, from /proc. */
function fromProc(pid: number): ProcessStart | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    // Not there, or not for our eyes (hidepid): the caller asks by a signal.
    return undefined;
  }
  // The name in parentheses may itself hold spaces and parentheses. After it: field 3, the state; field 22, the start.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return entry(fields[0], fields[19]);
}

/**
 * To the second, from `ps`, told alike whatever the language and time zone of the one who asks.
 *
 * @internal for its tests
 */
export function fromPs(pid: number): ProcessStart | undefined {
  try {
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    const args = ['-o', 'stat=', '-o', 'lstart=', '-p', String(pid)];
    const line = execFileSync('ps', args, { encoding: 'utf8', env, timeout: 5000, stdio: 'pipe' }).trim();
    const [state, ...start] = line.split(/\s+/);
    return entry(state, start.join(' '));
  } catch {
    // ps ends with 1 where there is no such process, and may be missing: the caller asks by a signal.
    return undefined;
  }
}

function entry(state: string | undefined, start: string | undefined): ProcessStart | undefined {
  if (state === undefined || start === undefined || start === '') return undefined;
  return /^[ZX]/i.test(state) ? { kind: 'gone' } : { kind: 'at', start };
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Names the world in which a pid means something; empty where there is only one. */
export function pidNamespace(): string {
  try {
    return process.platform === 'linux' ? readlinkSync('/proc/self/ns/pid') : '';
  } catch {
    return '';
  }
}
