import type { JsonSchema } from './json-schema.ts';

/** The config's section `connections`. */
export const connectionsSchema: JsonSchema = {
  type: 'object',
  description: 'How to reach what is tested. What is left out is not tested.',
  default: {},
  examples: [{ database: { url: '${DATABASE_URL}' } }],
  additionalProperties: false,
  properties: {
    docker: {
      type: 'object',
      description:
        'The Docker engine that runs the stack; {} is enough. Left out: what needs Docker is skipped, or says that it cannot tell.',
      additionalProperties: false,
      examples: [{}],
      properties: {
        host: {
          type: 'string',
          description: 'Its address: unix://, npipe://, tcp://, http://, https:// or ssh://.',
          default: '${DOCKER_HOST:-unix:///var/run/docker.sock}',
          examples: ['unix:///var/run/docker.sock', 'tcp://127.0.0.1:2375'],
        },
      },
    },
    database: {
      type: 'object',
      description:
        'The PostgreSQL database, version 12 or newer. Left out: the phases database and zoho_queue are skipped.',
      additionalProperties: false,
      required: ['url'],
      examples: [{ url: '${DATABASE_URL}' }],
      properties: {
        url: {
          type: 'string',
          description:
            'Required: a postgres:// or postgresql:// URL, as libpq reads it; what it leaves out, PGHOST and its like and ~/.pgpass say. Keep the password out of this file: take it from the environment.',
          examples: ['${DATABASE_URL}'],
        },
        admin_url: {
          type: 'string',
          description:
            'The same database as a user who may use the reserved slots, for when the pool is full. Left out or empty: a pool without a free slot is reported, and not healed.',
          examples: ['${DATABASE_ADMIN_URL:-}'],
        },
      },
    },
    redis: {
      type: 'object',
      description: 'Redis 6 or newer, or Valkey. Left out: the phase redis is skipped.',
      additionalProperties: false,
      required: ['url'],
      examples: [{ url: '${REDIS_URL}' }],
      properties: {
        url: {
          type: 'string',
          description:
            'Required: a redis://, rediss:// or unix:// URL; rediss:// takes ssl_ca_certs, ssl_certfile and ssl_keyfile, unix:// username and password, as redis-py does. Keep the password out of this file: take it from the environment.',
          examples: ['${REDIS_URL}', 'redis://127.0.0.1:6379'],
        },
      },
    },
  },
};
