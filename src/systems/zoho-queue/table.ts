import type { Row } from '../../clients/postgres-types.ts';
import { text } from './cells.ts';
import type { Query } from './cells.ts';
import { parseTableName, quoteTable } from '../table-name.ts';

/** A table as PostgreSQL knows it. */
export interface FoundTable {
  readonly oid: string;
  /** Quoted, with its schema. */
  readonly sql: string;
  /** Every name it goes by: as configured, with its schema, bare; and those of the tables whose rows its rows are too. */
  readonly names: readonly string[];
  /** By the names that it has in the database. */
  readonly columns: ReadonlyMap<string, FoundColumn>;
  readonly mayInsert: boolean;
  readonly mayUpdate: boolean;
}

export interface FoundColumn {
  /** As SQL writes it. */
  readonly type: string;
  /** The values of an enum, or null where the type is no enum. */
  readonly labels: readonly string[] | null;
  /** A row may be inserted without it. */
  readonly hasDefault: boolean;
}

// A partition's rows are its parent's too, and a parent's are its partitions': whatever protects one protects them all.
const sql = `
with recursive above as (
  select inhparent as oid from pg_inherits where inhrelid = to_regclass($1)
   union select i.inhparent from pg_inherits i join above on i.inhrelid = above.oid
), below as (
  select inhrelid as oid from pg_inherits where inhparent = to_regclass($1)
   union select i.inhrelid from pg_inherits i join below on i.inhparent = below.oid
)
select c.oid::text as oid, n.nspname::text as schema, c.relname::text as name, c.relkind::text as kind,
       has_any_column_privilege(c.oid, 'INSERT') as may_insert,
       has_any_column_privilege(c.oid, 'UPDATE') as may_update,
       a.attname::text as "column",
       format_type(a.atttypid, a.atttypmod) as type,
       a.atthasdef or a.attidentity <> '' as has_default,
       (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e where e.enumtypid = a.atttypid) as labels,
       array(select unnest(array[k.relname::text, kn.nspname || '.' || k.relname])
               from pg_class k join pg_namespace kn on kn.oid = k.relnamespace
              where k.oid in (select oid from above union select oid from below)) as kin
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
 where c.oid = to_regclass($1)`;

/** Look a table up by the name in the config, as the search path has it. Throws where there is none. */
export async function findTable(query: Query, configured: string, key: string): Promise<FoundTable> {
  const name = parseTableName(configured, key);
  const rows = await query(sql, [quoteTable(name)]);
  const [row] = rows;
  if (row === undefined)
    throw new Error(
      `the table ${configured} does not exist (phases.zoho_queue.${key}): name it exactly as the database does, with its schema where that is not in the search path`,
    );
  if (!['r', 'p'].includes(text(row, 'kind')))
    throw new Error(`${configured} (phases.zoho_queue.${key}) is no table: expected one, not a view or an index`);
  const found = { schema: text(row, 'schema'), name: text(row, 'name') };
  return {
    oid: text(row, 'oid'),
    sql: quoteTable(found),
    names: [...new Set([configured, found.name, `${found.schema}.${found.name}`, ...listOf(row['kin'])])],
    columns: new Map(rows.map(column => [text(column, 'column'), columnOf(column)])),
    mayInsert: row['may_insert'] === true,
    mayUpdate: row['may_update'] === true,
  };
}

const columnOf = (row: Row): FoundColumn => ({
  type: text(row, 'type'),
  labels: Array.isArray(row['labels']) ? listOf(row['labels']) : null,
  hasDefault: row['has_default'] === true,
});

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
