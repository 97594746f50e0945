import type { System } from '../systems/system.ts';
import { systems } from '../systems/registry.ts';
import type { Roster } from './roster.ts';

/** All that a run can test and heal, in the order of the phases: what comes with Orixoon, and what plugins add. */
export const systemsOf = ({ plugins }: Roster): readonly System[] => [...systems, ...plugins];
