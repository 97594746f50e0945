import { PostgresError } from '../../clients/errors.ts';
import { StaleError } from '../../errors.ts';
import type { Hands } from '../system.ts';
import { only } from './cells.ts';
import type { Query } from './cells.ts';
import type { Queue } from './queue.ts';

/** The upper half of the lock's number, so that it is ours; the lower half is the table's oid. "OXQ". */
const SPACE = 0x4f5851;
const key = `((${SPACE}::bigint << 32) | $1::oid::bigint)`;

/** Why nobody else may heal this queue now. */
export const taken = 'another run is healing this queue (it holds the advisory lock): wait until it is over';

/** True while another session heals this queue. Takes nothing. */
export async function isTaken(query: Query, { items }: Queue): Promise<boolean> {
  const sql = `select exists (
    select from pg_locks l join pg_database b on b.oid = l.database and b.datname = current_database()
     where l.locktype = 'advisory' and l.objsubid = 1 and l.granted and l.pid <> pg_backend_pid()
       and l.classid = ${SPACE}::oid and l.objid = $1::oid) as taken`;
  return only(await query(sql, [items.oid]))['taken'] === true;
}

/** Do the work as the only healer of this queue. Throws StaleError where another one is at it. */
export async function withQueueLock<T>(hands: Hands, { items }: Queue, work: () => Promise<T>): Promise<T> {
  const { postgres } = hands;
  const row = only(await postgres.query(`select pg_try_advisory_lock(${key}) as is_ours`, [items.oid]));
  if (row['is_ours'] !== true) throw new StaleError(`${taken}; nothing was done`);
  try {
    return await work();
  } finally {
    await release(hands, items.oid);
  }
}

/** Inside a transaction: the lock of the session may have gone with a lost connection. Ours already: taken once more. */
export async function expectQueueLock(query: Query, { items }: Queue): Promise<void> {
  const row = only(await query(`select pg_try_advisory_xact_lock(${key}) as is_ours`, [items.oid]));
  if (row['is_ours'] !== true) throw new StaleError(`${taken}; the rest was left alone`);
}

async function release({ postgres }: Hands, oid: string): Promise<void> {
  try {
    await postgres.query(`select pg_advisory_unlock(${key})`, [oid]);
  } catch (error) {
    // A session that broke has given its locks back by itself.
    if (!(error instanceof PostgresError)) throw error;
  }
}
