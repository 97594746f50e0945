import type { Json } from '../core/json.ts';
import { quote } from './flaw.ts';
import type { JsonSchema } from './json-schema.ts';
import type { Place } from './values.ts';

/** What the patterns of the schema ask for, in words. */
const patterns: Readonly<Record<string, string>> = {
  '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$': 'a name of at most 64 letters, digits, dots, dashes and underscores',
  '^[A-Za-z_][A-Za-z0-9_]*$': 'the name of an environment variable: letters, digits and _',
  '^/+[^/]': 'an absolute path, below /',
  '[^*?]': 'a pattern that is more than wildcards',
};

/** What a schema asks for: `an integer of at least 1`. */
export function describeWanted(schema: JsonSchema): string {
  if (schema.enum)
    return `one of ${schema.enum.map(word => (typeof word === 'string' ? word : JSON.stringify(word))).join(', ')}`;
  switch (schema.type) {
    case 'object':
      return 'an object in braces';
    case 'array':
      return describeList(schema);
    case 'boolean':
      return 'true or false';
    case 'integer':
      return `an integer${describeRange(schema)}`;
    case 'number':
      return `a number${describeRange(schema)}`;
    default:
      return describeText(schema);
  }
}

function describeList({ minItems, maxItems }: JsonSchema): string {
  if (maxItems !== undefined) return `a list of ${minItems ?? 0} to ${maxItems} entries`;
  return minItems ? 'a list with at least one entry' : 'a list in brackets';
}

function describeText({ pattern, minLength, maxLength }: JsonSchema): string {
  if (pattern !== undefined) return patterns[pattern] ?? `a text that matches ${pattern}`;
  if (maxLength !== undefined) return `a text of ${minLength ?? 0} to ${maxLength} characters`;
  return minLength ? 'a text that is not empty' : 'a text in quotes';
}

function describeRange({ minimum, maximum }: JsonSchema): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return ` of at least ${minimum}`;
  return maximum === undefined ? '' : ` of at most ${maximum}`;
}

/** What stands there instead. Nothing from the environment is shown, and of other texts only what cannot be a secret. */
export function describeSeen(value: Json, pointer: string, place: Place | undefined): string {
  if (place !== undefined && place.variables.length > 0)
    return `the value of ${place.variables.join(' and ')} (not shown)`;
  if (typeof value === 'string') {
    if (value === '') return 'an empty text';
    const mayShow = /^[\w .-]{1,40}$/.test(value) && !/^\/(connections|notifications)(\/|$)/.test(pointer);
    return mayShow ? `${quote(value)} (a text)` : 'a text';
  }
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (value !== null && typeof value === 'object') return 'an object';
  return String(value);
}
