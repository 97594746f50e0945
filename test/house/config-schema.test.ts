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
}

function keysOf(schema: JsonSchema, path: string): readonly Key[] {
  const inner = Object.entries(schema.properties ?? {}).map(([name, property]): Key => ({
    path: `${path}.${name}`,
    schema: property,
  }));
  const items = schema.items === undefined ? [] : [{ path: `${path}[]`, schema: schema.items }];
  return [...inner, ...items].flatMap(key => [key, ...keysOf(key.schema, key.path)]);
}

const keys = keysOf(configSchema, '');
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

  test('that holds a value has a default or examples', () => {
    const bare = keys
      .filter(isLeaf)
      .filter(({ schema }) => schema.default === undefined && schema.examples === undefined);
    expect(bare.map(({ path }) => path)).toEqual([]);
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

  test('describes every key that the config has', () => {
    expect(keysOf(editorSchema, '').map(({ path }) => path)).toEqual(keys.map(({ path }) => path));
  });
});
