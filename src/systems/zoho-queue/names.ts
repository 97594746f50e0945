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

/** Columns that a look or a heal reads or writes; what else a table has is nobody's business here. */
export const queueColumns = [
  'id',
  'entity_type',
  'source_entity_id',
  'validated_payload',
  'status',
  'priority',
  'attempt_count',
  'max_retry_attempts',
  'next_retry_at',
  'locked_by',
  'lock_expires_at',
  'created_at',
  'started_at',
  'error_message',
  'error_code',
] as const;
export type QueueColumn = (typeof queueColumns)[number];

export const deadLetterColumns = [
  'id',
  'sync_queue_id',
  'entity_type',
  'source_entity_id',
  'failure_reason',
  'error_code',
  'total_attempts',
  'last_error_message',
  'last_payload',
  'resolved',
  'resolved_at',
  'resolved_by',
  'created_at',
  'priority',
] as const;
export type DeadLetterColumn = (typeof deadLetterColumns)[number];

/** The values of the status column that a look or a heal speaks of. */
export const statuses = ['pending', 'processing', 'failed', 'dead_letter'] as const;
export type QueueStatus = (typeof statuses)[number];
