import type { Row } from '../../clients/postgres-types.ts';
import type { ZohoQueueSettings } from '../settings.ts';
import { parseTableName, quote, quoteTable } from '../table-name.ts';
import { text } from './cells.ts';
import type { Query } from './cells.ts';
import { deadLetterColumns, writtenDeadLetterColumns, writtenQueueColumns } from './names.ts';

/** A right on one of the tables that this role has not got. */
export interface Lack {
  /** What cannot be done without it: test the queue at all, or heal it. */
  readonly hinders: 'look' | 'heal';
  readonly what: string;
  /** The statement that mends it. */
  readonly grant: string;
}

/** A table as far as somebody may know of it who may not even enter its schema. */
export interface TableRights {
  readonly lacks: readonly Lack[];
  /** Rows, as the planner guesses; negative where it never counted. */
  readonly rows: number;
  /** No index begins with the status, and the table is not partitioned: what would be created. */
  readonly index: string | null;
  /** Row-level security hides rows from this role. */
  readonly isFiltered: boolean;
}

// A case, for the planner is free to ask anything else for the privileges of what is no sequence.
// Names are looked up without regclass, which refuses where the schema may not be entered.
const sql = `
select n.nspname::text as schema, c.relname::text as name, c.relkind::text as kind, c.reltuples::float8 as rows,
       current_user::text as role,
       has_schema_privilege(n.oid, 'USAGE') as may_enter,
       has_table_privilege(c.oid, 'SELECT') as may_select,
       row_security_active(c.oid) as is_filtered,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
              and a.attname::text = any ($3::text[]) and not has_column_privilege(c.oid, a.attnum, 'UPDATE') order by a.attnum) as not_updated,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
              and a.attname::text = any ($4::text[]) and not has_column_privilege(c.oid, a.attnum, 'INSERT') order by a.attnum) as not_inserted,
       array(select format('%I.%I', m.nspname, s.relname) from pg_attrdef e
               join pg_depend p on p.classid = 'pg_attrdef'::regclass and p.objid = e.oid and p.refclassid = 'pg_class'::regclass
               join pg_class s on s.oid = p.refobjid join pg_namespace m on m.oid = s.relnamespace
              where e.adrelid = c.oid and case when s.relkind = 'S' then not has_sequence_privilege(s.oid, 'USAGE') else false end) as sequences,
       exists (select from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
                where i.indrelid = c.oid and i.indisvalid and a.attname = $5) as has_index
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where c.relname = $2 and c.relkind in ('r', 'p')
   and (n.nspname = $1 or ($1::text is null and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'))
 order by pg_table_is_visible(c.oid) desc, n.nspname
 limit 1`;

interface Asked {
  readonly configured: string;
  readonly key: string;
  readonly updated: readonly string[];
  readonly inserted: readonly string[];
  readonly indexed: readonly string[];
}

/** What this role lacks on the queue and on its dead letters; null for a table that is not there. */
export async function readQueueRights(query: Query, settings: ZohoQueueSettings) {
  const items = named(settings.columns);
  const letters = named(settings.dead_letter_columns);
  const read = (asked: Asked): Promise<TableRights | null> => readTable(query, asked);
  return {
    items: await read({
      ...{ configured: settings.table ?? '', key: 'table', inserted: [], updated: writtenQueueColumns.map(items) },
      indexed: [items('status'), items('lock_expires_at')],
    }),
    letters: await read({
      ...{ configured: settings.dead_letter_table, key: 'dead_letter_table', indexed: [] },
      ...{
        inserted: deadLetterColumns.filter(isInserted).map(letters),
        updated: writtenDeadLetterColumns.map(letters),
      },
    }),
  };
}

/** The others are left to their defaults. */
const isInserted = (column: string): boolean => !['id', 'resolved_at', 'resolved_by'].includes(column);

const named =
  (renamed: Readonly<Record<string, string>>) =>
  (column: string): string =>
    renamed[column] ?? column;

async function readTable(query: Query, asked: Asked): Promise<TableRights | null> {
  const { configured, key, updated, inserted, indexed } = asked;
  const { schema, name } = parseTableName(configured, key);
  const [row] = await query(sql, [schema, name, updated, inserted, indexed[0] ?? '']);
  if (row === undefined) return null;
  const table = quoteTable({ schema: text(row, 'schema'), name: text(row, 'name') });
  const isPlain = text(row, 'kind') === 'r';
  return {
    lacks: lacksIn(row, table, asked),
    rows: Number(row['rows']),
    isFiltered: row['is_filtered'] === true,
    index:
      indexed.length > 0 && isPlain && row['has_index'] !== true
        ? `CREATE INDEX CONCURRENTLY ON ${table} (${indexed.map(quote).join(', ')});`
        : null,
  };
}

function lacksIn(row: Row, table: string, { updated, inserted }: Asked): readonly Lack[] {
  const role = quote(text(row, 'role'));
  const schema = quote(text(row, 'schema'));
  const lack = (hinders: Lack['hinders'], is: boolean, what: string, right: string): readonly Lack[] =>
    is ? [{ hinders, what, grant: `GRANT ${right} TO ${role};` }] : [];
  const columns = (names: readonly string[]): string => names.map(quote).join(', ');
  return [
    ...lack('look', row['may_enter'] !== true, `enter the schema ${schema}`, `USAGE ON SCHEMA ${schema}`),
    ...lack('look', row['may_select'] !== true, `read ${table}`, `SELECT ON TABLE ${table}`),
    ...lack('heal', some(row['not_updated']), `update ${table}`, `UPDATE (${columns(updated)}) ON TABLE ${table}`),
    ...lack(
      'heal',
      some(row['not_inserted']),
      `insert into ${table}`,
      `INSERT (${columns(inserted)}) ON TABLE ${table}`,
    ),
    ...(inserted.length === 0 ? [] : sequencesOf(row)).flatMap(sequence =>
      lack('heal', true, `take numbers from ${sequence}`, `USAGE ON SEQUENCE ${sequence}`),
    ),
  ];
}

const some = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

const sequencesOf = (row: Row): readonly string[] =>
  Array.isArray(row['sequences']) ? row['sequences'].map(String) : [];
