/** The config's section `phases.containers`, JSON Schema draft 7. */
export const settingsSchema = {
  type: 'object',
  description: 'The containers of the stack: do they exist, run, and pass their own health checks.',
  default: {},
  examples: [{ expected: [{ name: 'tsh_postgres' }, { name: 'app', depends_on: ['tsh_postgres'] }] }],
  additionalProperties: false,
  properties: {
    expected: {
      type: 'array',
      description:
        'The containers that must be well. Left out: those of the compose project in the working directory, else all that run or have a restart policy.',
      minItems: 1,
      maxItems: 1000,
      examples: [[{ name: 'tsh_postgres' }, { name: 'redis' }, { name: 'app', depends_on: ['tsh_postgres', 'redis'] }]],
      items: {
        type: 'object',
        description: 'One expected container.',
        additionalProperties: false,
        required: ['name'],
        examples: [{ name: 'app', depends_on: ['redis'] }],
        properties: {
          name: {
            type: 'string',
            description:
              'Required: the exact name of the container, and the name by which everything else in this file calls it.',
            minLength: 1,
            maxLength: 255,
            examples: ['redis', 'tsh_postgres'],
          },
          project: {
            type: 'string',
            description:
              'Look the container up by this compose project and its service, instead of by its name. Left out: by service in any project where service is given, else by name.',
            minLength: 1,
            maxLength: 255,
            examples: ['tsh-erp'],
          },
          service: {
            type: 'string',
            description:
              'The compose service to look up within the project. Left out: the same as name where project is given, else the container is looked up by name.',
            minLength: 1,
            maxLength: 255,
            examples: ['redis'],
          },
          one_shot: {
            type: 'boolean',
            description: 'True of a container that does its work and ends, as a migration does: exit code 0 is well.',
            default: false,
            examples: [true],
          },
          depends_on: {
            type: 'array',
            description:
              'The other expected containers that this one rests on: while one of them is sick, this one waits.',
            default: [],
            examples: [['tsh_postgres', 'redis']],
            items: {
              type: 'string',
              description: 'The name of another expected container.',
              minLength: 1,
              examples: ['redis'],
            },
          },
        },
      },
    },
    starting_grace_seconds: {
      type: 'number',
      description:
        'For how long a health check may say "starting" before that is a failure; longer where the image itself asks for more. Seconds.',
      minimum: 0,
      maximum: 86_400,
      default: 60,
      examples: [60, 180],
    },
    stuck_after_seconds: {
      type: 'number',
      description: 'A container that is restarting, removing or starting for longer than this is stuck. Seconds.',
      minimum: 1,
      maximum: 86_400,
      default: 120,
      examples: [120, 300],
    },
  },
} as const;
