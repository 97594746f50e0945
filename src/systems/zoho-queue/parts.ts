import type { Look } from '../system.ts';
import { count, only } from './cells.ts';
import type { Query } from './cells.ts';

/** Who knows how long something took. */
export type Clock = Pick<Look, 'now'>;

/** Some of a table's rows by where they lie: the pages from `from` up to `to`, without that one. Null: all of them. */
export type Part = { readonly from: number; readonly to: number } | null;

/** That a place (`q.ctid`) is in a part. PostgreSQL 14 and later read no other page for it. */
export const liesIn = (place: string, part: Part): string =>
  part === null ? 'true' : `(${place} >= '(${part.from},0)'::tid and ${place} < '(${part.to},0)'::tid)`;

/**
 * What holds for a row of a part. `is true`, which changes nothing, keeps the planner from asking an index anew for every
 * part, as it does where it believes, from before the flood, that such rows are few.
 */
export const holdsIn = (place: string, part: Part, condition: string): string =>
  part === null ? condition : `((${condition}) is true and ${liesIn(place, part)})`;

/** So many rows are found by an index faster than a sweep would come by them, and well within the time of one statement. */
const FEW = 20_000;

/** Less than this is not worth a transaction, however slow the server is. */
const MIN_PAGES = 32;
const MAX_PAGES = 16_384;
/** What one part should take, so that no statement loads the server for more than a blink. */
const READ_MS = 25;

/**
 * Do a piece of work part by part, in the order in which the rows lie: that needs no index, no memory and no statistics,
 * and costs the same whichever rows are wanted. The parts grow and shrink with the time that they take.
 */
async function sweep(pages: number, targetMs: number, clock: Clock, work: Work): Promise<void> {
  let size = MIN_PAGES;
  for (let from = 0; from < pages;) {
    const to = Math.min(from + size, pages);
    const startedAt = clock.now();
    await work({ from, to });
    const faster = targetMs / Math.max(1, clock.now() - startedAt);
    size = Math.min(MAX_PAGES, Math.max(MIN_PAGES, Math.round(size * Math.min(1.5, faster))));
    from = to;
  }
}

/** A table under an alias, and which of its rows a look is about. */
export interface Scope {
  readonly oid: string;
  readonly from: string;
  readonly where: string;
}

type Work = (part: Part) => Promise<void>;

/**
 * All at once where few rows are in scope, else part by part, each in about `targetMs`. Rows that others move meanwhile
 * may be met twice or not at all.
 */
export async function inParts(scope: Scope, query: Query, clock: Clock, work: Work, targetMs = READ_MS): Promise<void> {
  const { pages, isFew } = await measure(scope, query);
  await (isFew ? work(null) : sweep(pages, targetMs, clock, work));
}

const PAGES = `coalesce(max(pg_relation_size(relid) / current_setting('block_size')::int), 0)::int`;
/** A table that is not partitioned is in no partition tree. */
const LEAVES = `from (select relid::oid as relid from pg_partition_tree($1::oid::regclass) union select $1::oid) as tree`;

/** The pages of the table, or of its largest partition. What is dead and not vacuumed yet stands in the way of an index, too. */
async function measure({ oid, from, where }: Scope, query: Query): Promise<{ pages: number; isFew: boolean }> {
  const row = only(
    await query(
      `select pages, case when dead > ${FEW} then false
         else (select count(*) from (select 1 from ${from} where ${where} limit ${FEW + 1}) as capped) <= ${FEW} end as is_few
       from (select ${PAGES} as pages, coalesce(sum(pg_stat_get_dead_tuples(relid)), 0) as dead ${LEAVES}) as size`,
      [oid],
    ),
  );
  return { pages: count(row, 'pages'), isFew: row['is_few'] === true };
}
