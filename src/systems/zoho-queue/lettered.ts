import { texts } from './cells.ts';
import type { Query } from './cells.ts';
import { d, isOpen, isUnresolved, q } from './conditions.ts';
import { holdsIn, inParts } from './parts.ts';
import type { Clock } from './parts.ts';
import type { Queue } from './queue.ts';
import { openLetters } from './scopes.ts';

/**
 * The items that have an unresolved dead letter and are not dead: somebody has set them back by hand. They are few. Asked
 * letter by letter and once for the whole heal: nothing says that the dead letters can be searched by item.
 */
export async function letteredItems(queue: Queue, query: Query, clock: Clock): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  await inParts(openLetters(queue), query, clock, async part => {
    const sql = `select ${d(queue, 'sync_queue_id')}::text as item from ${queue.letters.sql} as d
      where ${holdsIn('d.ctid', part, isUnresolved(queue))}
        and (select ${isOpen(queue)} from ${queue.items.sql} as q where ${q(queue, 'id')} = ${d(queue, 'sync_queue_id')})`;
    for (const item of texts(await query(sql), 'item')) found.add(item);
  });
  return found;
}
