import { Socket } from 'node:net';
import type { Client } from 'pg';
import { PostgresError } from './errors.ts';
import { addressOf, asPostgresError } from './postgres-error.ts';
import type { Address } from './postgres-error.ts';
import type { Row } from './postgres-types.ts';

/** One statement with its parameters. */
export type Ask = (sql: string, params?: readonly unknown[]) => Promise<readonly Row[]>;

/** One connection, opened at first use and again after a loss. Work is done one piece after the other. */
export interface Session {
  /** Nothing else runs on the connection until the work is over. */
  alone<T>(work: (ask: Ask) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface SessionOptions {
  /** Every statement in a read-only transaction of its own. */
  readonly isReadOnly: boolean;
  readonly connectTimeoutMs: number;
  readonly statementTimeoutMs: number;
  readonly signal: AbortSignal;
}

interface Live {
  readonly client: Client;
  readonly socket: Socket;
}

const MAX_LOCK_WAIT_MS = 2000;
const GOODBYE_MS = 500;

/** A session for one URL. Connects at first use; throws PostgresError, never with the password. */
export function openSession(url: string, options: SessionOptions): Session {
  const address = addressOf(url);
  let live: Live | null = null;
  let tail: Promise<unknown> = Promise.resolve();

  const forget = (lost: Client): void => {
    if (live?.client === lost) live = null;
  };

  /** One piece of work keeps to one connection: half a transaction must not go on outside of it. */
  const askOnOne = (): Ask => {
    let mine: Live | null = null;
    return async (sql, params = []) => {
      try {
        mine ??= live ??= await connect(url, address, options, forget);
        const { client, socket } = mine;
        const asked = options.isReadOnly ? askReadOnly(client, sql, params) : client.query(asQuery(sql, params));
        return (await bounded(asked, { ...options, timeoutMs: options.statementTimeoutMs, address, socket })).rows;
      } catch (error) {
        // The driver tells of the end a moment later, and the next in line should not meet a dead connection.
        if (mine?.socket.destroyed) forget(mine.client);
        throw asPostgresError(error, address);
      }
    };
  };

  return {
    alone(work) {
      const done = tail.then(() => work(askOnOne()));
      tail = done.catch(() => undefined); // whoever asked gets the error; the next in line does not care
      return done;
    },
    async close() {
      const open = live;
      live = null;
      if (!open) return;
      const ended = new Promise<void>(resolve => open.client.once('end', resolve));
      const giveUp = setTimeout(() => open.socket.destroy(), GOODBYE_MS);
      open.client.end().catch(() => open.socket.destroy());
      await ended;
      clearTimeout(giveUp);
    },
  };
}

/**
 * The transaction is read-only, not the session: behind a transaction pooler a session's setting would leak into the
 * connections of others, and the server's own default_transaction_read_only stays visible. One round trip all the same.
 */
async function askReadOnly(client: Client, sql: string, params: readonly unknown[]): Promise<{ rows: Row[] }> {
  const [begun, asked, ended] = await Promise.allSettled([
    client.query('BEGIN READ ONLY'),
    client.query<Row>(asQuery(sql, params)),
    client.query('COMMIT'),
  ]);
  if (begun.status === 'rejected') throw begun.reason;
  if (asked.status === 'rejected') throw asked.reason;
  if (ended.status === 'rejected') throw ended.reason;
  return asked.value;
}

/** The extended protocol takes one statement and no more, with or without parameters. */
const asQuery = (text: string, params: readonly unknown[]) => ({ text, values: [...params], queryMode: 'extended' });

type Forget = (lost: Client) => void;

async function connect(url: string, address: Address, options: SessionOptions, forget: Forget): Promise<Live> {
  try {
    return await connectOnce(withOurs(url, startupOf(url, options)), address, options, forget);
  } catch (error) {
    // A pooler that refuses startup parameters: our own timers bound the statements then.
    if (!(error instanceof Error && 'code' in error && error.code === '08P01')) throw error;
    return await connectOnce(withOurs(url, undefined), address, options, forget);
  }
}

async function connectOnce(
  connectionString: string,
  address: Address,
  options: SessionOptions,
  forget: Forget,
): Promise<Live> {
  const { Client: PgClient } = await import('pg');
  const socket = new Socket();
  const client = new PgClient({ connectionString, stream: () => socket, pipeline: options.isReadOnly });
  // Without a listener, a server that ends an idle session would end this process too.
  client.on('error', () => forget(client));
  client.on('end', () => forget(client));
  try {
    await bounded(client.connect(), { ...options, timeoutMs: options.connectTimeoutMs, address, socket });
    return { client, socket };
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** The server's own answer should come before our timer ends the connection. */
function startupOf(url: string, options: SessionOptions): string {
  const statementMs = Math.max(1, Math.floor(options.statementTimeoutMs * 0.9));
  const lockMs = Math.min(MAX_LOCK_WAIT_MS, statementMs);
  const theirs = new URL(url).searchParams.get('options') ?? '';
  return `${theirs} -c statement_timeout=${statementMs} -c lock_timeout=${lockMs}`.trim();
}

/** What libpq reads where the URL does not say. */
const tlsVariables = [
  ['sslmode', 'PGSSLMODE'],
  ['sslrootcert', 'PGSSLROOTCERT'],
  ['sslcert', 'PGSSLCERT'],
  ['sslkey', 'PGSSLKEY'],
] as const;

/** What a URL says wins over the driver's options, so ours go into it. */
function withOurs(url: string, startup: string | undefined): string {
  const ours = new URL(url);
  ours.searchParams.set('application_name', 'orixoon');
  for (const name of ['statement_timeout', 'lock_timeout']) ours.searchParams.delete(name);
  for (const [name, variable] of tlsVariables) {
    const value = process.env[variable];
    if (value && !ours.searchParams.has(name)) ours.searchParams.set(name, value);
  }
  // Without it the driver takes require and verify-ca for verify-full, and says so on our terminal.
  if (ours.searchParams.has('sslmode') && !ours.searchParams.has('uselibpqcompat'))
    ours.searchParams.set('uselibpqcompat', 'true');
  if (startup === undefined) ours.searchParams.delete('options');
  else ours.searchParams.set('options', startup);
  return ours.href;
}

interface Bounds {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly address: Address;
  readonly socket: Socket;
}

/** The work, or a PostgresError once the time is up or the signal fires; the connection does not outlive either. */
async function bounded<T>(work: Promise<T>, { timeoutMs, signal, address, socket }: Bounds): Promise<T> {
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
