import type { Ajv, ValidateFunction } from 'ajv';
import type { ShapeError } from '../../schemas/validate-healing-config.js';
import { isObject } from '../config/defaults.ts';
import { below } from '../config/flaw.ts';
import { builtinGrammar } from '../config/grammar.ts';
import type { Grammar } from '../config/grammar.ts';
import type { JsonSchema } from '../config/json-schema.ts';
import { propertyOf } from '../config/json-schema.ts';
import { schemaFor } from '../config/schema.ts';
import type { PhaseSection } from '../config/schema.ts';
import type { Json } from '../core/json.ts';
import { wordsOf } from '../errors.ts';
import { phaseSections } from '../systems/catalogue.ts';
import type { Catalogue } from '../systems/catalogue.ts';
import type { Plugin } from './plugin.ts';

/** The section of a plugin's phase: there with its defaults, and strict about its keys, as every section is. */
const sectionOf = ({ id, title, settings }: Plugin): PhaseSection => ({
  name: id,
  settings: { description: `${title}.`, ...settings, type: 'object', default: {}, additionalProperties: false },
});

/** Why a plugin's schema is none, or none that its own defaults fit; null where it is sound. */
export function schemaTrouble({ settings }: Plugin, ajv: Ajv): string | null {
  try {
    ajv.compile(settings);
    for (const [key, schema] of Object.entries(settings.properties ?? {}))
      if (schema.default !== undefined && !ajv.validate(schema, schema.default))
        return `settings.properties.${key}: its default is not what it asks for`;
    return null;
  } catch (error) {
    return `settings: expected a JSON schema of draft 7: ${wordsOf(error)}`;
  }
}

/** The grammar with plugins: their sections and `healing_actions` are judged by Ajv now, the rest by what was made ahead of time. */
export function grammarWith(catalogue: Catalogue, plugins: readonly Plugin[], ajv: Ajv): Grammar {
  const schema = schemaFor(catalogue, [...phaseSections, ...plugins.map(sectionOf)]);
  const ids = new Set(plugins.map(({ id }) => id));
  const judged = [['healing_actions'], ...[...ids].map(id => ['phases', id])].map(
    (path): readonly [readonly string[], ValidateFunction] => [path, ajv.compile(at(schema, path))],
  );
  return {
    catalogue,
    schema,
    validate: value => [
      ...builtinGrammar.validate(without(value, ids)),
      ...judged.flatMap(([path, validate]) => errorsAt(path, validate, value)),
    ],
  };
}

const at = (schema: JsonSchema, path: readonly string[]): JsonSchema =>
  path.reduce((inner: JsonSchema, key) => propertyOf(inner, key) ?? {}, schema);

/** What the validator that was made ahead of time knows. */
function without(value: Json, ids: ReadonlySet<string>): Json {
  if (!isObject(value)) return value;
  const rest = Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'healing_actions'));
  const { phases } = value;
  if (phases === undefined) return rest;
  const known = isObject(phases) ? Object.fromEntries(Object.entries(phases).filter(([id]) => !ids.has(id))) : phases;
  return { ...rest, phases: known };
}

function errorsAt(path: readonly string[], validate: ValidateFunction, value: Json): readonly ShapeError[] {
  const found = path.reduce<Json | undefined>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
  if (found === undefined || validate(found)) return [];
  const start = path.reduce<string>(below, '');
  return (validate.errors ?? []).map(({ instancePath, keyword, params }) => {
    const missing: unknown = params['missingProperty'];
    return {
      instancePath: start + instancePath,
      keyword,
      params: typeof missing === 'string' ? { missingProperty: missing } : {},
    };
  });
}
