import type { Hands } from '../system.ts';
import { BATCH, moveRows } from './batch.ts';
import type { Batch, Move } from './batch.ts';
import { count, only } from './cells.ts';
import type { Query } from './cells.ts';
import { isExpired, isHeld, isSpent, isStuck } from './conditions.ts';
import type { Condition } from './conditions.ts';
import { letteredItems } from './lettered.ts';
import { inParts } from './parts.ts';
import type { Clock, Part } from './parts.ts';
import type { Queue } from './queue.ts';
import { expectQueueLock } from './queue-lock.ts';
import { openItems } from './scopes.ts';
import { MovedOnError, verify } from './verifying.ts';

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

/** What one part should take, with all of its statements. */
const PART_MS = 65;

/**
 * Move the rows that qualify at the moment of acting, but no more than were planned, in batches, each a transaction. What
 * is locked by others is left alone.
 */
export async function moveAll(move: Move, planned: number, queue: Queue, hands: Hands, clock: Clock): Promise<Moved> {
  const moved = { back: 0, buried: 0 };
  const query: Query = (sql, params) => hands.postgres.query(sql, params);
  const lettered = await letteredItems(queue, query, clock);
  let withIds = lettered.size > 0;
  const work = async (part: Part): Promise<void> => {
    let hasMore = true;
    while (hasMore) {
      hands.signal.throwIfAborted();
      const atMost = Math.min(BATCH, planned - moved.back - moved.buried);
      if (atMost <= 0) return;
      try {
        const batch = await hands.postgres.transaction(asked =>
          moveBatch({ move, part, nth: moved.back, atMost, lettered, withIds }, queue, asked),
        );
        moved.back += batch.back;
        moved.buried += batch.buried;
        hasMore = batch.back + batch.buried === atMost;
      } catch (error) {
        if (!(error instanceof MovedOnError)) throw error;
        // It was rolled back. Once more, and from here on, with the ids.
        withIds = true;
      }
    }
  };
  await inParts(openItems(queue), query, clock, work, PART_MS);
  return moved;
}

async function moveBatch(batch: Batch, queue: Queue, query: Query): Promise<Moved> {
  await expectQueueLock(query, queue);
  const { sql, params } = moveRows(batch, queue);
  const moved = only(await query(sql, params));
  if (count(moved, 'picked') > 0) await verify(moved, batch, queue, query);
  return { back: count(moved, 'back'), buried: count(moved, 'dead') };
}
