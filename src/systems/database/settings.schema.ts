/** The config's section `phases.database`, JSON Schema draft 7. */
export const settingsSchema = {
  type: 'object',
  description: 'PostgreSQL, through connections.database: its connections, its locks, its transactions.',
  default: {},
  examples: [{ container: 'tsh_postgres', lock_wait_seconds: 60 }],
  additionalProperties: false,
  properties: {
    container: {
      type: 'string',
      description:
        'The container that PostgreSQL runs in: while it is sick, this phase waits for it. It is never restarted. Left out: this phase waits for no container.',
      minLength: 1,
      maxLength: 255,
      examples: ['tsh_postgres'],
    },
    pool_usage_percent: {
      type: 'number',
      description:
        'Client connections at or above this share of the slots that are not reserved: the pool is exhausted. Percent.',
      minimum: 1,
      maximum: 100,
      default: 90,
      examples: [90],
    },
    idle_seconds: {
      type: 'number',
      description: 'A connection must have been idle for longer than this to be terminated. Seconds.',
      minimum: 0,
      maximum: 31_536_000,
      default: 300,
      examples: [300],
    },
    lock_wait_seconds: {
      type: 'number',
      description: 'Waiting for a lock for longer than this is the issue table_locks. Seconds.',
      minimum: 0,
      maximum: 31_536_000,
      default: 30,
      examples: [30],
    },
    idle_in_transaction_seconds: {
      type: 'number',
      description: 'Being idle in a transaction for longer than this is the issue stuck_transactions. Seconds.',
      minimum: 0,
      maximum: 31_536_000,
      default: 300,
      examples: [300],
    },
  },
} as const;
