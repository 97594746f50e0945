import type { ZohoQueueSettings } from '../settings.ts';
import type { Query } from './cells.ts';
import { quote } from '../table-name.ts';
import { deadLetterColumns, queueColumns, statuses } from './names.ts';
import type { DeadLetterColumn, QueueColumn, QueueStatus } from './names.ts';
import { findTable } from './table.ts';
import type { FoundColumn, FoundTable } from './table.ts';

/** A table with its columns under our names. */
export interface Table<Column extends string> extends Pick<FoundTable, 'oid' | 'sql' | 'names'> {
  /** The column, quoted. */
  column(name: Column): string;
  type(name: Column): string;
  hasDefault(name: Column): boolean;
}

/** The queue and its dead letters, as they are in the database. */
export interface Queue {
  readonly settings: ZohoQueueSettings;
  readonly items: Table<QueueColumn>;
  readonly letters: Table<DeadLetterColumn>;
  /** A status as a literal of the column's own type. */
  status(status: QueueStatus): string;
  /** Which right this role has not got that a heal needs, or null. */
  readonly missingRight: string | null;
}

/** Find both tables and every column that is needed. Throws an error that names what is missing. */
export async function findQueue(query: Query, settings: ZohoQueueSettings): Promise<Queue> {
  const items = await findTable(query, settings.table ?? '', 'table');
  const letters = await findTable(query, settings.dead_letter_table, 'dead_letter_table');
  const status = settings.columns['status'] ?? 'status';
  const queue = {
    settings,
    items: withColumns(items, queueColumns, settings.columns, 'columns'),
    letters: withColumns(letters, deadLetterColumns, settings.dead_letter_columns, 'dead_letter_columns'),
    missingRight: missingRight(items, letters),
  };
  const lacking = statuses.filter(one => items.columns.get(status)?.labels?.includes(one) === false);
  if (lacking.length > 0)
    throw new Error(
      `the type of ${items.sql}.${quote(status)} has no value ${lacking.join(', ')}: expected an enum with ${statuses.join(', ')}`,
    );
  const type = queue.items.type('status');
  // A cast to varchar(10) would cut a longer word without a sound.
  const room = Number(LENGTH.exec(type)?.[1] ?? Infinity);
  const cut = statuses.filter(one => one.length > room);
  if (cut.length > 0)
    throw new Error(
      `the column ${items.sql}.${quote(status)} is ${type}, too short for ${cut.join(', ')}: expected room for ${statuses.join(', ')}`,
    );
  return { ...queue, status: one => `'${one}'::${type.replace(LENGTH, '')}` };
}

const LENGTH = /\((\d+)\)$/;

function withColumns<Column extends string>(
  table: FoundTable,
  needed: readonly Column[],
  renamed: Readonly<Record<string, string>>,
  key: string,
): Table<Column> {
  const nameOf = (column: string): string => renamed[column] ?? column;
  const all = [...new Set<string>([...needed, ...Object.keys(renamed)])];
  const missing = all.filter(column => !table.columns.has(nameOf(column)));
  if (missing.length > 0) {
    const list = missing.map(column => `"${nameOf(column)}"${nameOf(column) === column ? '' : ` (for ${column})`}`);
    throw new Error(
      `the table ${table.names[0] ?? table.sql} has no column ${list.join(', ')}: say what it is called in phases.zoho_queue.${key}`,
    );
  }
  const column = (name: Column): FoundColumn => {
    const found = table.columns.get(nameOf(name));
    if (found === undefined) throw new Error(`the column ${name} was not looked up`);
    return found;
  };
  return {
    ...{ oid: table.oid, sql: table.sql, names: table.names },
    column: name => quote(nameOf(name)),
    type: name => column(name).type,
    hasDefault: name => column(name).hasDefault,
  };
}

function missingRight(items: FoundTable, letters: FoundTable): string | null {
  if (!items.mayUpdate) return `this role may not update ${items.sql}: GRANT UPDATE ON ${items.sql} to it`;
  if (letters.mayInsert && letters.mayUpdate) return null;
  return `this role may not write to ${letters.sql}: GRANT INSERT, UPDATE ON ${letters.sql} to it`;
}
