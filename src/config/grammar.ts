import { validateShape } from '../../schemas/validate-healing-config.js';
import type { ShapeError } from '../../schemas/validate-healing-config.js';
import type { Json } from '../core/json.ts';
import { catalogue } from '../systems/catalogue.ts';
import type { Catalogue } from '../systems/catalogue.ts';
import type { JsonSchema } from './json-schema.ts';
import { configSchema } from './schema.ts';

/** What a config is judged by: what it may name, and the schema that follows from that. */
export interface Grammar {
  readonly catalogue: Catalogue;
  readonly schema: JsonSchema;
  /** Every error of types, ranges and missing keys. */
  validate(value: Json): readonly ShapeError[];
}

/** The phases that come with Orixoon, and the validator that was made ahead of time. */
export const builtinGrammar: Grammar = {
  catalogue,
  schema: configSchema,
  validate: value => (validateShape(value) ? [] : (validateShape.errors ?? [])),
};
