import type { JsonSchema } from '../config/json-schema.ts';
import { defineSystem as seal } from '../systems/system.ts';
import type { System, SystemSpec } from '../systems/system.ts';

/** A system from outside, as its author writes it down. */
export interface PluginSpec<Reading> extends SystemSpec<Reading> {
  /**
   * The phase's own section of the config, as a JSON schema of an object with `properties`; left out: it has none. Beside
   * it stand `enabled`, `critical` and `timeout_seconds`, as everywhere.
   */
  readonly settings?: JsonSchema;
}

/** A system from outside, with the schema of its section of the config. */
export interface Plugin extends System {
  readonly settings: JsonSchema;
}

/** Make a system of its five parts; the default export of a plugin. */
export function defineSystem<Reading>({ settings, ...spec }: PluginSpec<Reading>): Plugin {
  return { ...seal<Reading>(spec), settings: settings ?? { type: 'object', properties: {} } };
}
