/** A table as the config names it: `tds_sync_queue`, `sync.tds_sync_queue`, or with parts in double quotes. */
export interface TableName {
  readonly schema: string | null;
  readonly name: string;
}

const PART = '"(?:[^"]|"")+"|[^".]+';
const FORM = new RegExp(`^(?:(${PART})\\.)?(${PART})$`);

/** Read a table's name; every part is taken exactly as it is written. Throws where it is none. */
export function parseTableName(text: string, key: string): TableName {
  const [, schema, name] = FORM.exec(text.trim()) ?? [];
  if (name === undefined)
    throw new Error(`${key}: expected a table's name, or schema.table, and found ${JSON.stringify(text)}`);
  return { schema: schema === undefined ? null : bare(schema), name: bare(name) };
}

const bare = (part: string): string => (part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part);

/** An identifier that PostgreSQL takes literally. */
export const quote = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

/** The same for a table with its schema. */
export const quoteTable = ({ schema, name }: TableName): string =>
  schema === null ? quote(name) : `${quote(schema)}.${quote(name)}`;
