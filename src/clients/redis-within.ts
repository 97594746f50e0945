import { RedisError } from './errors.ts';

/** `timeoutMs` bounds each single answer; the signal ends every wait. */
export interface Bounds {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Wait for an answer, but not past the time or the signal: RedisError then. */
export async function within<T>(work: () => Promise<T>, { timeoutMs, signal }: Bounds, label: string): Promise<T> {
  const interrupted = (): RedisError =>
    new RedisError('other', `Redis at ${label}: interrupted before it answered`, { cause: signal.reason });
  if (signal.aborted) throw interrupted();
  return new Promise<T>((resolve, reject) => {
    const late = (): void => reject(new RedisError('timeout', `Redis at ${label}: no answer within ${timeoutMs} ms`));
    /** One more turn of the event loop: an answer that lies unread because we were busy is in time. */
    const timer = setTimeout(() => setImmediate(late), timeoutMs);
    const abort = (): void => reject(interrupted());
    signal.addEventListener('abort', abort, { once: true });
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    };
    work().then(resolve, reject).finally(done);
  });
}
