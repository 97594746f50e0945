import type { Query } from '../cells.ts';
import { count, flag } from '../cells.ts';
import { WRITE_MODES } from './write-locks.ts';

/** A backend as it was seen: only this one, in this state, may be signalled. */
export interface Backend {
  readonly pid: number;
  readonly backend_start: string;
  readonly state: string;
  readonly state_change: string;
}

/** What may not be signalled, whoever listed it. */
export interface Guard {
  readonly database: string;
  /** Regular expressions for tables, schema-qualified or bare: who writes to one is left alone. */
  readonly protectedTables: readonly string[];
}

// One statement: who is no longer what was seen is not found, and who may not be signalled does not stop the others.
// pg_terminate_backend with a timeout of its own would wait for one after the other. From another database nobody can
// tell whose tables a transaction has locked: only who is in none is signalled from there.
const sql = (signal: 'pg_cancel_backend' | 'pg_terminate_backend'): string => `
select a.pid,
       case when pg_has_role(current_user, a.usesysid, 'USAGE') or pg_has_role(current_user, 'pg_signal_backend', 'USAGE')
            then ${signal}(a.pid) end as is_signalled
  from pg_stat_activity a
  join unnest($1::int[], $2::timestamptz[], $3::text[], $4::timestamptz[]) as seen(pid, backend_start, state, state_change)
    on a.pid = seen.pid and a.backend_start = seen.backend_start
   and a.state = seen.state and a.state_change = seen.state_change
  join pg_roles r on r.oid = a.usesysid
 where a.backend_type = 'client backend'
   and a.datname = $5
   and (current_database() = $5 or a.state = 'idle')
   and a.pid <> pg_backend_pid()
   and a.application_name <> 'orixoon'
   and not r.rolsuper
   and not exists (
     select from pg_locks l
       cross join lateral (select l.relation::oid union select p.relid::oid from pg_partition_ancestors(l.relation) p) t(relation)
       join pg_class c on c.oid = t.relation
       join pg_namespace n on n.oid = c.relnamespace
      where l.pid = a.pid and l.granted and l.locktype = 'relation' and l.mode in ${WRITE_MODES}
        and l.database = (select oid from pg_database where datname = current_database())
        and (c.relname ~* any ($6::text[]) or n.nspname || '.' || c.relname ~* any ($6::text[])))`;

/** What became of each that was found as it was seen: true signalled, false not permitted. */
export async function signal(
  query: Query,
  kind: 'cancel' | 'terminate',
  backends: readonly Backend[],
  guard: Guard,
): Promise<ReadonlyMap<number, boolean>> {
  const rows = await query(sql(kind === 'cancel' ? 'pg_cancel_backend' : 'pg_terminate_backend'), [
    backends.map(backend => backend.pid),
    backends.map(backend => backend.backend_start),
    backends.map(backend => backend.state),
    backends.map(backend => backend.state_change),
    guard.database,
    guard.protectedTables,
  ]);
  return new Map(rows.map(row => [count(row, 'pid'), flag(row, 'is_signalled')]));
}
