import type { Grammar } from '../config/grammar.ts';
import { builtinGrammar } from '../config/grammar.ts';
import type { System } from '../systems/system.ts';
import { systems } from '../systems/registry.ts';

/** All that a run can test and heal: what comes with Orixoon, and what plugins add. */
export interface Roster {
  readonly grammar: Grammar;
  /** In the order of the phases. */
  readonly systems: readonly System[];
}

/** Without plugins. */
export const builtinRoster: Roster = { grammar: builtinGrammar, systems };
