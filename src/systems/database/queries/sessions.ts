import type { Row } from '../../../clients/postgres-types.ts';
import type { Query } from '../cells.ts';
import { count, flag, number, numbers, text } from '../cells.ts';
import type { Session } from '../reading.ts';

/** Text of a query in an evidence; what is longer may hold more of the data than of the cause. */
const QUERY_CHARS = 200;

// pg_locks is open to every role, so waits and transactions are seen even where pg_stat_activity hides a session.
// waitstart is there from PostgreSQL 14 on; before, the time in the statement is the closest there is.
// pg_blocking_pids stops the lock manager for a moment: it is asked for waiters only.
const sql = `
with locks as materialized (
  select l.pid,
         bool_or(not l.granted) as is_waiting,
         bool_or(l.granted and l.locktype = 'virtualxid' and l.virtualxid = l.virtualtransaction) as is_in_transaction,
         min(case when not l.granted then (to_jsonb(l) ->> 'waitstart')::timestamptz end) as wait_start
    from pg_locks l
   where l.pid is not null
   group by l.pid
)
select a.pid,
       a.datname::text as database,
       coalesce(a.datname = $1, false) as is_here,
       a.usename::text as user,
       coalesce(r.rolsuper, false) or a.usename in ('rdsadmin', 'azuresu', 'cloudsqladmin') as is_superuser,
       coalesce(a.application_name, '') as application,
       a.backend_type::text as type,
       a.state::text,
       to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as backend_start,
       to_char(a.state_change at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as state_change,
       extract(epoch from clock_timestamp() - a.state_change)::float8 as state_seconds,
       extract(epoch from clock_timestamp() - a.xact_start)::float8 as transaction_seconds,
       coalesce(locks.is_in_transaction, false) as is_in_transaction,
       left(coalesce(a.query, ''), ${QUERY_CHARS}) as query,
       a.pid = pg_backend_pid() or a.application_name = 'orixoon' as is_ours,
       a.usesysid is not null
         and (pg_has_role(current_user, a.usesysid, 'USAGE') or pg_has_role(current_user, 'pg_signal_backend', 'USAGE'))
         as is_signalable,
       case when locks.is_waiting then greatest(0, extract(epoch from clock_timestamp() - case
              when current_setting('server_version_num')::int >= 140000 then coalesce(locks.wait_start, clock_timestamp())
              else coalesce(a.state_change, clock_timestamp()) end))::float8
       end as wait_seconds,
       case when locks.is_waiting then pg_blocking_pids(a.pid) end as blocked_by
  from pg_stat_activity a
  left join pg_roles r on r.oid = a.usesysid
  left join locks on locks.pid = a.pid
 order by a.pid`;

/** Every process that the server shows, `database` being the one that is tested. */
export async function readSessions(query: Query, database: string): Promise<readonly Session[]> {
  return (await query(sql, [database])).map(asSession);
}

const asSession = (row: Row): Session => ({
  pid: count(row, 'pid'),
  database: text(row, 'database'),
  isHere: flag(row, 'is_here'),
  user: text(row, 'user'),
  isSuperuser: flag(row, 'is_superuser'),
  application: text(row, 'application') ?? '',
  type: text(row, 'type'),
  state: text(row, 'state'),
  backendStart: text(row, 'backend_start'),
  stateChange: text(row, 'state_change'),
  stateSeconds: number(row, 'state_seconds'),
  transactionSeconds: number(row, 'transaction_seconds'),
  isInTransaction: flag(row, 'is_in_transaction'),
  query: text(row, 'query') ?? '',
  isOurs: flag(row, 'is_ours'),
  isSignalable: flag(row, 'is_signalable'),
  waitSeconds: number(row, 'wait_seconds'),
  blockedBy: numbers(row, 'blocked_by'),
});
