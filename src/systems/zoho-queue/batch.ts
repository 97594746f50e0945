import { cellsOf } from './letter.ts';
import { attempts, attemptsInAll, isUsedUp, isRateLimited, q } from './conditions.ts';
import type { Condition } from './conditions.ts';
import type { DeadLetterColumn } from './names.ts';
import { findByPlace, note } from './notes.ts';
import type { Note } from './notes.ts';
import { holdsIn, liesIn } from './parts.ts';
import type { Part } from './parts.ts';
import type { Queue } from './queue.ts';
import { statement } from './statement.ts';
import type { Bind, Statement } from './statement.ts';

/** Which rows a heal takes up, and how long those that go back wait at the most before they are due again. */
export interface Move {
  readonly where: Condition;
  /** Seconds: 2 for each attempt, doubled, up to this. 0: due at once. */
  readonly maxBackoffSeconds: number;
}

/** What one transaction has to know. */
export interface Batch {
  readonly move: Move;
  readonly part: Part;
  /** How many have gone back before these. */
  readonly nth: number;
  /** The most rows that it may take up. */
  readonly atMost: number;
  /** Items that have a dead letter though they are not dead. */
  readonly lettered: ReadonlySet<string>;
  /** Whether to note which items they were, not only where they lie: a tenth of the work, and seldom asked for. */
  readonly withIds: boolean;
}

/** The most rows of one transaction. */
export const BATCH = 4000;
/** Those that go back become due one after the other: a burst of old work would lock the newer out, and hit rate limits. */
const PER_SECOND = 50;

/**
 * One statement that locks the next rows that qualify (PostgreSQL looks at each once more when it has the lock) and gives
 * them back, or buries those without attempts left. One row: how many were `picked`, are `back`, `dead`, and `letters`
 * written. Where the last three lie, and which they are if that is asked for, PostgreSQL keeps until the transaction ends.
 */
export const moveRows = ({ move, part, nth, atMost, lettered, withIds }: Batch, queue: Queue): Statement =>
  statement(bind => {
    const { items, letters } = queue;
    const [id, item] = [items.column('id'), letters.column('sync_queue_id')];
    const cells = Object.entries(cellsOf(queue)) as [DeadLetterColumn, string][];
    const notes = (places: Note, ids: Note): string =>
      [note(places, 'place'), ...(withIds ? [note(ids, 'id')] : [])].join(', ');
    const isNew = `not ${q(queue, 'id')}::text = any(${bind([...lettered], 'text[]')})`;
    // What was moved elsewhere while we waited for its lock would not be found again.
    return `with picked as materialized (
      select q.*, ${liesIn('q.ctid', part)} as "orixoon here", ${isUsedUp(queue, bind)} as "orixoon dead"
        from ${items.sql} as q
       where ${holdsIn('q.ctid', part, move.where(queue, bind))}
       limit ${bind(atMost, 'bigint')} for update skip locked),
    here as not materialized (select * from picked where "orixoon here"),
    turns as materialized (select ${id} as id, row_number() over () as nth from here where not "orixoon dead"),
    back as (update ${items.sql} as q set ${givenBack(move, nth, queue, bind)}
      from turns where ${q(queue, 'id')} = turns.id and ${liesIn('q.ctid', part)}
      returning ${q(queue, 'id')} as id, q.ctid as place),
    dead as (update ${items.sql} as q set ${buried(queue)}
      from (select ${id} as id from here where "orixoon dead") as gone
      where ${q(queue, 'id')} = gone.id and ${liesIn('q.ctid', part)}
      returning ${q(queue, 'id')} as id, q.ctid as place),
    written as (insert into ${letters.sql} (${cells.map(([name]) => letters.column(name)).join(', ')})
      select ${cells.map(([, value]) => value).join(', ')} from here as q where "orixoon dead" and ${isNew}
      returning ${item} as id, ctid as place)
    select (select count(*)::int from here) as picked, back.*, dead.*, letters.*, ${findByPlace}
      from (select count(*)::int as back, ${notes('back_places', 'back_ids')} from back) as back,
           (select count(*)::int as dead, ${notes('dead_places', 'dead_ids')} from dead) as dead,
           (select count(*)::int as letters, ${notes('letter_places', 'letter_items')} from written) as letters`;
  });

/** Back to pending, behind the others, the attempt counted. Priority, payload, error and creation stay. */
function givenBack(move: Move, nth: number, queue: Queue, bind: Bind): string {
  const { items, settings } = queue;
  const backoff = `least(power(2, least(${attempts(queue)} + 1, 10)), ${bind(move.maxBackoffSeconds, 'float8')})`;
  const pause = `case when ${isRateLimited(queue, bind)} then ${bind(settings.rate_limit_delay_seconds, 'float8')} else ${backoff} end`;
  const turn = `(turns.nth - 1 + ${bind(nth, 'float8')}) / ${PER_SECOND}`;
  return `${items.column('status')} = ${queue.status('pending')},
      ${items.column('attempt_count')} = ${attempts(queue)} + 1,
      ${items.column('next_retry_at')} = now() + make_interval(secs => (${pause}) + ${turn}),
      ${items.column('locked_by')} = null,
      ${items.column('lock_expires_at')} = null,
      ${items.column('started_at')} = null`;
}

const buried = (queue: Queue): string =>
  `${queue.items.column('status')} = ${queue.status('dead_letter')},
      ${queue.items.column('attempt_count')} = ${attemptsInAll(queue)},
      ${queue.items.column('locked_by')} = null,
      ${queue.items.column('lock_expires_at')} = null`;
