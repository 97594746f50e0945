import { isOpen, isUnresolved } from './conditions.ts';
import type { Scope } from './parts.ts';
import type { Queue } from './queue.ts';

/** The items (alias `q`) that somebody has to do something about. */
export const openItems = (queue: Queue): Scope => ({
  oid: queue.items.oid,
  from: `${queue.items.sql} as q`,
  where: isOpen(queue),
});

/** The dead letters (alias `d`) that nobody has dealt with. */
export const openLetters = (queue: Queue): Scope => ({
  oid: queue.letters.oid,
  from: `${queue.letters.sql} as d`,
  where: isUnresolved(queue),
});
