import type { Query } from '../cells.ts';
import { count } from '../cells.ts';
import type { Backend } from './signal.ts';

// backend_start is NULL where this role may not see it: not known to be gone is not gone.
const sql = `
select a.pid
  from pg_stat_activity a
  join unnest($1::int[], $2::timestamptz[]) as seen(pid, backend_start)
    on a.pid = seen.pid and coalesce(a.backend_start = seen.backend_start, true)`;

/** The pids of those that are still there. */
export async function readSurvivors(query: Query, backends: readonly Backend[]): Promise<ReadonlySet<number>> {
  const rows = await query(sql, [backends.map(({ pid }) => pid), backends.map(({ backend_start }) => backend_start)]);
  return new Set(rows.map(row => count(row, 'pid')));
}
