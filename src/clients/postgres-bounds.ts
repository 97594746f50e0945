import type { Socket } from 'node:net';
import { PostgresError } from './errors.ts';
import type { Address } from './postgres-address.ts';

/** What bounds a piece of work on a connection. */
export interface Bounds {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly address: Address;
  readonly socket: Socket;
}

/** The work, or a PostgresError once the time is up or the signal fires; the connection does not outlive either. */
export async function bounded<T>(work: Promise<T>, { timeoutMs, signal, address, socket }: Bounds): Promise<T> {
  let stop = (): void => undefined;
  const cut = new Promise<never>((_, reject) => {
    const end = (code: string, why: string): void => {
      socket.destroy();
      reject(new PostgresError(code, `${address.label}: ${why}`));
    };
    const timer = setTimeout(() => end('timeout', `no answer within ${timeoutMs} ms`), timeoutMs);
    const abort = (): void => end('ABORT_ERR', 'cut short, the run is ending');
    stop = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([work, cut]);
  } finally {
    stop();
  }
}
