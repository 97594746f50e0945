import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 20;

/** Ask again and again until the answer is yes (true), or the time is up (false). Throws when the signal fires. */
export async function until(isDone: () => Promise<boolean>, withinMs: number, signal: AbortSignal): Promise<boolean> {
  const endsAt = performance.now() + withinMs;
  for (;;) {
    signal.throwIfAborted();
    if (await isDone()) return true;
    if (performance.now() >= endsAt) return false;
    await pause(POLL_MS, undefined, { signal });
  }
}
