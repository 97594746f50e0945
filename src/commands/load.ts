import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Flags } from '../cli/program.ts';
import { readConfigText } from '../config/config-file.ts';
import { judgeConfig } from '../config/load.ts';
import type { LoadedConfig } from '../config/load.ts';
import { readPluginList } from '../config/plugin-list.ts';
import type { Secret } from '../config/secrets.ts';
import { builtinRoster } from '../plugins/roster.ts';
import type { Roster } from '../plugins/roster.ts';
import type { Io } from './io.ts';

/** A config with what it was judged by: the phases that are built in, and those of its plugins. */
export interface Loaded extends LoadedConfig {
  readonly roster: Roster;
}

type Asked = Pick<Flags, 'config'>;

/** The config that the flags and the environment name, its plugins first. Throws ConfigError with all that is wrong. */
export async function loadFor(flags: Asked, io: Pick<Io, 'env'>): Promise<Loaded> {
  const { file, text, roster, learn } = await readRoster(flags, io);
  const judged = judgeConfig(file, text, io.env, roster.grammar);
  learn(judged.secrets);
  return { ...judged, roster };
}

/** Whether a config is named, or lies where one is looked for: a command that needs none reads it then. */
export const hasConfig = (flags: Asked, io: Pick<Io, 'env'>): boolean =>
  flags.config !== undefined || io.env['ORIXOON_CONFIG'] !== undefined || existsSync(fileFor(flags, io));

/** What there is, with the plugins of the config, if there is one; the rest of it is not judged. */
export async function rosterFor(flags: Asked, io: Pick<Io, 'env'>): Promise<Roster> {
  return hasConfig(flags, io) ? (await readRoster(flags, io)).roster : builtinRoster;
}

/** The path of the config that the flags and the environment name, whether there is one or not. */
export const fileFor = (flags: Asked, io: Pick<Io, 'env'>): string =>
  resolve(flags.config ?? io.env['ORIXOON_CONFIG'] ?? 'healing_config.json');

interface Read {
  readonly file: string;
  readonly text: string;
  readonly roster: Roster;
  /** What plugins say where nothing is redacted yet, for they are asked before there is a run, holds none of these either. */
  readonly learn: (secrets: readonly Secret[]) => void;
}

async function readRoster(flags: Asked, io: Pick<Io, 'env'>): Promise<Read> {
  const file = fileFor(flags, io);
  const text = readConfigText(file);
  const entries = readPluginList(file, text, io.env);
  if (entries.length === 0) return { file, text, roster: builtinRoster, learn: () => undefined };
  // Few have any, and judging them takes more to load than the rest of this.
  const { loadPlugins } = await import('./load-plugins.ts');
  return { file, text, ...(await loadPlugins(file, text, entries, io.env)) };
}
