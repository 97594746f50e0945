import { columns, deadLetterColumns } from './columns.schema.ts';

const codes = {
  type: 'string',
  description: 'An error code as the queue table holds it.',
  minLength: 1,
  examples: ['INVALID_DATA', '429'],
} as const;

/** The config's section `phases.zoho_queue`, JSON Schema draft 7. */
export const settingsSchema = {
  type: 'object',
  description: 'The Zoho sync queue in PostgreSQL, through connections.database.',
  default: {},
  examples: [{ table: 'tds_sync_queue', max_pending: 200 }],
  additionalProperties: false,
  properties: {
    table: {
      type: 'string',
      description: 'The queue table, schema-qualified where it must be. Left out: this phase is skipped.',
      minLength: 1,
      maxLength: 255,
      examples: ['tds_sync_queue', 'sync.tds_sync_queue'],
    },
    dead_letter_table: {
      type: 'string',
      description: 'The table of the dead letters.',
      minLength: 1,
      maxLength: 255,
      default: 'tds_dead_letter_queue',
      examples: ['tds_dead_letter_queue'],
    },
    columns,
    dead_letter_columns: deadLetterColumns,
    max_stuck: {
      type: 'integer',
      description: 'More items than this that failed or whose lock has expired: the queue is stuck.',
      minimum: 0,
      default: 10,
      examples: [10],
    },
    max_failed: {
      type: 'integer',
      description: 'More failed items than this: the queue is stuck.',
      minimum: 0,
      default: 5,
      examples: [5],
    },
    max_pending: {
      type: 'integer',
      description: 'More items than this that are due and wait: too many are pending.',
      minimum: 0,
      default: 50,
      examples: [50],
    },
    max_dead_letters: {
      type: 'integer',
      description: 'More unresolved dead letters than this: too many are pending.',
      minimum: 0,
      default: 10,
      examples: [10],
    },
    max_delay_seconds: {
      type: 'number',
      description: 'The oldest item that is due may wait for this long. Seconds.',
      minimum: 1,
      maximum: 31_536_000,
      default: 3600,
      examples: [3600],
    },
    lock_timeout_seconds: {
      type: 'number',
      description: 'An item without a lock that has been processing for longer than this is stuck. Seconds.',
      minimum: 1,
      maximum: 31_536_000,
      default: 1800,
      examples: [1800],
    },
    held_error_codes: {
      type: 'array',
      description: 'Errors that no retry can cure: items with one of these codes are held, not requeued.',
      default: ['INVALID_DATA', 'INVALID_TOKEN', '401', '403'],
      examples: [['INVALID_DATA', '401']],
      items: codes,
    },
    rate_limit_error_codes: {
      type: 'array',
      description: 'Errors that want a pause first: items with one of these codes are requeued for later.',
      default: ['429'],
      examples: [['429']],
      items: codes,
    },
    rate_limit_delay_seconds: {
      type: 'number',
      description: 'How long that pause is. Seconds.',
      minimum: 1,
      maximum: 86_400,
      default: 60,
      examples: [60],
    },
  },
} as const;
