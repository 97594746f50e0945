import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validateShape } from '../../../schemas/validate-healing-config.js';
import type { JsonSchema } from '../../../src/config/json-schema.ts';
import { configSchema } from '../../../src/config/schema.ts';
import { ConfigError, UsageError } from '../../../src/errors.ts';
import { load } from './config-on-disk.ts';

/** Loads, or throws one of the two errors that say what to do, each problem at a place that exists. */
function check(content: string | Buffer, env: Readonly<Record<string, string>> = {}): void {
  try {
    load(content, env);
  } catch (error) {
    if (error instanceof ConfigError) {
      expect(error.problems.length).toBeGreaterThan(0);
      for (const { line, column, message } of error.problems) {
        expect(line).toBeGreaterThan(0);
        expect(column).toBeGreaterThan(0);
        expect(message).not.toBe('');
      }
    } else if (!(error instanceof UsageError)) throw error;
  }
}

const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.json({ maxDepth: 3 }).map(text => JSON.parse(text) as unknown),
  fc.constantFrom(
    '',
    '${A}',
    '${B:-1}',
    '${',
    'redis://a',
    'postgres://a:b@c/d',
    '__proto__',
    'restart_redis',
    null,
    -1,
    1e308,
  ),
);

/** Configs that know the keys: some values fit, some do not, some keys are strangers. */
function valueFor(schema: JsonSchema): fc.Arbitrary<unknown> {
  const fitting = fc.constantFrom(...(schema.examples ?? [schema.default ?? null]), ...(schema.enum ?? []));
  const { properties, items } = schema;
  if (properties !== undefined) {
    const known = Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, valueFor(inner)]));
    const record = fc.record(known, { requiredKeys: [] });
    return fc.oneof({ weight: 30, arbitrary: record }, { weight: 1, arbitrary: anything });
  }
  if (items !== undefined) {
    const list = fc.array(valueFor(items), { maxLength: 4 });
    return fc.oneof({ weight: 10, arbitrary: list }, { weight: 1, arbitrary: anything });
  }
  return fc.oneof({ weight: 10, arbitrary: fitting }, { weight: 1, arbitrary: anything });
}

const config = valueFor(configSchema);
const env = fc.record(
  { A: fc.string(), DATABASE_URL: fc.constantFrom('', 'postgres://a:b@c/d', 'x') },
  { requiredKeys: [] },
);

test('configs that are nearly right', () => {
  fc.assert(
    fc.property(config, env, (value, variables) => check(JSON.stringify(value, null, 1), variables)),
    { numRuns: 150 },
  );
});

test('configs cut and spoilt anywhere', () => {
  const spoilt = fc.tuple(config, fc.nat(), fc.nat(20), fc.string()).map(([value, at, length, insert]) => {
    const text = JSON.stringify(value, null, 1);
    const start = at % (text.length + 1);
    return text.slice(0, start) + insert + text.slice(start + length);
  });
  fc.assert(
    fc.property(spoilt, text => check(text)),
    { numRuns: 150 },
  );
});

test('texts made of the pieces of JSON', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"a"',
    '"phases"',
    '"__proto__"',
    '1',
    'null',
    '//',
    '/*',
    '*/',
    '\n',
    '"',
    '\\u',
    '${',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), pieces => check(pieces.join(''))),
    { numRuns: 150 },
  );
});

test('any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), bytes => check(Buffer.from(bytes))),
    { numRuns: 150 },
  );
});

test('any text at all, as a value and as a key', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(text, text, (key, value) => {
      check(JSON.stringify({ [key]: value, environment: value, connections: { redis: { url: value, [key]: 1 } } }));
    }),
    { numRuns: 150 },
  );
});

test('the compiled validator says what Ajv says of the whole schema', () => {
  const validate = new Ajv({ strict: true }).compile(configSchema);
  // Chance seldom makes a right one: this is one for sure.
  const right = { connections: { redis: { url: 'redis://cache' } } };
  expect(validateShape(right)).toBe(true);
  const said = new Set([validate(right)]);
  fc.assert(
    fc.property(config, value => {
      said.add(validate(value));
      expect(validateShape(value)).toBe(validate(value));
    }),
    { numRuns: 300 },
  );
  expect([...said].sort()).toEqual([false, true]);
});
