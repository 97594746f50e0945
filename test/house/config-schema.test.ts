import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { parse } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { editorSchema } from '../../scripts/editor-schema.ts';
import type { JsonSchema } from '../../src/config/json-schema.ts';
import { schemaFiles } from '../../scripts/schema-files.ts';
import { configSchema } from '../../src/config/schema.ts';
import { catalogue } from '../../src/systems/catalogue.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test.each(schemaFiles())('$path is what the schema says now; if not: npm run schemas', ({ path, text }) => {
  expect(read(path) === text).toBe(true);
});

interface Key {
  readonly path: string;
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
}

function keysOf(schema: JsonSchema, path: string): readonly Key[] {
  const inner = Object.entries(schema.properties ?? {}).map(([name, property]): Key => ({
    path: `${path}.${name}`,
    schema: property,
    isRequired: schema.required?.includes(name) ?? false,
  }));
  const items = schema.items === undefined ? [] : [{ path: `${path}[]`, schema: schema.items, isRequired: false }];
  return [...inner, ...items].flatMap(key => [key, ...keysOf(key.schema, key.path)]);
}

const keys = keysOf(configSchema, '');
/** Names, addresses, and what is off where it is not asked for: every key that has no default, beside the names of columns. */
const withoutDefault = [
  '.$schema',
  '.connections.docker',
  '.connections.database',
  '.connections.database.url',
  '.connections.database.admin_url',
  '.connections.redis',
  '.connections.redis.url',
  '.phases.containers.expected',
  '.phases.containers.expected[].name',
  '.phases.containers.expected[].project',
  '.phases.containers.expected[].service',
  '.phases.database.container',
  '.phases.redis.container',
  '.phases.workers.expected',
  '.phases.workers.expected[].name',
  '.phases.workers.expected[].match',
  '.phases.workers.expected[].container',
  '.phases.workers.expected[].systemd_unit',
  '.phases.workers.expected[].restart_command',
  '.phases.workers.expected[].heartbeat',
  '.phases.workers.expected[].heartbeat.redis_key',
  '.phases.workers.expected[].heartbeat.query',
  '.phases.workers.expected[].stalled_seconds',
  '.phases.zoho_queue.table',
  '.phases.application.container',
  '.phases.application.health_url',
  '.phases.application.log_file',
  '.notifications.slack.webhook_url',
  '.notifications.discord.webhook_url',
  '.notifications.webhook.url',
  '.notifications.email.smtp_url',
];

const isLeaf = ({ schema }: Key): boolean => schema.properties === undefined;

describe('every key', () => {
  test('is there: the sections and the phases', () => {
    expect(keys.length).toBeGreaterThan(250);
    expect(Object.keys(configSchema.properties?.['phases']?.properties ?? {})).toEqual(
      catalogue.phases.map(({ name }) => name),
    );
    expect(Object.keys(configSchema.properties?.['healing_actions']?.properties ?? {})).toEqual(
      Object.keys(catalogue.issues),
    );
  });

  test('has a description that is a sentence', () => {
    expect(keys.filter(({ schema }) => !/^.{5,}[.:]/.test(schema.description ?? '')).map(({ path }) => path)).toEqual(
      [],
    );
  });

  test('has examples', () => {
    const bare = keys.filter(({ schema }) => (schema.examples ?? []).length === 0);
    expect(bare.map(({ path }) => path)).toEqual([]);
  });

  test('has a default, but for what nobody could choose for the user', () => {
    const without = keys.filter(({ path, schema }) => !path.endsWith('[]') && schema.default === undefined);
    const columns = without.filter(({ path }) => /^\.phases\.zoho_queue\.(dead_letter_)?columns\./.test(path));
    expect(columns.length).toBeGreaterThan(30);
    expect(without.filter(key => !columns.includes(key)).map(({ path }) => path)).toEqual(withoutDefault);
  });

  test('without a default says that it is required, or what happens when it is left out', () => {
    const silent = keys.filter(({ path, schema, isRequired }) => {
      if (path.endsWith('[]') || schema.default !== undefined) return false;
      return !(isRequired ? /^Required: ./ : /\. Left out(?: or empty)?: ./).test(schema.description ?? '');
    });
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  test('that is a switch shows by its example what turning it does', () => {
    const idle = keys.filter(({ schema }) => schema.type === 'boolean' && !schema.examples?.includes(!schema.default));
    expect(idle.map(({ path }) => path).filter(path => !path.endsWith('.requires_confirmation'))).toEqual([]);
  });

  test('that is a number has a least value, and its unit where it has one', () => {
    const numbers = keys.filter(({ schema }) => schema.type === 'number' || schema.type === 'integer');
    expect(numbers.filter(({ schema }) => schema.minimum === undefined).map(({ path }) => path)).toEqual([]);
    const units = { _seconds: 'Seconds', _ms: 'Milliseconds', _percent: 'Percent', _gb: 'Gigabytes' };
    for (const [ending, unit] of Object.entries(units)) {
      const silent = numbers.filter(({ path, schema }) => path.endsWith(ending) && !schema.description?.includes(unit));
      expect(silent.map(({ path }) => path)).toEqual([]);
    }
  });

  test('that is a section takes no strangers', () => {
    const open = keys.filter(key => !isLeaf(key) && key.schema.additionalProperties !== false);
    expect(open.map(({ path }) => path)).toEqual([]);
  });

  test('has a default and examples that fit it', () => {
    const ajv = new Ajv({ strict: true });
    for (const { path, schema } of keys) {
      const { description, examples = [], default: preset, ...constraints } = schema;
      const validate = ajv.compile(constraints);
      const values = preset === undefined ? examples : [preset, ...examples];
      expect(
        values.filter(value => !validate(value)),
        `${path}: ${description}`,
      ).toEqual([]);
    }
  });
});

describe('the schema for editors', () => {
  const validate = new Ajv({ strict: true }).compile(JSON.parse(read('schemas/healing_config.schema.json')) as object);

  test('takes the shipped config as it is written', () => {
    expect(validate(parse(read('healing_config.json')))).toBe(true);
  });

  test('takes a reference for a number, a switch and an action, and no other text', () => {
    const at = (value: string): unknown => ({
      reports: { keep: value },
      auto_healing: { enabled: value },
      healing_actions: { table_locks: { action: value } },
    });
    expect(validate(at('${NAME:-1}'))).toBe(true);
    expect(validate(at('1'))).toBe(false);
  });

  test('with plugins takes their phases, issue types and actions, as the config is taken; without them only ours', () => {
    const foreign = [
      { phases: { pond: {} } },
      { healing_actions: { pond_dry: { max_retries: 1 } } },
      { healing_actions: { container_unhealthy: { action: 'fill_pond' } } },
    ];
    for (const part of foreign)
      expect([validate({ plugins: ['./pond.js'], ...part }), validate(part)], JSON.stringify(part)).toEqual([
        true,
        false,
      ]);
    // One of ours that does not fit is wrong whatever plugins there are.
    for (const action of ['restart_redis', 'Fill Pond', 7, true])
      expect(validate({ plugins: ['./pond.js'], healing_actions: { container_unhealthy: { action } } })).toBe(false);
    const { container_unhealthy: known } = catalogue.issues;
    for (const action of [known?.action, null, '${ACTION}'])
      expect(validate({ healing_actions: { container_unhealthy: { action } } })).toBe(true);
  });

  test('describes every key that the config has', () => {
    expect(keysOf(editorSchema, '').map(({ path }) => path)).toEqual(keys.map(({ path }) => path));
  });
});
