import type { Client, QueryConfig } from 'pg';
import { PostgresError } from './errors.ts';
import { addressOf } from './postgres-address.ts';
import type { Address } from './postgres-address.ts';
import { bounded } from './postgres-bounds.ts';
import { connectPostgres } from './postgres-connect.ts';
import type { Live } from './postgres-connect.ts';
import { asPostgresError } from './postgres-error.ts';
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
  /** Why the URL has no password, for the message if one is wanted. */
  readonly noPassword: string | null;
  readonly signal: AbortSignal;
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

  const reach = silenceShared(() => connect(address, options, forget));

  /** One piece of work keeps to one connection: half a transaction must not go on outside of it. */
  const askOnOne = (sinceMs: number): Ask => {
    let mine: Live | null = null;
    return async (sql, params = []) => {
      try {
        mine ??= live ??= await reach(sinceMs);
        const { client, socket } = mine;
        const asked = options.isReadOnly ? askReadOnly(client, sql, params) : answerOf(client, asQuery(sql, params));
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
      const sinceMs = performance.now();
      const done = tail.then(() => work(askOnOne(sinceMs)));
      tail = done.catch(() => undefined); // whoever asked gets the error; the next in line does not care
      return done;
    },
    async close() {
      const open = live;
      live = null;
      if (!open) return;
      const ended = new Promise<void>(resolve => open.client.once('end', resolve));
      const giveUp = setTimeout(() => open.socket.destroy(), GOODBYE_MS);
      // Our goodbye is sent by then; how long the server's process takes to end is its own affair.
      open.socket.once('finish', () => open.socket.destroy());
      open.client.end().catch(() => open.socket.destroy());
      await ended;
      clearTimeout(giveUp);
    },
  };
}

/**
 * Connect, for work that has waited in line since a moment. A try that met silence tells those too who waited for most of it:
 * alone they would only wait as long again.
 */
function silenceShared(tryOnce: () => Promise<Live>): (sinceMs: number) => Promise<Live> {
  let silence: { readonly error: PostgresError; readonly halfwayMs: number } | null = null;
  return async sinceMs => {
    if (silence !== null && sinceMs <= silence.halfwayMs) throw silence.error;
    const startedMs = performance.now();
    try {
      return await tryOnce();
    } catch (error) {
      if (error instanceof PostgresError && error.code === 'timeout')
        silence = { error, halfwayMs: (startedMs + performance.now()) / 2 };
      throw error;
    }
  };
}

/**
 * The transaction is read-only, not the session: behind a transaction pooler a session's setting would leak into the
 * connections of others, and the server's own default_transaction_read_only stays visible. One round trip all the same.
 */
async function askReadOnly(client: Client, sql: string, params: readonly unknown[]): Promise<{ rows: Row[] }> {
  const [begun, asked, ended] = await Promise.allSettled([
    answerOf(client, { text: 'BEGIN READ ONLY' }),
    answerOf(client, asQuery(sql, params)),
    answerOf(client, { text: 'COMMIT' }),
  ]);
  if (begun.status === 'rejected') throw begun.reason;
  if (asked.status === 'rejected') throw asked.reason;
  if (ended.status === 'rejected') throw ended.reason;
  return asked.value;
}

/**
 * By the driver's callback: what comes of its own promises outlives every collection of V8's young generation, statement and
 * all, so that memory grew with the number of statements.
 */
const answerOf = (client: Client, query: QueryConfig): Promise<{ rows: Row[] }> =>
  new Promise((resolve, reject) =>
    client.query<Row>(query, (error: Error | null, result) => (error === null ? resolve(result) : reject(error))),
  );

/** The extended protocol takes one statement and no more, with or without parameters. */
const asQuery = (text: string, params: readonly unknown[]) => ({ text, values: [...params], queryMode: 'extended' });

/** The server's own answer should come before our timer ends the connection. */
function startupOf(address: Address, options: SessionOptions): string {
  const statementMs = Math.max(1, Math.floor(options.statementTimeoutMs * 0.9));
  const lockMs = Math.min(MAX_LOCK_WAIT_MS, statementMs);
  const theirs = address.parameter('options') ?? '';
  return `${theirs} -c statement_timeout=${statementMs} -c lock_timeout=${lockMs}`.trim();
}

async function connect(address: Address, options: SessionOptions, onLost: (lost: Client) => void): Promise<Live> {
  const how = {
    ...{ applicationName: 'orixoon', isPipelined: options.isReadOnly, signal: options.signal, onLost },
    timeoutMs: options.connectTimeoutMs,
    noPassword: options.noPassword,
  };
  try {
    return await connectPostgres(address, { ...how, startup: startupOf(address, options) });
  } catch (error) {
    // A pooler that refuses startup parameters: our own timers bound the statements then.
    if (!(error instanceof PostgresError && error.code === '08P01')) throw error;
    return await connectPostgres(address, { ...how, startup: '' });
  }
}
