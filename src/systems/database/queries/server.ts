import type { Query } from '../cells.ts';
import { count, flag, text } from '../cells.ts';
import type { Server } from '../reading.ts';

// reserved_connections is there from PostgreSQL 16 on.
const sql = `
select current_setting('server_version_num')::int as version,
       pg_is_in_recovery() as is_standby,
       current_setting('default_transaction_read_only')::boolean as is_read_only,
       current_setting('max_connections')::int
         - current_setting('superuser_reserved_connections')::int
         - coalesce(current_setting('reserved_connections', true), '0')::int as usable_slots,
       current_database()::text as database,
       current_user::text as role`;

/** What the server says of itself. */
export async function readServer(query: Query): Promise<Server> {
  const [row] = await query(sql);
  if (!row) throw new Error('PostgreSQL gave no row about itself: expected one');
  return {
    version: count(row, 'version'),
    isStandby: flag(row, 'is_standby'),
    isReadOnly: flag(row, 'is_read_only'),
    usableSlots: count(row, 'usable_slots'),
    database: text(row, 'database') ?? '',
    role: text(row, 'role') ?? '',
  };
}
