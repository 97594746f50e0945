import type { Json } from '../core/json.ts';
import { below } from './flaw.ts';
import { interpolate } from './interpolate.ts';
import type { Env } from './interpolate.ts';
import type { JsonSchema } from './json-schema.ts';
import type { Place } from './values.ts';

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The values with every default of the schema filled in. A default's own references are read; `places` learns of them. */
export function withDefaults(
  value: Json,
  schema: JsonSchema,
  env: Env,
  places: Map<string, Place>,
  pointer = '',
): Json {
  if (Array.isArray(value))
    return value.map((item: Json, index) => withDefaults(item, schema.items ?? {}, env, places, below(pointer, index)));
  if (!isObject(value) || schema.properties === undefined) return value;
  const filled: Record<string, Json> = {};
  for (const [key, inner] of Object.entries(schema.properties)) {
    const here = below(pointer, key);
    const found = Object.hasOwn(value, key)
      ? value[key]
      : preset(inner, here, env, places, places.get(pointer)?.offset ?? 0);
    if (found !== undefined) filled[key] = withDefaults(found, inner, env, places, here);
  }
  return filled;
}

function preset(
  schema: JsonSchema,
  pointer: string,
  env: Env,
  places: Map<string, Place>,
  offset: number,
): Json | undefined {
  // What is there but could not be read is not replaced: it has its flaw.
  if (places.has(pointer) || typeof schema.default !== 'string') return schema.default;
  const { value, taken } = interpolate(schema.default, env);
  places.set(pointer, { offset, variables: taken.map(({ name }) => name) });
  return value;
}
