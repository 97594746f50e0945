/**
 * What PostgreSQL notes of a batch until its transaction ends, for the look at it afterwards: thousands of places and ids,
 * which nobody here reads, and need not come here and go back. A setting of a name of our own, local to the transaction:
 * anybody may make one, it is written to no table, and it is shown to no other session.
 */
export type Note = 'back_places' | 'back_ids' | 'dead_places' | 'dead_ids' | 'letter_places' | 'letter_items';

/** SQL that notes a column of all the rows; its value is true. */
export const note = (name: Note, column: string): string =>
  `set_config('orixoon.${name}', coalesce(array_agg(${column})::text, '{}'), true) is not null as ${name}`;

/** SQL for what was noted, an array. */
export const noted = (name: Note, type: string): string => `current_setting('orixoon.${name}')::${type}[]`;

/** SQL after whose statement rows are found by their places: the planner may think that reading all of a table is quicker. Its value is true. */
export const findByPlace = `set_config('enable_seqscan', 'off', true) is not null as by_place`;
