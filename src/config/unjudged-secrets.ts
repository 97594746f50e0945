import { getNodeValue } from 'jsonc-parser';
import type { Json } from '../core/json.ts';
import { isObject } from './defaults.ts';
import { below } from './flaw.ts';
import type { Env } from './interpolate.ts';
import { interpolate } from './interpolate.ts';
import { parseConfig } from './parse.ts';
import { findSecrets } from './secrets.ts';
import type { Secret } from './secrets.ts';
import type { Taken } from './values.ts';

/** The secrets of a config that nobody has judged yet: a plugin may speak before that. ConfigError where it is no JSON. */
export function unjudgedSecrets(file: string, text: string, env: Env): readonly Secret[] {
  const taken: Taken[] = [];
  const fill = (value: Json, pointer: string): Json => {
    if (typeof value === 'string') {
      const filled = interpolate(value, env);
      taken.push(...filled.taken.map(one => ({ pointer, ...one })));
      return filled.value;
    }
    if (Array.isArray(value)) return value.map((inner: Json, index) => fill(inner, below(pointer, index)));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner, below(pointer, key))]));
  };
  return findSecrets(fill(getNodeValue(parseConfig(file, text)) as Json, ''), taken);
}
