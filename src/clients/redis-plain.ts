import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { RedisError } from './errors.ts';
import type { RedisAddress } from './redis-address.ts';
import { within } from './redis-within.ts';
import type { Bounds } from './redis-within.ts';

type Endpoint = RedisAddress['endpoint'];

/**
 * With the wrong one of `redis:` and `rediss:` a Redis that is well looks like one to be restarted: without TLS it takes the
 * first bytes of TLS for the begin of a line and is silent, with TLS it breaks the connection off. So who is silent or
 * breaks off is greeted once the other way, with no login.
 */
export async function orOtherwise<T>(address: RedisAddress, bounds: Bounds, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { tls, endpoint, label } = address;
    const looksDown = error instanceof RedisError && error.fault === (tls === null ? 'refused' : 'timeout');
    if (!looksDown || bounds.signal.aborted) throw error;
    if (!(await isGreeted(tls === null ? takesTls : answersPlain, endpoint, bounds))) throw error;
    const what = tls === null ? 'it wants TLS there (rediss://)' : 'it does not speak TLS there, and answers without';
    const advice = 'check redis:// against rediss:// in connections.redis.url, and its port';
    throw new RedisError('other', `Redis at ${label}: ${what}; ${advice}`, { cause: error });
  }
}

type Greeting = (endpoint: Endpoint, over: (isIt: boolean) => void) => { destroy(): void };

/** Whoever does not greet back within the time is not it. */
async function isGreeted(greet: Greeting, endpoint: Endpoint, bounds: Bounds): Promise<boolean> {
  let socket: { destroy(): void } | null = null;
  const greeted = (): Promise<boolean> => new Promise(resolve => (socket = greet(endpoint, resolve)));
  try {
    return await within(greeted, bounds, '');
  } catch (error) {
    if (error instanceof RedisError) return false;
    throw error;
  } finally {
    (socket as { destroy(): void } | null)?.destroy();
  }
}

/** True if it says anything that Redis would, an error too. */
const answersPlain: Greeting = (endpoint, over) => {
  const socket = connect(endpoint);
  socket
    .once('connect', () => socket.write('PING\r\n'))
    .once('data', said => over(/^[+-]/.test(said.toString('latin1'))))
    .on('error', () => over(false))
    .on('close', () => over(false));
  return socket;
};

/** Nothing is sent over it, so whose certificate it is does not matter. */
const takesTls: Greeting = (endpoint, over) =>
  connectTls({ ...endpoint, rejectUnauthorized: false })
    .once('secureConnect', () => over(true))
    .on('error', () => over(false))
    .on('close', () => over(false));
