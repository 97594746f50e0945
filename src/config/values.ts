import type { Node } from 'jsonc-parser';
import type { Json } from '../core/json.ts';
import type { Flaw } from './flaw.ts';
import { below, keyOf, MOST_SHOWN, quote } from './flaw.ts';
import { interpolate } from './interpolate.ts';
import type { Env } from './interpolate.ts';
import type { JsonSchema } from './json-schema.ts';
import { propertyOf } from './json-schema.ts';
import { describeUnknownKey } from './unknown-key.ts';
import { urlKeys } from './url-keys.ts';

/** Where a value of the config stands, and where it came from. */
export interface Place {
  readonly offset: number;
  /** The environment variables that the value refers to: then it is not shown. */
  readonly variables: readonly string[];
}

/** What was taken from the environment, and for which key. */
export interface Taken {
  readonly pointer: string;
  readonly name: string;
  readonly value: string;
}

/** The values of the config, with where each stands and all that was wrong on the way. Unknown keys are not among them. */
export interface Values {
  readonly value: Json;
  /** By JSON pointer. */
  readonly places: Map<string, Place>;
  readonly taken: readonly Taken[];
  readonly flaws: readonly Flaw[];
}

interface Walk {
  readonly env: Env;
  readonly root: JsonSchema;
  readonly places: Map<string, Place>;
  readonly taken: Taken[];
  readonly flaws: Flaw[];
}

/** Keys whose empty text counts as left out. */
const mayBeEmpty = new Set(urlKeys.filter(({ isOptional }) => isOptional).map(({ pointer }) => pointer));

/** Turn the tree into values: references are read, unknown and doubled keys found. Types and ranges are not looked at here. */
export function readValues(tree: Node, root: JsonSchema, env: Env): Values {
  const walk: Walk = { env, root, places: new Map(), taken: [], flaws: [] };
  const value = read(tree, root, '', walk) ?? null;
  return { value, places: walk.places, taken: walk.taken, flaws: walk.flaws };
}

function read(node: Node, schema: JsonSchema, pointer: string, walk: Walk): Json | undefined {
  walk.places.set(pointer, { offset: node.offset, variables: [] });
  if (node.type === 'string') return readText(node, schema, pointer, walk);
  if (node.type === 'object') return schema.type === 'object' ? readObject(node, schema, pointer, walk) : {};
  if (node.type === 'array')
    return (node.children ?? []).map(
      (child, index) => read(child, schema.items ?? {}, below(pointer, index), walk) ?? null,
    );
  return node.value as Json;
}

function readObject(node: Node, schema: JsonSchema, pointer: string, walk: Walk): Json {
  const value: Record<string, Json> = {};
  const seen = new Set<string>();
  for (const { children = [] } of node.children ?? []) {
    const [keyNode, valueNode] = children;
    if (keyNode === undefined || valueNode === undefined) continue;
    const key = String(keyNode.value);
    const flaw = (message: string): number =>
      walk.flaws.push({ offset: keyNode.offset, pointer: below(pointer, key), message });
    const inner = propertyOf(schema, key);
    if (seen.has(key))
      flaw(`${quote(key)} stands more than once in ${keyOf(pointer) || 'the config'}; keep one of them`);
    else if (inner === undefined) flaw(unknownKey(key, pointer, schema, walk));
    else {
      const found = read(valueNode, inner, below(pointer, key), walk);
      if (found !== undefined) value[key] = found;
    }
    seen.add(key);
  }
  return value;
}

// Looking for what was meant takes time, and of thousands only the first are shown.
const unknownKey = (key: string, pointer: string, schema: JsonSchema, walk: Walk): string =>
  walk.flaws.length < MOST_SHOWN ? describeUnknownKey(key, pointer, schema, walk.root) : `${quote(key)} is no key`;

function readText(node: Node, schema: JsonSchema, pointer: string, walk: Walk): Json | undefined {
  const { value, names, taken, isWhole, problems } = interpolate(String(node.value), walk.env);
  walk.places.set(pointer, { offset: node.offset, variables: names });
  for (const problem of problems)
    walk.flaws.push({ offset: node.offset, pointer, message: `${keyOf(pointer)}: ${problem}` });
  // Whatever could be looked at now would only be wrong because of what is missing.
  if (problems.length > 0) return undefined;
  if (value === '' && mayBeEmpty.has(pointer)) return undefined;
  const converted = isWhole ? convert(value, schema) : value;
  // A number or a switch is no secret, and blacking it out would black out half of every report.
  if (typeof converted === 'string')
    walk.taken.push(...taken.map(({ name, value: text }) => ({ pointer, name, value: text })));
  return converted;
}

function convert(text: string, { type }: JsonSchema): Json {
  const plain = text.trim();
  if (type === 'boolean' && (plain === 'true' || plain === 'false')) return plain === 'true';
  if ((type === 'number' || type === 'integer') && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain))
    return Number(plain);
  return text;
}
