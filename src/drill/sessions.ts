import type { Client } from 'pg';
import { addressOf } from '../clients/postgres-address.ts';
import { connectPostgres } from '../clients/postgres-connect.ts';
import { OrixoonError } from '../errors.ts';
import type { Fault, Place, Possible } from './fault.ts';
import { until } from './poll.ts';

const CONNECT_MS = 5000;
const SEEN_MS = 60_000;
/** Connecting has its own bound, and mending ends what is open. */
const NEVER = new AbortController().signal;
/** Any two numbers that no application takes for its own locks: "orix", "dril". */
const LOCK = '1869771128, 1685219692';
const MOST_SESSIONS = 500;

/** Sessions of ours that do to the database what those of an application do when they are forgotten. */
function sessionsFault(
  place: Place,
  words: Pick<Fault, 'title' | 'ripeAfterMs'>,
  open: (connect: () => Promise<Client>) => Promise<void>,
): Possible {
  const { database } = place.settings.connections;
  if (database === undefined) return { impossible: 'connections.database is not set' };
  const opened: Client[] = [];
  const connect = async (): Promise<Client> => {
    const { client } = await connectPostgres(addressOf(database.url), {
      // Not `orixoon`: the gate spares its own sessions.
      applicationName: 'orixoon-drill',
      ...{ startup: '', isPipelined: false, timeoutMs: CONNECT_MS, signal: NEVER },
      noPassword: database.no_password ?? null,
      onLost: () => undefined,
    });
    opened.push(client);
    // Nothing but the gate shall end them.
    await client.query('SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0');
    return client;
  };
  return {
    ...words,
    byHand: `psql -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'orixoon-drill'" (they end with this program, too)`,
    inject: () => open(connect),
    async mend() {
      await Promise.allSettled(opened.splice(0).map(client => client.end()));
    },
  };
}

/** Three transactions opened and left. */
export const stuckTransactions = (place: Place): Possible =>
  sessionsFault(
    place,
    {
      title: 'three sessions of the drill are idle in a transaction',
      ripeAfterMs: place.settings.phases.database.idle_in_transaction_seconds * 1000,
    },
    async connect => {
      for (let i = 0; i < 3; i += 1) await (await connect()).query('BEGIN; SELECT 1');
    },
  );

/** One session holds a lock for ever, another waits for it. No table is touched: the lock is an advisory one. */
export const tableLocks = (place: Place): Possible =>
  sessionsFault(
    place,
    {
      title: 'a session of the drill holds a lock that another one waits for',
      ripeAfterMs: place.settings.phases.database.lock_wait_seconds * 1000,
    },
    async connect => {
      const take = `BEGIN; SELECT pg_advisory_xact_lock(${LOCK})`;
      const holder = await connect();
      await holder.query(take);
      const waiter = await connect();
      // It ends by an error when the drill does.
      waiter.query(take).catch(() => undefined);
      await until('the second session to wait', SEEN_MS, async () => {
        const { rows } = await holder.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND pid <> pg_backend_pid()`,
        );
        return (rows[0]?.n ?? 0) > 0;
      });
    },
  );

const USABLE = `
  SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS usable,
         (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS used`;

/** As many idle sessions as it takes. */
export const connectionPoolExhausted = (place: Place): Possible =>
  place.settings.connections.database?.admin_url === undefined
    ? { impossible: 'connections.database.admin_url is not set: nobody would get in any more to heal it' }
    : sessionsFault(
        place,
        {
          title: `idle sessions of the drill take ${place.settings.phases.database.pool_usage_percent} % of the connections`,
          ripeAfterMs: place.settings.phases.database.idle_seconds * 1000,
        },
        async connect => {
          const { rows } = await (await connect()).query<{ usable: number; used: number }>(USABLE);
          const { usable, used } = rows[0] ?? { usable: 0, used: 0 };
          // One more than the limit asks for: others may end theirs meanwhile.
          const wanted = Math.ceil((usable * place.settings.phases.database.pool_usage_percent) / 100) + 1 - used;
          if (wanted > MOST_SESSIONS)
            throw new OrixoonError(
              `${wanted} sessions would be needed to fill the pool; a drill opens ${MOST_SESSIONS} at most`,
            );
          for (let i = 0; i < wanted; i += 1) await connect();
        },
      );
