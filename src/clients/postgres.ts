import { PostgresError } from './errors.ts';
import { openSession } from './postgres-session.ts';
import type { Ask, Session } from './postgres-session.ts';
import type { PostgresEyes, PostgresHands } from './postgres-types.ts';

export interface PostgresOptions {
  /** Milliseconds that connecting, and one statement of a look, may take. */
  readonly timeoutMs: number;
  /** Aborted at the end of the run: every wait ends on it, and the connections with it. */
  readonly signal: AbortSignal;
}

export interface Postgres {
  readonly eyes: PostgresEyes;
  /** A writing session, not connected before its first statement. */
  hands(): PostgresHands;
  close(): Promise<void>;
}

/** A heal may rightly take longer than a look. */
const WRITING_MS = 30_000;

/** Nothing is connected, and the driver is not loaded, before the first query. */
export function openPostgres(
  connection: { url: string; admin_url?: string; no_password?: string },
  options: PostgresOptions,
): Postgres {
  const { url, admin_url, no_password: noPassword = null } = connection;
  const sessions = new Map<string, Session>();
  const session = (address: string, isReadOnly: boolean): Session => {
    const key = `${isReadOnly ? 'read' : 'write'} ${address}`;
    const { timeoutMs, signal } = options;
    const statementTimeoutMs = isReadOnly ? timeoutMs : Math.max(timeoutMs, WRITING_MS);
    const opened =
      sessions.get(key) ??
      openSession(address, { isReadOnly, connectTimeoutMs: timeoutMs, statementTimeoutMs, signal, noPassword });
    sessions.set(key, opened);
    return opened;
  };
  const hasAdmin = admin_url !== undefined && admin_url !== '';
  const admin = (isReadOnly: boolean): Session => {
    if (!hasAdmin)
      throw new PostgresError('08001', "connections.database.admin_url is not set: there is no way in but the app's");
    return session(admin_url, isReadOnly);
  };
  /** By the application's URL; by the reserved slots where that is refused for want of one. */
  const orAdmin = async <T>(isReadOnly: boolean, work: (by: Session) => Promise<T>): Promise<T> => {
    try {
      return await work(session(url, isReadOnly));
    } catch (error) {
      if (!hasAdmin || !isPoolFull(error)) throw error;
      return await work(admin(isReadOnly));
    }
  };

  const queryBy =
    (isReadOnly: boolean): PostgresEyes['query'] =>
    async (sql, params, as) => {
      if (as === undefined) return await orAdmin(isReadOnly, by => by.alone(ask => ask(sql, params)));
      return await (as === 'admin' ? admin(isReadOnly) : session(url, isReadOnly)).alone(ask => ask(sql, params));
    };

  return {
    eyes: { query: queryBy(true) },
    hands: () => ({
      query: queryBy(false),
      transaction: work => orAdmin(false, by => inTransaction(by, work)),
    }),
    async close() {
      await Promise.all([...sessions.values()].map(open => open.close()));
      sessions.clear();
    },
  };
}

/** Refused for want of a slot: of the server, of the role or of the database. */
const isPoolFull = (error: unknown): boolean => error instanceof PostgresError && error.code === '53300';

async function inTransaction<T>(by: Session, work: (ask: Ask) => Promise<T>): Promise<T> {
  return await by.alone(async ask => {
    await ask('BEGIN');
    try {
      const done = await work(ask);
      await ask('COMMIT');
      return done;
    } catch (error) {
      await undo(ask);
      throw error;
    }
  });
}

async function undo(ask: Ask): Promise<void> {
  try {
    await ask('ROLLBACK');
  } catch (error) {
    // A connection that broke has rolled back by itself; the error that broke it is the one to tell.
    if (!(error instanceof PostgresError)) throw error;
  }
}
