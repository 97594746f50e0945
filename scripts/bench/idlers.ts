import pg from 'pg';
import { poll } from '../../src/practice/poll.ts';
import type { Stack } from '../../src/practice/stack.ts';
import { asSuperuser } from './queue-data.ts';

/** Connections of an application that took more than it needs. */
export interface Idlers {
  /** As many as there were, all of them idle for `seconds` at the least. */
  refill(seconds: number): Promise<void>;
  /** How many are left, by the server's word. */
  left(): Promise<number>;
  end(): Promise<void>;
}

const AT_ONCE = 20;

/** So many of them, on the practice stack's PostgreSQL. */
export function idlersOn(stack: Stack, count: number): Idlers {
  const open = new Set<pg.Client>();
  const add = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: stack.urls.database, application_name: 'idler' });
    client.on('error', () => undefined).on('end', () => open.delete(client));
    await client.connect();
    await client.query('select 1');
    open.add(client);
  };
  const asked = async (sql: string, values: unknown[]): Promise<number> =>
    asSuperuser(stack, async client => (await client.query<{ n: number }>(sql, values)).rows[0]?.n ?? NaN);
  const left = (): Promise<number> =>
    asked(`select count(*)::int as n from pg_stat_activity where application_name = 'idler'`, []);
  const young = `select count(*)::int as n from pg_stat_activity where application_name = 'idler'
                    and (state <> 'idle' or clock_timestamp() - state_change < make_interval(secs => $1))`;
  return {
    left,
    async refill(seconds) {
      await poll({ what: 'our ends of dead connections to close', timeoutMs: 10_000, intervalMs: 20 }, async () => {
        return open.size === (await left());
      });
      while (open.size < count) await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - open.size) }, add));
      await poll(
        { what: 'the connections to be idle', timeoutMs: 60_000 },
        async () => (await asked(young, [seconds])) === 0,
      );
    },
    end: async () => {
      await Promise.all([...open].map(client => client.end()));
    },
  };
}
