import { catalogue, phaseSections } from '../systems/catalogue.ts';
import type { Catalogue } from '../systems/catalogue.ts';
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

/** The config's part of one phase: its own settings. */
export interface PhaseSection {
  readonly name: string;
  readonly settings: JsonSchema;
}

const phasesSchema = (sections: readonly PhaseSection[]): JsonSchema => ({
  type: 'object',
  description: 'What to test, phase by phase. A phase without what it needs is skipped, and says so.',
  default: {},
  examples: [{ redis: { container: 'redis' }, application: { enabled: false } }],
  additionalProperties: false,
  properties: Object.fromEntries(sections.map(({ name, settings }) => [name, phase(settings)])),
});

const pluginsSchema: JsonSchema = {
  type: 'array',
  description: 'Modules that add phases of yours. They run with the rights of Orixoon, so trust them as you trust it.',
  default: [],
  examples: [['./my-system.js'], ['orixoon-rabbitmq']],
  maxItems: 50,
  items: {
    type: 'string',
    description: 'Required: a file, from the folder of this one on, or a package that is installed there.',
    minLength: 1,
    examples: ['./my-system.js'],
  },
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
export const schemaFor = (names: Catalogue, sections: readonly PhaseSection[]): JsonSchema => ({
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
    plugins: pluginsSchema,
    phases: phasesSchema(sections),
    healing_actions: healingActionsSchema(names),
    safety_limits: safetyLimitsSchema,
    blacklist: blacklistSchema,
    notifications: notificationsSchema,
    reports: reportsSchema,
  },
});

/** The same without plugins. */
export const configSchema: JsonSchema = schemaFor(catalogue, phaseSections);
