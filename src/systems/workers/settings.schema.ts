const heartbeat = {
  type: 'object',
  description: 'A sign of life that the worker leaves: either redis_key or query. Left out: none is looked for.',
  additionalProperties: false,
  examples: [{ redis_key: 'tds:scheduler:heartbeat', max_age_seconds: 120 }],
  properties: {
    redis_key: {
      type: 'string',
      description: 'The Redis key that holds the time of the last heartbeat. Left out: query is asked.',
      minLength: 1,
      examples: ['tds:scheduler:heartbeat'],
    },
    query: {
      type: 'string',
      description:
        'A PostgreSQL query that returns the time of the last heartbeat. It runs in a read-only session. Left out: redis_key is read.',
      minLength: 1,
      examples: ['SELECT max(completed_at) FROM tds_sync_queue'],
    },
    max_age_seconds: {
      type: 'number',
      description: 'A heartbeat older than this is too old. Seconds.',
      minimum: 0.1,
      maximum: 31_536_000,
      default: 120,
      examples: [120],
    },
  },
} as const;

const worker = {
  type: 'object',
  description: 'One expected worker or scheduler.',
  additionalProperties: false,
  required: ['name'],
  examples: [{ name: 'uvicorn', kind: 'worker', container: 'app', match: 'uvicorn', min_processes: 2 }],
  properties: {
    name: {
      type: 'string',
      description: 'Required: what to call it in reports.',
      minLength: 1,
      maxLength: 255,
      examples: ['uvicorn', 'tds-scheduler'],
    },
    kind: {
      type: 'string',
      description: 'A worker may have several processes; a scheduler is never started beside a live one.',
      enum: ['worker', 'scheduler'],
      default: 'worker',
      examples: ['worker', 'scheduler'],
    },
    match: {
      type: 'string',
      description:
        'A part of the command line of its processes. Left out: every process of its container counts, or the state of its unit does.',
      minLength: 1,
      examples: ['uvicorn', 'tds_auto_sync_scheduler'],
    },
    min_processes: {
      type: 'integer',
      description: 'Fewer live matching processes than this: the worker is down.',
      minimum: 1,
      maximum: 10_000,
      default: 1,
      examples: [1, 2],
    },
    container: {
      type: 'string',
      description:
        'The container that it runs in, and that is restarted for it. Left out: it is looked for in its unit, else on this machine.',
      minLength: 1,
      maxLength: 255,
      examples: ['app', 'tds-scheduler'],
    },
    systemd_unit: {
      type: 'string',
      description:
        'The systemd unit that runs it, and that is restarted for it. Left out: it is looked for in its container, else on this machine.',
      minLength: 1,
      maxLength: 255,
      examples: ['tds-scheduler.service'],
    },
    restart_command: {
      type: 'array',
      description:
        'The command that restarts it, where neither a container nor a unit does: the program and its arguments, each on its own. No shell reads it. Left out: what neither a container nor a unit runs is restarted by hand.',
      minItems: 1,
      examples: [['/usr/local/bin/restart-worker', '--name', 'tds']],
      items: {
        type: 'string',
        description: 'The program, then each argument.',
        examples: ['/usr/local/bin/restart-worker'],
      },
    },
    heartbeat,
    stalled_seconds: {
      type: 'number',
      description:
        'Work is due in the queue and nothing was completed for this long: it does not process. Seconds. Left out: off, whether work gets done is not looked at.',
      minimum: 0.1,
      maximum: 31_536_000,
      examples: [600],
    },
  },
} as const;

/** The config's section `phases.workers`, JSON Schema draft 7. */
export const settingsSchema = {
  type: 'object',
  description: 'Background workers and schedulers: are their processes there, and do they get work done.',
  default: {},
  examples: [{ expected: [{ name: 'tds-scheduler', kind: 'scheduler', systemd_unit: 'tds-scheduler.service' }] }],
  additionalProperties: false,
  properties: {
    expected: {
      type: 'array',
      description: 'The workers that must be well. Left out: this phase is skipped.',
      minItems: 1,
      maxItems: 1000,
      examples: [[{ name: 'uvicorn', kind: 'worker', container: 'app', match: 'uvicorn', min_processes: 2 }]],
      items: worker,
    },
  },
} as const;
