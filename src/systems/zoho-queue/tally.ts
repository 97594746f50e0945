import { count, only, text } from './cells.ts';
import type { Query } from './cells.ts';
import { d, isExhausted, isHeld, isRateLimited, isUnresolved, q } from './conditions.ts';
import type { Condition } from './conditions.ts';
import type { Queue } from './queue.ts';
import { statement } from './statement.ts';

/** What a heal would do to the rows, exactly. `digest` tells one set of rows, with their locks, from another. */
export interface Tally {
  readonly back: number;
  /** Among those that go back: with an error that wants a pause first. */
  readonly later: number;
  readonly buried: number;
  readonly held: number;
  readonly digest: string;
}

/** Count the rows of a condition by what becomes of them. */
export async function tally(where: Condition, queue: Queue, query: Query): Promise<Tally> {
  const { sql, params } = statement(bind => {
    const held = isHeld(queue, bind);
    const dead = isExhausted(queue, bind);
    const late = isRateLimited(queue, bind);
    const row = `${q(queue, 'id')}::text || ' ' || ${q(queue, 'status')}::text || ' ' || coalesce(extract(epoch from ${q(queue, 'lock_expires_at')})::text, '')`;
    return `select count(*) filter (where not ${held} and not ${dead})::int as back,
      count(*) filter (where not ${held} and not ${dead} and ${late})::int as later,
      count(*) filter (where not ${held} and ${dead})::int as buried,
      count(*) filter (where ${held})::int as held,
      coalesce(sum(hashtextextended(${row}, 0)::numeric) filter (where not ${held}), 0)::text as digest
      from ${queue.items.sql} as q where ${where(queue, bind)}`;
  });
  const found = only(await query(sql, params));
  return {
    back: count(found, 'back'),
    later: count(found, 'later'),
    buried: count(found, 'buried'),
    held: count(found, 'held'),
    digest: text(found, 'digest'),
  };
}

/** The unresolved dead letters, exactly. */
export async function tallyLetters(
  queue: Queue,
  query: Query,
): Promise<{ readonly letters: number; readonly digest: string }> {
  const sql = `select count(*)::int as letters,
      coalesce(sum(hashtextextended(${d(queue, 'id')}::text, 0)::numeric), 0)::text as digest
      from ${queue.letters.sql} as d where ${isUnresolved(queue)}`;
  const row = only(await query(sql));
  return { letters: count(row, 'letters'), digest: text(row, 'digest') };
}
