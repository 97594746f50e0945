/** The config's section `phases.redis`, JSON Schema draft 7. */
export const settingsSchema = {
  type: 'object',
  description: 'Redis or Valkey, through connections.redis: does it answer, and how full is it.',
  default: {},
  examples: [{ container: 'redis', memory_high_percent: 70 }],
  additionalProperties: false,
  properties: {
    container: {
      type: 'string',
      description:
        'The container that Redis runs in: what restart_redis restarts, and what this phase waits for while it is sick. Left out: Redis is restarted by hand, and this phase waits for no container.',
      minLength: 1,
      maxLength: 255,
      examples: ['redis'],
    },
    ping_timeout_ms: {
      type: 'integer',
      description: 'A PING without an answer for this long is the issue redis_not_responding. Milliseconds.',
      minimum: 1,
      maximum: 600_000,
      default: 2000,
      examples: [2000],
    },
    memory_high_percent: {
      type: 'number',
      description:
        'Used memory at or above this share of the limit is the issue redis_memory_high. Percent; at most memory_full_percent.',
      minimum: 1,
      maximum: 100,
      default: 80,
      examples: [80],
    },
    memory_full_percent: {
      type: 'number',
      description: 'Used memory at or above this share of the limit is the issue redis_memory_full. Percent.',
      minimum: 1,
      maximum: 100,
      default: 95,
      examples: [95],
    },
    expiring_within_seconds: {
      type: 'number',
      description: 'flush_expiring_keys deletes only keys that would expire within this time anyway. Seconds.',
      minimum: 1,
      maximum: 31_536_000,
      default: 3600,
      examples: [3600],
    },
  },
} as const;
