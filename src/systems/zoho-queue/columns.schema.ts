import {
  deadLetterColumns as letterColumns,
  queueColumns,
  untouchedDeadLetterColumns,
  untouchedQueueColumns,
} from './names.ts';

const name = (column: string) =>
  ({
    type: 'string',
    description: `What the column ${column} is called in your table. Left out: it has that name there too.`,
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
  ...names([...queueColumns, ...untouchedQueueColumns]),
};

/** `phases.zoho_queue.dead_letter_columns`: the same for the dead-letter table. */
export const deadLetterColumns = {
  description: 'Columns of the dead-letter table that are called otherwise in your database: our name to yours.',
  examples: [{ sync_queue_id: 'queue_id' }],
  ...names([...letterColumns, ...untouchedDeadLetterColumns]),
};
