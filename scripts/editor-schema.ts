import type { JsonSchema } from '../src/config/json-schema.ts';
import { propertyOf } from '../src/config/json-schema.ts';
import { configSchema } from '../src/config/schema.ts';

const reference: JsonSchema = {
  type: 'string',
  pattern: '^\\$\\{[A-Za-z_][A-Za-z0-9_]*(:-[^}]*)?\\}$',
};

function widen(schema: JsonSchema): JsonSchema {
  const { properties, items, ...rest } = schema;
  if (properties === undefined && items === undefined) return isPlainText(schema) ? schema : orReference(schema);
  return {
    ...rest,
    ...(items === undefined ? {} : { items: widen(items) }),
    ...(properties === undefined
      ? {}
      : { properties: Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, widen(inner)])) }),
  };
}

/** Any text would do anyway, a reference too. */
const isPlainText = ({ type, pattern, enum: words }: JsonSchema): boolean =>
  type === 'string' && pattern === undefined && words === undefined;

function orReference({ title, description, default: preset, examples, ...constraints }: JsonSchema): JsonSchema {
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(preset === undefined ? {} : { default: preset }),
    ...(examples === undefined ? {} : { examples }),
    anyOf: [constraints, reference],
  };
}

const namesOf = (section: string): readonly string[] =>
  Object.keys(propertyOf(configSchema, section)?.properties ?? {});

/** Which phases and issue types plugins add, no file can know: with plugins any name may stand there, without them only ours. */
function withPlugins(schema: JsonSchema): JsonSchema {
  const open = ['phases', 'healing_actions'].map((section): readonly [string, JsonSchema] => {
    const kept = Object.entries(propertyOf(schema, section) ?? {}).filter(
      ([keyword]) => keyword !== 'additionalProperties',
    );
    return [section, Object.fromEntries(kept)];
  });
  const ours = Object.fromEntries(
    open.map(([name]) => [name, { type: 'object', propertyNames: { enum: namesOf(name) } }]),
  );
  const conditions = {
    if: { type: 'object', properties: { plugins: {} }, required: ['plugins'] },
    else: { type: 'object', properties: ours },
  };
  return { ...schema, properties: { ...schema.properties, ...Object.fromEntries(open) }, ...conditions };
}

/** The schema for editors and for everybody else who has the file as it is written: `${NAME}` may stand for any value but a list or a section. */
export const editorSchema: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...withPlugins(widen(configSchema)),
};
