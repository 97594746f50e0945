import { setTimeout as delay } from 'node:timers/promises';
import { OrixoonError } from '../errors.ts';

const INTERVAL_MS = 200;

/** Looks until it is so; OrixoonError where that takes too long. `what` completes "gave up waiting for …". */
export async function until(what: string, timeoutMs: number, look: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await look())) {
    if (Date.now() >= deadline) throw new OrixoonError(`gave up waiting for ${what} after ${timeoutMs / 1000} s`);
    await delay(INTERVAL_MS);
  }
}
