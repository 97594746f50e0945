import type { Grammar } from '../config/grammar.ts';
import { builtinGrammar } from '../config/grammar.ts';
import type { System } from '../systems/system.ts';

/** What a config is judged by, and what its plugins add to test and heal. Loads nothing of what is built in. */
export interface Roster {
  readonly grammar: Grammar;
  readonly plugins: readonly System[];
}

/** Without plugins. */
export const builtinRoster: Roster = { grammar: builtinGrammar, plugins: [] };
