import type { Query } from '../cells.ts';
import { count } from '../cells.ts';
import type { Backend } from './signal.ts';

// backend_start is NULL where this role may not see it.
const sql = `
select count(*)::int as missing
  from pg_stat_activity a
 where a.pid = any ($1::int[])
   and (a.backend_start is null
        or not (pg_has_role(current_user, a.usesysid, 'USAGE') or pg_has_role(current_user, 'pg_signal_backend', 'USAGE')))`;

/** True if this role sees all of them that are still there, and may end them. */
export async function reachesAll(query: Query, backends: readonly Backend[]): Promise<boolean> {
  const [row] = await query(sql, [backends.map(({ pid }) => pid)]);
  return row !== undefined && count(row, 'missing') === 0;
}
