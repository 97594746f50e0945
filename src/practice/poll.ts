import { setTimeout as delay } from 'node:timers/promises';
import { PracticeError } from './practice-error.ts';

/** How long and how often to look; `what` completes "gave up waiting for ...". */
export interface PollOptions {
  readonly what: string;
  readonly timeoutMs: number;
  readonly intervalMs?: number;
}

/** Looks until `look` gives something other than undefined or false, and gives that back. */
export async function poll<T>(options: PollOptions, look: () => Promise<T | undefined | false>): Promise<T> {
  const deadline = Date.now() + options.timeoutMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() >= deadline) {
      throw new PracticeError(`gave up waiting for ${options.what} after ${options.timeoutMs / 1000} s`);
    }
    await delay(options.intervalMs ?? 100);
  }
}
