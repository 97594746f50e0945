import { mkdir, open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hands } from '../system.ts';
import { texts } from './cells.ts';
import type { Query } from './cells.ts';
import { d, isUnresolved } from './conditions.ts';
import type { Queue } from './queue.ts';
import { expectQueueLock } from './queue-lock.ts';
import { statement } from './statement.ts';

/** Small enough that letters with large payloads fit into memory. */
const BATCH = 500;

export interface Exported {
  readonly letters: number;
  readonly file: string;
}

/** The export's name in the report directory. */
export const fileNameFor = (table: string): string => `dead-letters-${table.replace(/[^\w.-]+/g, '_')}.jsonl`;

/**
 * Write every unresolved dead letter to a file, one JSON object a line with the table's own columns; only what is on the
 * disk is then marked resolved. An interruption in between exports a letter twice, and loses none.
 */
export async function exportLetters(queue: Queue, hands: Hands): Promise<Exported> {
  const name = fileNameFor(queue.settings.table ?? 'queue');
  await mkdir(hands.keepIn, { recursive: true });
  const file = await open(join(hands.keepIn, name), 'a', 0o600);
  try {
    await syncDirectory(hands.keepIn);
    let letters = 0;
    let after: string | null = null;
    for (;;) {
      hands.signal.throwIfAborted();
      const from: string | null = after;
      const ids: readonly string[] = await hands.postgres.transaction(query => exportBatch(from, file, queue, query));
      letters += ids.length;
      after = ids.at(-1) ?? null;
      if (after === null) return { letters, file: name };
    }
  } finally {
    await file.close();
  }
}

async function exportBatch(after: string | null, file: FileHandle, queue: Queue, query: Query): Promise<string[]> {
  await expectQueueLock(query, queue);
  const id = d(queue, 'id');
  const { letters } = queue;
  const { sql, params } = statement(
    bind => `select ${id}::text as id, to_jsonb(d)::text as line from ${letters.sql} as d
     where ${isUnresolved(queue)}${after === null ? '' : ` and ${id} > ${bind(after, letters.type('id'))}`}
     order by ${id} limit ${BATCH} for update skip locked`,
  );
  const rows = await query(sql, params);
  if (rows.length === 0) return [];
  await append(file, `${texts(rows, 'line').join('\n')}\n`);
  const ids = texts(rows, 'id');
  await resolve(ids, queue, query);
  return ids;
}

/** All of it on the disk, or the file as it was. */
async function append(file: FileHandle, lines: string): Promise<void> {
  const { size } = await file.stat();
  try {
    await file.appendFile(lines);
    await file.sync();
  } catch (error) {
    await file.truncate(size);
    throw error;
  }
}

async function resolve(ids: readonly string[], queue: Queue, query: Query): Promise<void> {
  const { letters } = queue;
  const { sql, params } = statement(
    bind => `update ${letters.sql} as d set
      ${letters.column('resolved')} = true,
      ${letters.column('resolved_at')} = now(),
      ${letters.column('resolved_by')} = 'orixoon'
     where ${d(queue, 'id')} = any(${bind(ids, `${letters.type('id')}[]`)}) and ${isUnresolved(queue)}
     returning 1 as one`,
  );
  const marked = (await query(sql, params)).length;
  if (marked !== ids.length)
    throw new Error(
      `the batch was rolled back: ${ids.length} dead letters were exported, and ${marked} could be marked resolved; does a trigger on ${letters.sql} prevent it?`,
    );
}

/** A new file's name is on the disk only when its directory is. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
