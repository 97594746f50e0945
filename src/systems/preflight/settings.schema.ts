/** The config's section `phases.preflight`, JSON Schema draft 7. */
export const settingsSchema = {
  type: 'object',
  description: 'The machine itself: disk, memory and environment variables, before anything else is trusted.',
  default: {},
  examples: [{ min_free_disk_gb: 20, required_env: ['DATABASE_URL'] }],
  additionalProperties: false,
  properties: {
    min_free_disk_gb: {
      type: 'number',
      description: 'Free disk space below this is the issue disk_space_low. Gigabytes.',
      minimum: 0,
      maximum: 1_000_000,
      default: 5,
      examples: [5, 20],
    },
    min_free_memory_percent: {
      type: 'number',
      description: 'Available memory of the machine below this fails the check. Percent.',
      minimum: 0,
      maximum: 100,
      default: 20,
      examples: [10, 20],
    },
    required_env: {
      type: 'array',
      description: 'Environment variables that must be set and not empty. Only their names are ever shown.',
      default: [],
      examples: [['DATABASE_URL', 'REDIS_URL']],
      items: {
        type: 'string',
        description: 'The name of an environment variable.',
        pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
        examples: ['DATABASE_URL'],
      },
    },
  },
} as const;
