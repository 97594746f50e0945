import type { Query } from '../cells.ts';
import { count, text } from '../cells.ts';

/** Lock modes of those who write: RowExclusive and stronger. */
export const WRITE_MODES = `('RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')`;

// A lock on a partition is a lock on a part of its parents.
const sql = `
select distinct l.pid, n.nspname::text as schema, c.relname::text as name
  from pg_locks l
  cross join lateral (select l.relation::oid union select p.relid::oid from pg_partition_ancestors(l.relation) p) t(relation)
  join pg_class c on c.oid = t.relation
  join pg_namespace n on n.oid = c.relnamespace
 where l.granted and l.locktype = 'relation' and l.mode in ${WRITE_MODES}
   and l.database = (select oid from pg_database where datname = current_database())
   and c.relkind in ('r', 'p', 'm', 'f')
   and n.nspname not in ('pg_catalog', 'pg_toast')
   and l.pid = any ($1::int[])
 order by 1, 2, 3`;

/** The tables of this database that each of the processes may have written to, by schema-qualified and by bare name. */
export async function readWriteLocks(
  query: Query,
  pids: readonly number[],
): Promise<ReadonlyMap<number, readonly (readonly [qualified: string, bare: string])[]>> {
  const held = new Map<number, (readonly [string, string])[]>();
  if (pids.length === 0) return held;
  for (const row of await query(sql, [pids])) {
    const bare = text(row, 'name') ?? '';
    const tables = held.get(count(row, 'pid')) ?? [];
    held.set(count(row, 'pid'), [...tables, [`${text(row, 'schema') ?? ''}.${bare}`, bare]]);
  }
  return held;
}
