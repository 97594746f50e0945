import { attemptsInAll, maxAttempts, q } from './conditions.ts';
import type { DeadLetterColumn } from './names.ts';
import type { Queue } from './queue.ts';

/** What a dead letter says, as expressions over the row. */
export function cellsOf(queue: Queue): Partial<Record<DeadLetterColumn, string>> {
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
    failure_reason: `format('no attempts left (%s of %s)%s', ${attemptsInAll(queue)}, ${maxAttempts(queue)}, ': ' || ${q(queue, 'error_message')})`,
    error_code: q(queue, 'error_code'),
    total_attempts: attemptsInAll(queue),
    last_error_message: q(queue, 'error_message'),
    last_payload: `coalesce(${q(queue, 'validated_payload')}::${payload}, '{}'::${payload})`,
    resolved: 'false',
    created_at: 'now()',
    priority: q(queue, 'priority'),
  };
}
