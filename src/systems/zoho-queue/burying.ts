import { texts } from './cells.ts';
import type { Query } from './cells.ts';
import { attempts, d, isUnresolved, maxAttempts, q } from './conditions.ts';
import type { DeadLetterColumn } from './names.ts';
import type { Queue } from './queue.ts';
import { statement } from './statement.ts';

/** Mark locked rows as dead, with exactly one unresolved dead letter each. Throws where one of them would have two. */
export async function bury(ids: readonly string[], queue: Queue, query: Query): Promise<void> {
  await writeLetters(ids, queue, query);
  const { items } = queue;
  const { sql, params } = statement(
    bind => `update ${items.sql} as q set
      ${items.column('status')} = ${queue.status('dead_letter')},
      ${items.column('locked_by')} = null,
      ${items.column('lock_expires_at')} = null
     where ${q(queue, 'id')} = any(${bind(ids, `${items.type('id')}[]`)})`,
  );
  await query(sql, params);
}

/** None for a row that has an unresolved one. */
async function writeLetters(ids: readonly string[], queue: Queue, query: Query): Promise<void> {
  const { items, letters } = queue;
  const cells = Object.entries(cellsOf(queue)) as [DeadLetterColumn, string][];
  const { sql, params } = statement(
    bind => `insert into ${letters.sql} (${cells.map(([name]) => letters.column(name)).join(', ')})
     select ${cells.map(([, value]) => value).join(', ')}
       from ${items.sql} as q
      where ${q(queue, 'id')} = any(${bind(ids, `${items.type('id')}[]`)})
        and not exists (select 1 from ${letters.sql} as d
             where ${d(queue, 'sync_queue_id')} = ${q(queue, 'id')} and ${isUnresolved(queue)})
     returning ${letters.column('sync_queue_id')}::text as item`,
  );
  const written = texts(await query(sql, params), 'item');
  if (new Set(written).size !== written.length)
    throw new Error(
      `the batch was rolled back: ${letters.sql} took more than one dead letter for a row of ${items.sql}`,
    );
}

/** What a dead letter says, as expressions over the row. */
function cellsOf(queue: Queue): Partial<Record<DeadLetterColumn, string>> {
  const { letters } = queue;
  const payload = letters.type('last_payload');
  return {
    // An ORM may be who makes the ids.
    ...(letters.type('id') === 'uuid' && !letters.hasDefault('id')
      ? { id: `md5(${q(queue, 'id')}::text || clock_timestamp()::text || random()::text)::uuid` }
      : {}),
    sync_queue_id: q(queue, 'id'),
    entity_type: q(queue, 'entity_type'),
    source_entity_id: q(queue, 'source_entity_id'),
    failure_reason: `format('no attempts left (%s of %s)%s', ${attempts(queue)}, ${maxAttempts(queue)}, ': ' || ${q(queue, 'error_message')})`,
    error_code: q(queue, 'error_code'),
    total_attempts: attempts(queue),
    last_error_message: q(queue, 'error_message'),
    last_payload: `coalesce(${q(queue, 'validated_payload')}::${payload}, '{}'::${payload})`,
    resolved: 'false',
    created_at: 'now()',
    priority: q(queue, 'priority'),
  };
}
