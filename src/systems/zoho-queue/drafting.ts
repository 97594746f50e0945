import type { Identity } from '../../core/finding.ts';
import { unavailable } from '../../core/plan.ts';
import type { Draft, Touch } from '../../core/plan.ts';
import { StaleError } from '../../errors.ts';
import type { Hands, Look } from '../system.ts';
import type { Query } from './cells.ts';
import { findQueue } from './queue.ts';
import type { Queue } from './queue.ts';
import { isTaken, taken } from './queue-lock.ts';
import { whyReadOnly } from './server.ts';

/** Draft on a fresh look, where the database takes writes, the role may write and nobody else is at it. */
export async function draftOn(look: Look, draft: (queue: Queue, query: Query) => Promise<Draft>): Promise<Draft> {
  const query: Query = (sql, params) => look.postgres.query(sql, params);
  const queue = await findQueue(query, look.settings.phases.zoho_queue);
  const refusal = (await whyReadOnly(query)) ?? queue.missingRight;
  if (refusal !== null) return unavailable(refusal);
  if (await isTaken(query, queue)) return unavailable(taken);
  return await draft(queue, query);
}

/** The plan for so many rows. The rows are checked one by one as they are changed; the digest is what an approval holds for. */
export const draftFor = (queue: Queue, steps: readonly string[], rows: Identity, howMany: number): Draft => ({
  identity: { table: queue.items.oid, dead_letters: queue.letters.oid, ...rows },
  steps,
  touches: [queue.items, queue.letters].map((table): Touch => ({
    kind: 'table',
    names: table.names,
    effect: 'write',
    sacred: null,
  })),
  unavailable: null,
  minTimeoutMs: 30_000 + howMany * MS_PER_ROW,
});

/** A slow disk's time for one row, a hundred times what a quick one needs. */
const MS_PER_ROW = 0.5;

/** The queue as it is now. Throws StaleError where another table has its name by now. */
export async function queueOf(identity: Identity, hands: Hands, look: Look): Promise<Queue> {
  const queue = await findQueue((sql, params) => hands.postgres.query(sql, params), look.settings.phases.zoho_queue);
  if (queue.items.oid === identity['table'] && queue.letters.oid === identity['dead_letters']) return queue;
  throw new StaleError(
    `${queue.items.sql} or ${queue.letters.sql} is not the table that the plan was made on: nothing was done`,
  );
}

/** How many rows the plan, and whoever approved it, spoke of. */
export function plannedIn(identity: Identity, kind: 'back' | 'buried'): number {
  const planned = identity[kind];
  if (typeof planned !== 'number') throw new StaleError(`the plan does not say how many items are ${kind}`);
  return planned;
}

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
