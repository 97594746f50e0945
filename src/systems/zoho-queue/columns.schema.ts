const name = (column: string) =>
  ({
    type: 'string',
    description: `What the column ${column} is called in your table.`,
    minLength: 1,
    maxLength: 63,
    examples: [column],
  }) as const;

const names = (columns: readonly string[]) => ({
  type: 'object' as const,
  default: {},
  additionalProperties: false as const,
  properties: Object.fromEntries(columns.map(column => [column, name(column)])),
});

/** `phases.zoho_queue.columns`: every column of the queue table that may be called otherwise. */
export const columns = {
  description: 'Columns of the queue table that are called otherwise in your database: our name to yours.',
  examples: [{ attempt_count: 'attempts', locked_by: 'worker' }],
  ...names([
    'id',
    'inbox_event_id',
    'entity_type',
    'source_entity_id',
    'operation_type',
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
    'completed_at',
    'error_message',
    'error_code',
  ]),
};

/** `phases.zoho_queue.dead_letter_columns`: the same for the dead-letter table. */
export const deadLetterColumns = {
  description: 'Columns of the dead-letter table that are called otherwise in your database: our name to yours.',
  examples: [{ sync_queue_id: 'queue_id' }],
  ...names([
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
    'resolution_notes',
    'created_at',
    'priority',
  ]),
};
