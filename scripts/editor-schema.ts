import type { JsonSchema } from '../src/config/json-schema.ts';
import { propertyOf } from '../src/config/json-schema.ts';
import { configSchema } from '../src/config/schema.ts';
import { catalogue } from '../src/systems/catalogue.ts';

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
    ...(properties === undefined ? {} : { properties: mapped(properties, widen) }),
  };
}

type Properties = NonNullable<JsonSchema['properties']>;

const mapped = (properties: Properties, change: (schema: JsonSchema) => JsonSchema): Properties =>
  Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, change(inner)]));

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

/** The name of an action that a plugin brings. One of ours fits an issue type or does not, whatever plugins there are. */
const definitions = {
  actionOfAPlugin: { type: 'string', pattern: '^[a-z][a-z0-9_]{0,39}$', not: { enum: Object.keys(catalogue.actions) } },
};
const ofAPlugin: JsonSchema & { readonly $ref: string } = { $ref: '#/definitions/actionOfAPlugin' };

/** An issue type of ours, which an action of a plugin may heal too. */
function withForeignAction(remedy: JsonSchema): JsonSchema {
  const action = propertyOf(remedy, 'action');
  const either = { ...action, anyOf: [...(action?.anyOf ?? []), ofAPlugin] };
  return { ...remedy, properties: { ...remedy.properties, action: either } };
}

/** Which phases, issue types and actions plugins add, no file can know: with plugins any name may stand there, without them only ours. */
function withPlugins(schema: JsonSchema): JsonSchema {
  const open = ['phases', 'healing_actions'].map((section): readonly [string, JsonSchema] => {
    const kept = Object.entries(propertyOf(schema, section) ?? {}).filter(
      ([keyword]) => keyword !== 'additionalProperties',
    );
    return [section, Object.fromEntries(kept)];
  });
  const remedies = mapped(propertyOf(schema, 'healing_actions')?.properties ?? {}, withForeignAction);
  const ours = Object.fromEntries(
    open.map(([name]) => [name, { type: 'object', propertyNames: { enum: namesOf(name) } }]),
  );
  const noForeignAction = { type: 'object', properties: { action: { not: ofAPlugin } } };
  const conditions = {
    if: { type: 'object', properties: { plugins: {} }, required: ['plugins'] },
    else: {
      type: 'object',
      properties: {
        ...ours,
        healing_actions: { ...ours['healing_actions'], additionalProperties: noForeignAction },
      },
    },
  };
  const sections: Record<string, JsonSchema> = { ...schema.properties, ...Object.fromEntries(open) };
  const healing_actions = { ...sections['healing_actions'], properties: remedies };
  return { ...schema, properties: { ...sections, healing_actions }, ...conditions, ...{ definitions } };
}

/** The schema for editors and for everybody else who has the file as it is written: `${NAME}` may stand for any value but a list or a section. */
export const editorSchema: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...withPlugins(widen(configSchema)),
};
