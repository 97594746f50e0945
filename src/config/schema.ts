import { phaseSections } from '../systems/catalogue.ts';
import { connectionsSchema } from './connections.schema.ts';
import { autoHealingSchema, healingActionsSchema } from './healing.schema.ts';
import type { JsonSchema } from './json-schema.ts';
import { notificationsSchema } from './notifications.schema.ts';
import { blacklistSchema, safetyLimitsSchema } from './safety.schema.ts';

const ofEveryPhase: Readonly<Record<string, JsonSchema>> = {
  enabled: { type: 'boolean', description: 'False: this phase is skipped.', default: true, examples: [false] },
  critical: {
    type: 'boolean',
    description: 'False: a failure of this phase only warns.',
    default: true,
    examples: [false],
  },
  timeout_seconds: {
    type: 'number',
    description: 'For how long one look at this phase may take. Seconds.',
    minimum: 0.1,
    maximum: 3600,
    default: 10,
    examples: [10],
  },
};

const phase = (section: JsonSchema): JsonSchema => ({
  ...section,
  properties: { ...ofEveryPhase, ...section.properties },
});

const phasesSchema: JsonSchema = {
  type: 'object',
  description: 'What to test, phase by phase. A phase without what it needs is skipped, and says so.',
  default: {},
  examples: [{ redis: { container: 'redis' }, application: { enabled: false } }],
  additionalProperties: false,
  properties: Object.fromEntries(phaseSections.map(({ name, settings }) => [name, phase(settings)])),
};

const reportsSchema: JsonSchema = {
  type: 'object',
  description: 'Where the reports go.',
  default: {},
  examples: [{ directory: '/var/lib/orixoon/reports', keep: 30 }],
  additionalProperties: false,
  properties: {
    directory: {
      type: 'string',
      description: 'The folder of the reports. A relative path starts at the folder of this file.',
      minLength: 1,
      default: 'reports',
      examples: ['reports', '/var/lib/orixoon/reports'],
    },
    keep: {
      type: 'integer',
      description: 'How many reports to keep; the oldest go first.',
      minimum: 1,
      maximum: 1_000_000,
      default: 100,
      examples: [100],
    },
  },
};

/** All of healing_config.json, as its values must be once `${NAME}` has been read. */
export const configSchema: JsonSchema = {
  type: 'object',
  title: 'Orixoon',
  description: 'What Orixoon tests, and what it may heal.',
  additionalProperties: false,
  properties: {
    $schema: {
      type: 'string',
      description: 'Where this schema is, for editors. Left out: nothing is lost but their help.',
      examples: ['./schemas/healing_config.schema.json'],
    },
    environment: {
      type: 'string',
      description: 'Names the lock, the ledger and the reports: one run at a time for each environment.',
      pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$',
      default: 'default',
      examples: ['staging', 'production'],
    },
    auto_healing: autoHealingSchema,
    connections: connectionsSchema,
    phases: phasesSchema,
    healing_actions: healingActionsSchema,
    safety_limits: safetyLimitsSchema,
    blacklist: blacklistSchema,
    notifications: notificationsSchema,
    reports: reportsSchema,
  },
};
