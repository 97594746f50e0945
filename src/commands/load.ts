import { resolve } from 'node:path';
import type { Flags } from '../cli/program.ts';
import { loadConfig } from '../config/load.ts';
import type { LoadedConfig } from '../config/load.ts';
import type { Io } from './io.ts';

/** The config that the flags and the environment name. */
export const loadFor = (flags: Flags, io: Io): LoadedConfig =>
  loadConfig(resolve(flags.config ?? io.env['ORIXOON_CONFIG'] ?? 'healing_config.json'), io.env);
