import { setTimeout as pause } from 'node:timers/promises';
import { HostError } from './errors.ts';
import { lineOf, readProcess, readProcesses } from './host-processes.ts';
import type { HostHands, ProcessIdentity } from './host-types.ts';

const POLL_MS = 25;
/** After SIGKILL: a process in an uninterruptible wait may take this long, or for ever. */
const KILLED_WITHIN_MS = 5000;

/** End one process of this machine: SIGTERM, then SIGKILL after the grace (milliseconds). Never process 1, never what we descend from. */
export const end: HostHands['end'] = async (target, graceMs, signal) => {
  signal.throwIfAborted();
  if (!Number.isSafeInteger(target.pid) || target.pid <= 1) throw new HostError(`pid ${target.pid} is never ended`);
  if (lineOf(process.pid, await readProcesses()).has(target.pid))
    throw new HostError(`pid ${target.pid} is this program, or what started it: it is not ended`);
  if (!(await send(target, 'SIGTERM'))) return 'gone';
  if (await isGoneWithin(target, graceMs, signal)) return 'terminated';
  if (!(await send(target, 'SIGKILL'))) return 'terminated';
  if (await isGoneWithin(target, KILLED_WITHIN_MS, signal)) return 'killed';
  throw new HostError(
    `pid ${target.pid} is still there ${KILLED_WITHIN_MS / 1000} s after SIGKILL: it waits for the kernel (a disk, a network mount)`,
  );
};

/** True if it is still that very process: same pid, start time and command line, and no zombie. */
async function isStill({ pid, startTime, command }: ProcessIdentity): Promise<boolean> {
  const now = await readProcess(pid);
  return now?.startTime === startTime && now.command === command && now.state !== 'Z' && now.state !== 'X';
}

async function send(target: ProcessIdentity, name: 'SIGTERM' | 'SIGKILL'): Promise<boolean> {
  if (!(await isStill(target))) return false;
  try {
    process.kill(target.pid, name);
    return true;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ESRCH') return false;
    throw new HostError(
      `pid ${target.pid} takes no signal from this user (${code ?? 'unknown'}): run this as its owner`,
      { cause },
    );
  }
}

async function isGoneWithin(target: ProcessIdentity, withinMs: number, signal: AbortSignal): Promise<boolean> {
  const endsAt = performance.now() + withinMs;
  while (await isStill(target)) {
    if (performance.now() >= endsAt) return false;
    await pause(POLL_MS, undefined, { signal });
  }
  return true;
}
