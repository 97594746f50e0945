/** Columns that a look or a heal reads or writes; what else a table has is nobody's business here. */
export const queueColumns = [
  'id',
  'entity_type',
  'source_entity_id',
  'validated_payload',
  'status',
  'priority',
  'attempt_count',
  'max_retry_attempts',
  'next_retry_at',
  'locked_by',
  'lock_expires_at',
  'created_at',
  'started_at',
  'error_message',
  'error_code',
] as const;
/** Columns that are known by name and left alone. */
export const untouchedQueueColumns = ['inbox_event_id', 'operation_type', 'completed_at'] as const;
export type QueueColumn = (typeof queueColumns)[number];

export const deadLetterColumns = [
  'id',
  'sync_queue_id',
  'entity_type',
  'source_entity_id',
  'failure_reason',
  'error_code',
  'total_attempts',
  'last_error_message',
  'last_payload',
  'resolved',
  'resolved_at',
  'resolved_by',
  'created_at',
  'priority',
] as const;
export const untouchedDeadLetterColumns = ['resolution_notes'] as const;
/** What giving back, or burying, an item writes into its row. */
export const writtenQueueColumns = [
  'status',
  'attempt_count',
  'next_retry_at',
  'locked_by',
  'lock_expires_at',
  'started_at',
] as const satisfies readonly QueueColumn[];
/** What resolving a dead letter writes into its row. */
export const writtenDeadLetterColumns = ['resolved', 'resolved_at', 'resolved_by'] as const;
export type DeadLetterColumn = (typeof deadLetterColumns)[number];

/** The values of the status column that a look or a heal speaks of. */
export const statuses = ['pending', 'processing', 'failed', 'dead_letter'] as const;
export type QueueStatus = (typeof statuses)[number];
