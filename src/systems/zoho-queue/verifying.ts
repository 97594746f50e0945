import type { Row } from '../../clients/postgres-types.ts';
import type { Batch } from './batch.ts';
import { count, only } from './cells.ts';
import type { Query } from './cells.ts';
import { d, isUnresolved, q } from './conditions.ts';
import type { QueueStatus } from './names.ts';
import { noted } from './notes.ts';
import type { Note } from './notes.ts';
import type { Queue } from './queue.ts';
import { statement } from './statement.ts';

/** The rows of a batch lie elsewhere by now: without their ids nobody can tell whether all is well. */
export class MovedOnError extends Error {}

/**
 * The invariant, before anything is committed: no row is gone, each is what it should be, each dead one has one letter.
 * Asked anew, for a trigger may have had the last word. `moved` is what `moveRows` gave for the batch. MovedOnError where
 * that noted no ids, and they are wanted.
 */
export async function verify(moved: Row, batch: Batch, queue: Queue, query: Query): Promise<void> {
  if (await isWhole(moved, true, batch, queue, query)) return;
  // A trigger may have moved them on.
  if (!batch.withIds) throw new MovedOnError();
  if (await isWhole(moved, false, batch, queue, query)) return;
  const [picked, back, letters] = ['picked', 'back', 'letters'].map(name => count(moved, name));
  throw new Error(
    `the batch was rolled back: of ${picked} rows expected ${back} to be pending and the others dead, with ${letters} new dead letters, and saw something else; does a trigger on ${queue.items.sql} or ${queue.letters.sql} change them?`,
  );
}

async function isWhole(
  moved: Row,
  inPlace: boolean,
  { lettered, withIds }: Batch,
  queue: Queue,
  query: Query,
): Promise<boolean> {
  const { items, letters } = queue;
  const item = d(queue, 'sync_queue_id');
  const { sql, params } = statement(bind => {
    const among = (column: string, ids: Note): string => `${column} = any(${noted(ids, items.type('id'))})`;
    const at = (alias: string, places: Note): string => `${alias}.ctid = any(${noted(places, 'tid')})`;
    // In a partitioned table others may lie in the same place, but not of this transaction.
    const isOurs = (alias: string): string => (inPlace ? `${alias}.xmin = pg_current_xact_id()::xid` : 'true');
    // The status in the filter and not in the condition: an index on it would lead to half of the table.
    const rows = (what: 'back' | 'dead', status: QueueStatus): string =>
      `(select count(*) filter (where ${q(queue, 'status')} = ${queue.status(status)} and ${isOurs('q')})::int
         from ${items.sql} as q where ${inPlace ? at('q', `${what}_places`) : among(q(queue, 'id'), `${what}_ids`)})`;
    const isLetter = `filter (where ${isUnresolved(queue)} and ${isOurs('d')})::int`;
    const already = withIds
      ? `cardinality(array(select unnest(${noted('dead_ids', 'text')}) intersect select unnest(${bind([...lettered], 'text[]')})))`
      : '0';
    return `select ${rows('back', 'pending')} as back, ${rows('dead', 'dead_letter')} as dead, ${already} as already, letters, lettered from
      (select count(*) ${isLetter} as letters, count(distinct ${item}) ${isLetter} as lettered from ${letters.sql} as d
        where ${inPlace ? at('d', 'letter_places') : among(item, 'letter_items')}) as letters`;
  });
  const row = only(await query(sql, params));
  const [back, dead, written, lettersOf] = ['back', 'dead', 'letters', 'lettered'].map(name => count(row, name));
  const isAllThere = back === count(moved, 'back') && dead === count(moved, 'dead');
  const hasOneEach = written === lettersOf && written === count(moved, 'letters');
  return isAllThere && hasOneEach && back + dead === count(moved, 'picked') && written + count(row, 'already') === dead;
}
