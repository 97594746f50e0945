import { setTimeout as after } from 'node:timers/promises';
import { Redis } from 'ioredis';
import pg from 'pg';
import { withDatabase } from '../../../src/practice/faults/fault.ts';
import { insertItems } from '../../../src/practice/faults/queue-items.ts';
import type { Stack } from '../../../src/practice/stack.ts';

/** What was done, and how much of it was refused: a fault takes the load with it. */
export interface Load {
  readonly done: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, number>>;
  end(): Promise<void>;
}

const ANSWER_MS = 3000;

/**
 * Use a stack as its users do, from this machine and no faster than this: pages, transactions, keys, and items for the
 * queue, which its own worker completes. Each waits for its answer before it asks again.
 */
export function putUnderLoad(stack: Stack): Load {
  const ending = new AbortController();
  const [done, refused]: [Record<string, number>, Record<string, number>] = [{}, {}];
  const again = async (name: string, pauseMs: number, work: () => Promise<unknown>): Promise<void> => {
    while (!ending.signal.aborted) {
      const tally = await work().then(
        () => done,
        () => refused,
      );
      tally[name] = (tally[name] ?? 0) + 1;
      await after(pauseMs, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  };
  const workers = [
    again('pages', 200, () => page(stack)),
    again('transactions', 20, transactions(stack, 10, ending.signal)),
    again('transactions', 20, transactions(stack, 15, ending.signal)),
    again('keys', 50, keys(stack, ending.signal)),
    again('items', 500, () => items(stack)),
  ];
  return {
    done,
    refused,
    async end() {
      ending.abort();
      await Promise.all(workers);
    },
  };
}

async function page(stack: Stack): Promise<void> {
  const answer = await fetch(`${stack.urls.app}/health`, { signal: AbortSignal.timeout(ANSWER_MS) });
  await answer.text();
  if (!answer.ok) throw new Error(`${answer.status}`);
}

/** As pgbench: change a row, read it, in one transaction; each client has rows of its own, and the faults have others. */
function transactions(stack: Stack, firstRow: number, ending: AbortSignal): () => Promise<void> {
  let client: pg.Client | null = null;
  ending.addEventListener('abort', () => void client?.end().catch(() => undefined));
  return async () => {
    if (client === null) {
      const opened = new pg.Client({
        connectionString: stack.urls.database,
        application_name: 'load',
        connectionTimeoutMillis: ANSWER_MS,
        query_timeout: ANSWER_MS,
      });
      opened.on('error', () => (client = null));
      await opened.connect();
      client = opened;
    }
    const row = firstRow + Math.floor(Math.random() * 5);
    // In one message: between its statements the session is not idle in transaction.
    const text = `BEGIN; UPDATE products SET stock = stock + 1 WHERE id = ${row}; SELECT stock FROM products WHERE id = ${row}; COMMIT`;
    await client.query(text).catch((error: unknown) => {
      void client?.end().catch(() => undefined);
      client = null;
      throw error;
    });
  };
}

/** Set, read, count; a hundred keys, over and over. */
function keys(stack: Stack, ending: AbortSignal): () => Promise<void> {
  const client = new Redis(stack.urls.redis, {
    ...{ connectTimeout: ANSWER_MS, commandTimeout: ANSWER_MS, maxRetriesPerRequest: 0, enableReadyCheck: false },
    retryStrategy: () => 500,
  });
  client.on('error', () => undefined);
  ending.addEventListener('abort', () => client.disconnect());
  return async () => {
    const key = `load:${Math.floor(Math.random() * 100)}`;
    await client.set(key, 'x'.repeat(200), 'EX', 600);
    await client.get(key);
    await client.incr('load:count');
  };
}

const MAX_WAITING = 10;

/** No more than the worker completes: a queue that grows is a fault, not load. */
async function items(stack: Stack): Promise<void> {
  const waiting = await withDatabase(stack, async client => {
    const query = `SELECT count(*)::int AS n FROM tds_sync_queue WHERE status = 'pending'`;
    return (await client.query<{ n: number }>(query)).rows[0]?.n ?? 0;
  });
  if (waiting < MAX_WAITING) await insertItems(stack, { count: 5, status: 'pending' });
}
