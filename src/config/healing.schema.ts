import type { ActionInfo } from '../core/policy.ts';
import { fittingActions } from '../systems/catalogue.ts';
import type { Catalogue } from '../systems/catalogue.ts';
import type { IssueInfo } from '../systems/system.ts';
import type { JsonSchema } from './json-schema.ts';

/** The config's section `auto_healing`. */
export const autoHealingSchema: JsonSchema = {
  type: 'object',
  description: 'Whether and how patiently to heal. Nothing is healed without --auto-heal on the command line.',
  default: {},
  examples: [{ dry_run: true }, { max_healing_attempts: 2, retry_delay_seconds: 5 }],
  additionalProperties: false,
  properties: {
    enabled: {
      type: 'boolean',
      description: 'False: nothing is ever healed, whatever the command line says.',
      default: true,
      examples: [false],
    },
    dry_run: {
      type: 'boolean',
      description: 'True: every run decides everything and changes nothing, as with --dry-run.',
      default: false,
      examples: [true],
    },
    max_healing_attempts: {
      type: 'integer',
      description: 'Attempts at one problem in a run, whatever max_retries of the issue type says.',
      minimum: 1,
      maximum: 100,
      default: 3,
      examples: [3],
    },
    retry_delay_seconds: {
      type: 'number',
      description: 'The wait between two attempts of a run. Seconds.',
      minimum: 0,
      maximum: 3600,
      default: 10,
      examples: [10],
    },
    stabilization: {
      type: 'object',
      description: 'When a heal counts as done: the check passes several times in a row.',
      default: {},
      examples: [{ timeout_seconds: 60, consecutive_passes: 3 }],
      additionalProperties: false,
      properties: {
        timeout_seconds: {
          type: 'number',
          description: 'For how long to wait for that after an action. Seconds.',
          minimum: 0.1,
          maximum: 86_400,
          default: 30,
          examples: [30],
        },
        consecutive_passes: {
          type: 'integer',
          description: 'How many times in a row the check must pass.',
          minimum: 1,
          maximum: 100,
          default: 2,
          examples: [2],
        },
        interval_seconds: {
          type: 'number',
          description: 'The time between two of these looks. Seconds.',
          minimum: 0.01,
          maximum: 3600,
          default: 1,
          examples: [1],
        },
      },
    },
  },
};

/** The config's section `healing_actions`: one entry for each issue type, with the actions that fit it. */
export const healingActionsSchema = (catalogue: Catalogue): JsonSchema => ({
  type: 'object',
  description: 'What to do about each type of issue. What is left out takes its default.',
  default: {},
  examples: [{ redis_not_responding: { max_retries: 1 }, table_locks: { enabled: false } }],
  additionalProperties: false,
  properties: Object.fromEntries(
    Object.entries(catalogue.issues).map(([type, issue]) => [
      type,
      remedySchema(issue, fittingActions(issue, catalogue.actions)),
    ]),
  ),
});

function remedySchema(issue: IssueInfo, fitting: readonly ActionInfo[]): JsonSchema {
  // What is risky by default asks, has longer, and is not tried again and again.
  const isRisky = fitting.some(({ id, risk }) => id === issue.action && risk === 'high');
  return {
    type: 'object',
    description: `${issue.title}: ${issue.meaning}`,
    default: {},
    examples: [issue.action === null ? { enabled: false } : { action: issue.action, max_retries: 1 }],
    additionalProperties: false,
    properties: {
      enabled: {
        type: 'boolean',
        description: 'False: this type of issue is reported, never healed.',
        default: true,
        examples: [false],
      },
      action: {
        description: `What heals it. ${describeActions(fitting)}`,
        enum: [...fitting.map(({ id }) => id), null],
        default: issue.action,
        examples: [issue.action],
      },
      max_retries: {
        type: 'integer',
        description: 'How often to try again in the same run after the first attempt.',
        minimum: 0,
        maximum: 100,
        default: isRisky ? 1 : 2,
        examples: [1, 2],
      },
      timeout_seconds: {
        type: 'number',
        description: 'For how long one attempt may take. Seconds.',
        minimum: 1,
        maximum: 86_400,
        default: isRisky ? 60 : 30,
        examples: [30, 60],
      },
      requires_confirmation: {
        type: 'boolean',
        description: 'True: ask first. A high risk asks whatever stands here.',
        default: isRisky,
        examples: [true],
      },
    },
  };
}

function describeActions(fitting: readonly ActionInfo[]): string {
  if (fitting.length === 0) return 'Nothing does: it is only reported.';
  return `null: nothing. ${fitting.map(({ id, title, risk }) => `${id}: ${title}, ${risk} risk.`).join(' ')}`;
}
