import type { Hands } from '../system.ts';
import { count, only, texts } from './cells.ts';
import type { Query } from './cells.ts';
import { attempts, isExhausted, isHeld, isRateLimited, isSpent, isStuck, isExpired, q } from './conditions.ts';
import type { Condition } from './conditions.ts';
import { bury } from './burying.ts';
import type { Queue } from './queue.ts';
import { expectQueueLock } from './queue-lock.ts';
import { statement } from './statement.ts';

/** Which rows a heal takes up, and how long those that go back wait at the most before they are due again. */
export interface Move {
  readonly where: Condition;
  /** Seconds: 2 for each attempt, doubled, up to this. 0: due at once. */
  readonly maxBackoffSeconds: number;
}

const notHeld =
  (where: Condition): Condition =>
  (queue, bind) =>
    `(${where(queue, bind)} and not ${isHeld(queue, bind)})`;

/** Failed items and those behind dead locks: a pause first, for what failed a moment ago. */
export const requeue: Move = { where: notHeld(isStuck), maxBackoffSeconds: 60 };
/** Items that a dead worker kept from the others: they have waited for long enough. */
export const reset: Move = { where: notHeld(isExpired), maxBackoffSeconds: 0 };
/** Pending items that no worker takes any more: all of them are buried. */
export const spent: Move = { where: isSpent, maxBackoffSeconds: 0 };

export interface Moved {
  readonly back: number;
  readonly buried: number;
}

const BATCH = 5000;
/** Those that go back become due one after the other: a burst of old work would lock the newer out, and hit rate limits. */
const PER_SECOND = 50;

/** Move every row that qualifies at the moment of acting, in batches by id, each a transaction. What is locked by others is left alone. */
export async function moveAll(move: Move, queue: Queue, hands: Hands): Promise<Moved> {
  let moved: Moved = { back: 0, buried: 0 };
  let after: string | null = null;
  for (;;) {
    hands.signal.throwIfAborted();
    const from: string | null = after;
    const { back, buried, last }: Batch = await hands.postgres.transaction(query =>
      moveBatch(move, from, moved.back, queue, query),
    );
    moved = { back: moved.back + back, buried: moved.buried + buried };
    if (last === null) return moved;
    after = last;
  }
}

/** `last`: the id to go on after, null where nothing was left to pick. */
interface Batch extends Moved {
  readonly last: string | null;
}

async function moveBatch(move: Move, after: string | null, nth: number, queue: Queue, query: Query): Promise<Batch> {
  await expectQueueLock(query, queue);
  const picked = await pick(move, after, queue, query);
  const ids = texts(picked, 'id');
  const dead = texts(
    picked.filter(row => row['is_exhausted'] === true),
    'id',
  );
  const back = texts(
    picked.filter(row => row['is_exhausted'] !== true),
    'id',
  );
  if (back.length > 0) await giveBack(back, nth, move, queue, query);
  if (dead.length > 0) await bury(dead, queue, query);
  if (ids.length > 0) await verify(back, dead, queue, query);
  return { back: back.length, buried: dead.length, last: ids.at(-1) ?? null };
}

/** Lock the next rows that qualify; PostgreSQL looks at each once more when it has the lock. */
async function pick(move: Move, after: string | null, queue: Queue, query: Query) {
  const id = q(queue, 'id');
  const { sql, params } = statement(
    bind => `select ${id}::text as id, ${isExhausted(queue, bind)} as is_exhausted
      from ${queue.items.sql} as q
     where ${move.where(queue, bind)}${after === null ? '' : ` and ${id} > ${bind(after, queue.items.type('id'))}`}
     order by ${id} limit ${BATCH} for update skip locked`,
  );
  return await query(sql, params);
}

/** Back to pending, behind the others, the attempt counted. Priority, payload, error and creation stay. */
async function giveBack(ids: readonly string[], nth: number, move: Move, queue: Queue, query: Query): Promise<void> {
  const { items, settings } = queue;
  const { sql, params } = statement(bind => {
    const backoff = `least(power(2, least(${attempts(queue)} + 1, 10)), ${bind(move.maxBackoffSeconds, 'float8')})`;
    const pause = `case when ${isRateLimited(queue, bind)} then ${bind(settings.rate_limit_delay_seconds, 'float8')} else ${backoff} end`;
    const turn = `(picked.nth - 1 + ${bind(nth, 'float8')}) / ${PER_SECOND}`;
    return `update ${items.sql} as q set
      ${items.column('status')} = ${queue.status('pending')},
      ${items.column('attempt_count')} = ${attempts(queue)} + 1,
      ${items.column('next_retry_at')} = now() + make_interval(secs => (${pause}) + ${turn}),
      ${items.column('locked_by')} = null,
      ${items.column('lock_expires_at')} = null,
      ${items.column('started_at')} = null
      from unnest(${bind(ids, 'text[]')}) with ordinality as picked(id, nth)
     where ${q(queue, 'id')} = picked.id::${items.type('id')}`;
  });
  await query(sql, params);
}

/** The invariant, before anything is committed: no row is gone, each is where it should be, each dead one has a letter. */
async function verify(back: readonly string[], dead: readonly string[], queue: Queue, query: Query): Promise<void> {
  const { items, letters } = queue;
  const status = q(queue, 'status');
  const { sql, params } = statement(bind => {
    const among = (ids: readonly string[]): string => `any(${bind(ids, `${items.type('id')}[]`)})`;
    const rows = (ids: readonly string[], is: string): string =>
      `(select count(*)::int from ${items.sql} as q where ${q(queue, 'id')} = ${among(ids)} and ${status} = ${is})`;
    return `select ${rows(back, queue.status('pending'))} as back, ${rows(dead, queue.status('dead_letter'))} as dead,
      (select count(distinct d.${letters.column('sync_queue_id')})::int from ${letters.sql} as d
        where d.${letters.column('sync_queue_id')} in (select unnest(${bind(dead, `${items.type('id')}[]`)})) and not d.${letters.column('resolved')}) as letters`;
  });
  const row = only(await query(sql, params));
  const seen = { back: count(row, 'back'), dead: count(row, 'dead'), letters: count(row, 'letters') };
  if (seen.back === back.length && seen.dead === dead.length && seen.letters === dead.length) return;
  throw new Error(
    `the batch was rolled back: expected ${back.length} pending rows and ${dead.length} dead ones with a dead letter each, saw ${seen.back}, ${seen.dead} and ${seen.letters}; does a trigger on ${items.sql} or ${letters.sql} change them?`,
  );
}
