import type { Look } from '../system.ts';
import { count, numberOrNull, only } from './cells.ts';
import { isDue, isExpired, isFailed, isHeld, isPending, isUnresolved, q } from './conditions.ts';
import { findQueue } from './queue.ts';
import type { Queue } from './queue.ts';
import { restsOnOf, targetOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { whyReadOnly } from './server.ts';
import { statement } from './statement.ts';
import type { Bind, Statement } from './statement.ts';

/** Counting goes on this far at least, so that a message can say how many. */
const MIN_CAP = 1000;

/** One look at both tables. Throws where one of them, or a column, is not there. */
export async function probe({ settings, postgres }: Look): Promise<Reading> {
  const query = (sql: string, params?: readonly unknown[]) => postgres.query(sql, params);
  const queue = await findQueue(query, settings.phases.zoho_queue);
  const cap = capOf(queue);
  const { sql, params } = counts(queue, cap);
  const row = only(await query(sql, params));
  return {
    target: targetOf(settings),
    restsOn: restsOnOf(settings),
    settings: queue.settings,
    tableOid: queue.items.oid,
    lettersOid: queue.letters.oid,
    cap,
    expired: count(row, 'expired'),
    failed: count(row, 'failed'),
    held: count(row, 'held'),
    due: count(row, 'due'),
    deadLetters: count(row, 'dead_letters'),
    delaySeconds: numberOrNull(row, 'delay_seconds'),
    readOnly: await whyReadOnly(query),
  };
}

/** One more than the largest threshold, so that every threshold can still be told. */
function capOf({ settings }: Queue): number {
  const { max_stuck, max_failed, max_pending, max_dead_letters } = settings;
  return Math.max(MIN_CAP, max_stuck, max_failed, max_pending, max_dead_letters) + 1;
}

function counts(queue: Queue, cap: number): Statement {
  return statement(bind => {
    const capped = (from: string, where: string): string =>
      `(select count(*)::int from (select 1 from ${from} where ${where} limit ${bind(cap, 'bigint')}) as capped)`;
    const items = `${queue.items.sql} as q`;
    return `select
      ${capped(items, isExpired(queue, bind))} as expired,
      ${capped(items, isFailed(queue, bind))} as failed,
      ${capped(items, `${isFailed(queue, bind)} and ${isHeld(queue, bind)}`)} as held,
      ${capped(items, `${isPending(queue, bind)} and ${isDue(queue, bind)}`)} as due,
      ${capped(`${queue.letters.sql} as d`, isUnresolved(queue))} as dead_letters,
      (select extract(epoch from now() - least(${oldest(queue, waiting(queue, bind))}, ${oldest(queue, cutOff(queue, bind))}))::float8) as delay_seconds`;
  });
}

/** When the oldest of them was due: when it came, or when it was to be tried again. */
const oldest = (queue: Queue, where: string): string =>
  `(select min(greatest(${q(queue, 'created_at')}, ${q(queue, 'next_retry_at')})) from ${queue.items.sql} as q where ${where})`;

const waiting = (queue: Queue, bind: Bind): string => `${isPending(queue, bind)} and ${isDue(queue, bind)}`;

/** Taken by a worker that died: it still waits. What is held waits for a person, and is no delay of the queue. */
const cutOff = (queue: Queue, bind: Bind): string => `${isExpired(queue, bind)} and not ${isHeld(queue, bind)}`;
