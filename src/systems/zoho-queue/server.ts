import { only } from './cells.ts';
import type { Query } from './cells.ts';

const sql = `
select pg_is_in_recovery() as is_standby,
       current_setting('default_transaction_read_only')::boolean as is_read_only`;

/** Why this server takes no writes, or null. */
export async function whyReadOnly(query: Query): Promise<string | null> {
  const row = only(await query(sql));
  if (row['is_standby'] === true) return 'the database is in recovery: nothing is healed on a standby';
  if (row['is_read_only'] === true) return 'the database refuses writes (default_transaction_read_only is on)';
  return null;
}
