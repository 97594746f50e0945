import type { Look } from '../system.ts';
import { count, numberOrNull, only } from './cells.ts';
import type { Query } from './cells.ts';
import { isDue, isExpired, isFailed, isHeld, isOpen, isPending, isUnresolved, q } from './conditions.ts';
import { holdsIn, inParts } from './parts.ts';
import type { Clock, Part } from './parts.ts';
import { findQueue } from './queue.ts';
import type { Queue } from './queue.ts';
import { restsOnOf, targetOf } from './reading.ts';
import type { Counts, Reading } from './reading.ts';
import { openItems, openLetters } from './scopes.ts';
import { whyReadOnly } from './server.ts';
import { statement } from './statement.ts';
import type { Statement } from './statement.ts';

/** One look at both tables. Throws where one of them, or a column, is not there. */
export async function probe(look: Look): Promise<Reading> {
  const { settings, postgres } = look;
  const query: Query = (sql, params) => postgres.query(sql, params);
  const queue = await findQueue(query, settings.phases.zoho_queue);
  return {
    target: targetOf(settings),
    restsOn: restsOnOf(settings),
    settings: queue.settings,
    tableOid: queue.items.oid,
    lettersOid: queue.letters.oid,
    ...(await countItems(queue, query, look)),
    deadLetters: await countLetters(queue, query, look),
    readOnly: await whyReadOnly(query),
  };
}

async function countItems(queue: Queue, query: Query, clock: Clock): Promise<Counts> {
  const sum = { expired: 0, failed: 0, held: 0, due: 0 };
  let delaySeconds: number | null = null;
  await inParts(openItems(queue), query, clock, async part => {
    const { sql, params } = countsOf(queue, part);
    const row = only(await query(sql, params));
    for (const key of ['expired', 'failed', 'held', 'due'] as const) sum[key] += count(row, key);
    const here = numberOrNull(row, 'delay_seconds');
    if (here !== null) delaySeconds = Math.max(here, delaySeconds ?? here);
  });
  return { ...sum, delaySeconds };
}

const countsOf = (queue: Queue, part: Part): Statement =>
  statement(bind => {
    const [expired, failed] = [isExpired(queue, bind), isFailed(queue, bind)];
    const held = isHeld(queue, bind);
    const due = `${isPending(queue, bind)} and ${isDue(queue, bind)}`;
    // Taken by a worker that died: it still waits. What is held waits for a person, and is no delay of the queue.
    const waits = `((${due}) or (${expired} and not ${held}))`;
    // When it came, or when it was to be tried again.
    const dueSince = `greatest(${q(queue, 'created_at')}, ${q(queue, 'next_retry_at')})`;
    return `select count(*) filter (where ${expired})::int as expired,
      count(*) filter (where ${failed})::int as failed,
      count(*) filter (where ${failed} and ${held})::int as held,
      count(*) filter (where ${due})::int as due,
      extract(epoch from now() - min(${dueSince}) filter (where ${waits}))::float8 as delay_seconds
      from ${queue.items.sql} as q where ${holdsIn('q.ctid', part, isOpen(queue))}`;
  });

async function countLetters(queue: Queue, query: Query, clock: Clock): Promise<number> {
  let letters = 0;
  await inParts(openLetters(queue), query, clock, async part => {
    const sql = `select count(*)::int as letters from ${queue.letters.sql} as d where ${holdsIn('d.ctid', part, isUnresolved(queue))}`;
    letters += count(only(await query(sql)), 'letters');
  });
  return letters;
}
