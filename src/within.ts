import { setMaxListeners } from 'node:events';

/**
 * A signal that is aborted with another one, or after a time with a TimeoutError, whichever is first; as many as like may
 * listen. It keeps no process alive.
 *
 * Not `AbortSignal.any` with `AbortSignal.timeout`: nothing but the timer holds such a timeout, which Node then may collect
 * as garbage before its time, and what waits for it waits for ever (nodejs/node#57736).
 */
export function within(ms: number, signal: AbortSignal): AbortSignal {
  const bound = new AbortController();
  setMaxListeners(0, bound.signal);
  if (signal.aborted) {
    bound.abort(signal.reason);
    return bound.signal;
  }
  const end = (reason: unknown): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', withOther);
    bound.abort(reason);
  };
  const withOther = (): void => end(signal.reason);
  const late = (): void => end(new DOMException(`not done within ${ms} ms`, 'TimeoutError'));
  const timer = setTimeout(late, Math.ceil(ms)).unref();
  signal.addEventListener('abort', withOther);
  return bound.signal;
}
