import { isObject } from './defaults.ts';
import { below } from './flaw.ts';
import type { Env } from './interpolate.ts';
import { parseConfig } from './parse.ts';
import { configSchema } from './schema.ts';
import { readValues } from './values.ts';

/** A plugin that a config names, and where. */
export interface PluginEntry {
  readonly specifier: string;
  /** JSON pointer. */
  readonly pointer: string;
  readonly offset: number;
}

/** The plugins that a config's text names, before the config is judged. ConfigError where it is no JSON; what is no text is judged later. */
export function readPluginList(file: string, text: string, env: Env): readonly PluginEntry[] {
  // Most configs name none. Their text is read again to be judged, and once is enough; a key may be spelt in escapes.
  if (!/plugins|\\u/.test(text)) return [];
  const { value, places } = readValues(parseConfig(file, text), configSchema, env);
  const list = isObject(value) ? value['plugins'] : undefined;
  if (!Array.isArray(list)) return [];
  return list.flatMap((specifier: unknown, index): readonly PluginEntry[] => {
    const pointer = below('/plugins', index);
    if (typeof specifier !== 'string' || specifier === '') return [];
    return [{ specifier, pointer, offset: places.get(pointer)?.offset ?? 0 }];
  });
}
