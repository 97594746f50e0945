import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import type { Moment } from '../core/clock.ts';

let knownBootId: string | undefined;

/** This moment, by the wall clock and by the machine's uptime. */
export function moment(): Moment {
  return { wallMs: Date.now(), bootId: bootId(), uptimeMs: Math.round(uptime() * 1000) };
}

/** Names this boot of the machine; empty where the machine does not tell. Read once: it cannot change beneath a process. */
export function bootId(): string {
  knownBootId ??= readBootId();
  return knownBootId;
}

function readBootId(): string {
  try {
    if (process.platform === 'linux') return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // Not kern.boottime: that one moves when somebody sets the clock.
    if (process.platform === 'darwin') return sysctl('kern.bootsessionuuid');
    return '';
  } catch {
    // Moments are then told apart by the wall clock alone, which is what an empty boot id means to core/clock.ts.
    return '';
  }
}

const sysctl = (name: string): string =>
  execFileSync('/usr/sbin/sysctl', ['-n', name], { encoding: 'utf8', timeout: 2000, stdio: 'pipe' }).trim();
