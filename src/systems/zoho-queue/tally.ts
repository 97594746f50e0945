import { count, only, text } from './cells.ts';
import type { Query } from './cells.ts';
import { d, isUsedUp, isHeld, isRateLimited, isUnresolved, q } from './conditions.ts';
import type { Condition } from './conditions.ts';
import { holdsIn, inParts } from './parts.ts';
import type { Clock, Part } from './parts.ts';
import type { Queue } from './queue.ts';
import { openItems, openLetters } from './scopes.ts';
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
export async function tally(where: Condition, queue: Queue, query: Query, clock: Clock): Promise<Tally> {
  const sum = { back: 0, later: 0, buried: 0, held: 0 };
  let digest = 0n;
  await inParts(openItems(queue), query, clock, async part => {
    const { sql, params } = tallyOf(where, queue, part);
    const found = only(await query(sql, params));
    for (const key of ['back', 'later', 'buried', 'held'] as const) sum[key] += count(found, key);
    digest += BigInt(text(found, 'digest'));
  });
  return { ...sum, digest: String(digest) };
}

const tallyOf = (where: Condition, queue: Queue, part: Part) =>
  statement(bind => {
    const held = isHeld(queue, bind);
    const dead = isUsedUp(queue, bind);
    const late = isRateLimited(queue, bind);
    const row = `${q(queue, 'id')}::text || ' ' || ${q(queue, 'status')}::text || ' ' || coalesce(extract(epoch from ${q(queue, 'lock_expires_at')})::text, '')`;
    return `select count(*) filter (where not ${held} and not ${dead})::int as back,
      count(*) filter (where not ${held} and not ${dead} and ${late})::int as later,
      count(*) filter (where not ${held} and ${dead})::int as buried,
      count(*) filter (where ${held})::int as held,
      coalesce(sum(hashtextextended(${row}, 0)::numeric) filter (where not ${held}), 0)::text as digest
      from ${queue.items.sql} as q where ${holdsIn('q.ctid', part, where(queue, bind))}`;
  });

/** The unresolved dead letters, exactly. */
export async function tallyLetters(
  queue: Queue,
  query: Query,
  clock: Clock,
): Promise<{ readonly letters: number; readonly digest: string }> {
  let letters = 0;
  let digest = 0n;
  await inParts(openLetters(queue), query, clock, async part => {
    const sql = `select count(*)::int as letters,
      coalesce(sum(hashtextextended(${d(queue, 'id')}::text, 0)::numeric), 0)::text as digest
      from ${queue.letters.sql} as d where ${holdsIn('d.ctid', part, isUnresolved(queue))}`;
    const row = only(await query(sql));
    letters += count(row, 'letters');
    digest += BigInt(text(row, 'digest'));
  });
  return { letters, digest: String(digest) };
}
