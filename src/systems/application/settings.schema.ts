/** The config's section `phases.application`, JSON Schema draft 7. */
export const settingsSchema = {
  type: 'object',
  description: 'The application itself: its health URL, the errors in its log, its memory, its restarts.',
  default: {},
  examples: [{ container: 'app', health_url: 'http://127.0.0.1:8000/health' }],
  additionalProperties: false,
  properties: {
    container: {
      type: 'string',
      description:
        'The container that the application runs in, and that is restarted for it. Left out: its memory and its restarts are not looked at, and it is restarted by hand.',
      minLength: 1,
      maxLength: 255,
      examples: ['app'],
    },
    health_url: {
      type: 'string',
      description:
        'Must answer with a status from 200 to 299. An http:// or https:// URL. Left out or empty: no URL is asked.',
      examples: ['http://127.0.0.1:8000/health'],
    },
    health_timeout_ms: {
      type: 'integer',
      description: 'A health URL without an answer for this long fails. Milliseconds.',
      minimum: 1,
      maximum: 600_000,
      default: 5000,
      examples: [5000],
    },
    log_file: {
      type: 'string',
      description:
        'Read this log instead of the container’s. A relative path starts at the folder of this file. Left out: the container’s log is read, where container is set.',
      minLength: 1,
      examples: ['/var/log/tsh/app.log'],
    },
    error_pattern: {
      type: 'string',
      description: 'A line of the log that matches this regular expression is an error.',
      minLength: 1,
      default: '\\b(ERROR|CRITICAL|Exception)\\b',
      examples: ['\\b(ERROR|FATAL)\\b'],
    },
    error_window_seconds: {
      type: 'number',
      description: 'How far back errors are counted, at most to the last start. Seconds.',
      minimum: 1,
      maximum: 86_400,
      default: 300,
      examples: [300],
    },
    max_errors: {
      type: 'integer',
      description: 'More errors than this within the window are the issue high_error_rate.',
      minimum: 0,
      default: 50,
      examples: [50],
    },
    memory_percent: {
      type: 'number',
      description:
        'Memory at or above this share of the container’s limit, page cache aside, is the issue memory_leak. Percent.',
      minimum: 1,
      maximum: 100,
      default: 90,
      examples: [90],
    },
    memory_trend: {
      type: 'boolean',
      description:
        'Memory that rises steadily over this run and earlier ones is the issue memory_leak too, as far as reports.keep reaches.',
      default: true,
      examples: [false],
    },
    memory_trend_min_seconds: {
      type: 'number',
      description:
        'The trend is judged over at least this time, after as long a time to warm up since the container’s start. Seconds.',
      minimum: 1,
      maximum: 2_592_000,
      default: 600,
      examples: [600],
    },
    memory_trend_horizon_seconds: {
      type: 'number',
      description:
        'A rise that would reach the memory limit within this time is a leak; it is drawn on no further ahead than the samples reach back. Seconds.',
      minimum: 1,
      maximum: 31_536_000,
      default: 86_400,
      examples: [86_400],
    },
    memory_trend_growth_percent: {
      type: 'number',
      description:
        'Without a memory limit: steady growth of at least this since the first sample is a leak; 100 is twice as much. Percent.',
      minimum: 10,
      default: 100,
      examples: [100],
    },
    max_restarts: {
      type: 'integer',
      description: 'This many restarts by Docker within the window are the issue crash_loop.',
      minimum: 1,
      default: 3,
      examples: [3],
    },
    restart_window_seconds: {
      type: 'number',
      description: 'How far back restarts are counted. Seconds.',
      minimum: 1,
      maximum: 604_800,
      default: 600,
      examples: [600],
    },
    state_paths: {
      type: 'array',
      description: 'What clear_state_and_restart moves aside, and puts back where that did not help.',
      default: [],
      examples: [['/var/lib/tsh/state/session.json']],
      items: {
        type: 'string',
        description: 'An absolute path, as the application sees it.',
        pattern: '^/+[^/]',
        examples: ['/var/lib/tsh/state/session.json'],
      },
    },
    state_redis_patterns: {
      type: 'array',
      description: 'The Redis keys that clear_state_and_restart deletes, by pattern.',
      default: [],
      examples: [['tsh:app:state:*']],
      items: {
        type: 'string',
        description:
          'A pattern of Redis keys: * stands for anything. More than wildcards, for that would be every key.',
        pattern: '[^*?]',
        examples: ['tsh:app:state:*'],
      },
    },
  },
} as const;
