import type { Query } from '../cells.ts';
import { count, text } from '../cells.ts';
import type { PreparedTransaction } from '../reading.ts';

const sql = `
select gid, owner::text, extract(epoch from clock_timestamp() - prepared)::float8 as seconds
  from pg_prepared_xacts
 where database = $1
 order by prepared`;

/** The prepared transactions of the database, oldest first: they hold locks, and have no process that could be ended. */
export async function readPrepared(query: Query, database: string): Promise<readonly PreparedTransaction[]> {
  return (await query(sql, [database])).map(row => ({
    gid: text(row, 'gid') ?? '',
    owner: text(row, 'owner') ?? '',
    seconds: count(row, 'seconds'),
  }));
}
