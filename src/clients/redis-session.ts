import { Redis } from 'ioredis';
import { RedisError } from './errors.ts';
import type { RedisAddress } from './redis-address.ts';
import { asRedisError } from './redis-fault.ts';
import { tlsOptions } from './redis-tls.ts';
import { within } from './redis-within.ts';
import type { Bounds } from './redis-within.ts';

/** An argument of a command. Keys are Buffers, for Redis does not ask whether they are text. */
export type Argument = string | number | Buffer;
export type Command = readonly [name: string, ...Argument[]];

/** One connection, opened, logged in, on its database. */
export interface RedisSession {
  /** One command; strings in the reply are Buffers. Rejects with RedisError. A session that timed out is dead. */
  ask(...command: Command): Promise<unknown>;
  /** Many commands in one write; an answer that is an error stands in its place as RedisError. */
  askAll(commands: readonly Command[]): Promise<readonly unknown[]>;
  end(): void;
}

/**
 * Open a connection. Logging in and choosing the database are done here and not left to ioredis, which prints
 * warnings of its own and stays on database 0 where SELECT is refused.
 */
export async function openSession(address: RedisAddress, bounds: Bounds): Promise<RedisSession> {
  const client = new Redis({ ...(await socketOf(address)), ...plain, connectTimeout: bounds.timeoutMs });
  let socketError: unknown = null;
  client.on('error', error => (socketError ??= error));
  const end = (): void => {
    bounds.signal.removeEventListener('abort', end);
    client.disconnect();
  };
  bounds.signal.addEventListener('abort', end, { once: true });
  const bounded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await within(work, bounds, address.label);
    } catch (error) {
      const closed = asRedisError(error, address.label);
      if (closed.fault === 'timeout') end();
      throw closed.fault === 'refused' && socketError !== null ? asRedisError(socketError, address.label) : closed;
    }
  };
  const session: RedisSession = {
    ask: (name, ...args) => bounded(() => client.callBuffer(name, ...args)),
    askAll: commands => bounded(() => askAll(client, commands, address.label)),
    end,
  };
  try {
    await bounded(() => client.connect());
    await greet(session, address);
    return session;
  } catch (error) {
    end();
    throw error;
  }
}

/** No retry, no queue that outlives the connection, no ready check, nothing sent that was not asked for. */
const plain = {
  protocol: 2,
  lazyConnect: true,
  enableReadyCheck: false,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  retryStrategy: null,
  disableClientInfo: true,
  disconnectTimeout: 100,
} as const;

async function socketOf({ endpoint, tls }: RedisAddress) {
  if ('path' in endpoint || tls === null) return endpoint;
  return { ...endpoint, tls: await tlsOptions(tls, endpoint.host) };
}

async function greet(session: RedisSession, { username, password, database }: RedisAddress): Promise<void> {
  if (password !== null) await session.ask('AUTH', ...(username === null ? [] : [username]), password);
  if (database !== 0) await session.ask('SELECT', database);
  await session.ask('CLIENT', 'SETNAME', 'orixoon').catch(toleratedIf('noperm', 'loading', 'misconf', 'other'));
}

/** The connection's name is a courtesy to whoever reads CLIENT LIST; an ACL may deny it. */
const toleratedIf =
  (...faults: readonly RedisError['fault'][]) =>
  (error: unknown): void => {
    if (!(error instanceof RedisError) || !faults.includes(error.fault)) throw error;
  };

async function askAll(client: Redis, commands: readonly Command[], label: string): Promise<readonly unknown[]> {
  const pipeline = client.pipeline();
  for (const [name, ...args] of commands) pipeline.callBuffer(name, ...args);
  const answers = (await pipeline.exec()) ?? [];
  return answers.map(([error, answer]) => {
    if (error === null) return answer;
    const fault = asRedisError(error, label);
    if (fault.fault === 'refused') throw fault;
    return fault;
  });
}
