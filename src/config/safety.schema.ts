import type { JsonSchema } from './json-schema.ts';

const budget = (what: string, limit: number): JsonSchema => ({
  type: 'integer',
  description: `At most this many attempts at healing ${what} in a run.`,
  minimum: 0,
  maximum: 10_000,
  default: limit,
  examples: [limit],
});

/** The config's section `safety_limits`. */
export const safetyLimitsSchema: JsonSchema = {
  type: 'object',
  description: 'When to stop healing. Attempts count, not successes.',
  default: {},
  examples: [{ max_container_restarts_per_session: 2, cooldown_seconds: 300 }],
  additionalProperties: false,
  properties: {
    max_container_restarts_per_session: budget('by starting or restarting containers', 5),
    max_database_operations_per_session: budget('the database', 3),
    max_redis_operations_per_session: budget('Redis', 3),
    max_queue_operations_per_session: budget('the queue', 3),
    cooldown_seconds: {
      type: 'number',
      description:
        'The least time between two heals by one action of one target, in this run or an earlier one. Seconds.',
      minimum: 0,
      maximum: 604_800,
      default: 60,
      examples: [60],
    },
    prevent_cascade_restarts: {
      type: 'boolean',
      description:
        'True: nothing is restarted on top of a heal that failed, nor what would shake one that succeeded; and nothing that runs is taken down while another heal still settles.',
      default: true,
      examples: [false],
    },
    max_simultaneous_failures: {
      type: 'integer',
      description: 'More root causes than this at once: nothing is healed, and a person is called.',
      minimum: 0,
      maximum: 10_000,
      default: 5,
      examples: [5],
    },
    min_free_disk_gb: {
      type: 'number',
      description: 'Less free disk space than this: nothing is healed. Gigabytes.',
      minimum: 0,
      maximum: 1_000_000,
      default: 1,
      examples: [1],
    },
    max_same_heal_per_day: {
      type: 'integer',
      description: 'The same heal of one target more often than this within a day hides something, and is refused.',
      minimum: 0,
      maximum: 10_000,
      default: 5,
      examples: [5],
    },
  },
};

const names = (what: string, preset: readonly string[], example: string): JsonSchema => ({
  type: 'array',
  description: `${what} that no heal may touch, whoever approves it. * stands for anything, case does not matter.`,
  default: preset,
  examples: [[example]],
  items: { type: 'string', description: 'A name or a pattern.', minLength: 1, examples: [example] },
});

/** The config's section `blacklist`. */
export const blacklistSchema: JsonSchema = {
  type: 'object',
  description: 'What may never be touched. A list given here takes the place of the default list.',
  default: {},
  examples: [{ containers: ['vault'], tables: ['users', 'roles', 'permissions', 'payments'] }],
  additionalProperties: false,
  properties: {
    containers: names('Containers', [], 'vault'),
    processes: names('Processes', ['postgres', 'init', 'systemd'], 'postgres'),
    tables: names('Tables', ['users', 'roles', 'permissions'], 'public.users'),
    database_users: names('Database users', [], 'backup'),
    database_applications: names('Applications, by their application_name in the database,', [], 'pg_dump'),
    redis_keys: names('Redis keys', [], 'session:*'),
  },
};
