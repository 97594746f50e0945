import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Hands } from '../../../src/systems/system.ts';
import { openQueueLab } from './zoho-queue-lab.ts';
import type { QueueLab } from './zoho-queue-lab.ts';

const ROWS = 200_000;
const STUCK = ROWS * 0.75;
const SPENT = STUCK / 5;

let lab: QueueLab;
beforeAll(async () => void (lab = await openQueueLab(['tsh_postgres'])));
afterAll(async () => {
  await lab.endTools();
  await lab.close();
});

type Query = (sql: string, params?: readonly unknown[]) => Promise<readonly object[]>;

/** Let a tool's hands tell how many rows each of their statements gave, and how much memory there was at the most. */
function watched(hands: Hands): { seen: { rows: number; heapMb: number }; restore: () => void } {
  const { postgres } = hands;
  const seen = { rows: 0, heapMb: 0 };
  const watch =
    (query: Query): Query =>
    async (sql, params) => {
      const rows = await query(sql, params);
      seen.rows = Math.max(seen.rows, rows.length);
      seen.heapMb = Math.max(seen.heapMb, process.memoryUsage().heapUsed / 2 ** 20);
      return rows;
    };
  const eyes = {
    query: watch((sql, params) => postgres.query(sql, params)),
    transaction: (work: (ask: Query) => Promise<unknown>) => postgres.transaction(ask => work(watch(ask))),
  };
  Object.assign(hands, { postgres: eyes });
  return { seen, restore: () => void Object.assign(hands, { postgres }) };
}

test(`${ROWS} rows, ${STUCK} of them stuck: all are moved in small transactions, with no list of them in memory or in the plan`, async () => {
  const { schema, phase } = await lab.ownTables();
  const isStuck = (yes: string, no = 'null'): string => `case when n % 4 = 0 then ${no} else ${yes} end`;
  await lab.put(phase.table, ROWS, {
    status: `(${isStuck(`(array['processing', 'failed'])[1 + n % 2]`, `'completed'`)})::tds_event_status`,
    attempt_count: 'case when n % 20 in (1, 2, 3) then 3 else 1 end',
    locked_by: isStuck(`'gone'`),
    lock_expires_at: isStuck(`now() - interval '4 min'`),
  });
  const before = await lab.unchanging(phase.table);
  const world = await lab.tool(phase);
  expect(await world.problem('sync_queue_stuck')).toMatchObject({ observed: { stuck: STUCK, failed: ROWS / 2 } });
  const draft = await world.draft('requeue_failed_items');
  expect(draft.identity).toMatchObject({ back: STUCK - SPENT, buried: SPENT });
  expect(JSON.stringify(draft).length).toBeLessThan(2000);
  expect((await world.draft('requeue_failed_items')).identity).toEqual(draft.identity);

  const { seen, restore } = watched(world.hands);
  const heapMb = process.memoryUsage().heapUsed / 2 ** 20;
  const startedAt = performance.now();
  const done = await world.heal('requeue_failed_items', draft);
  const seconds = (performance.now() - startedAt) / 1000;
  restore();
  expect(done.changed).toEqual({ requeued: STUCK - SPENT, dead_lettered: SPENT });
  expect(seen.rows).toBeLessThan(10_000);
  expect(seen.heapMb - heapMb, `after ${seconds} s`).toBeLessThan(100);
  // However slow the machine: nobody waits for a lock on more rows than these.
  const [largest] = await lab.sql(
    `select max(items)::int as rows from (select count(*) as items from ${phase.table} where status::text <> 'completed' group by xmin::text) as transactions`,
  );
  expect(largest?.['rows']).toBeLessThanOrEqual(4000);
  expect(await lab.byStatus(phase.table)).toEqual({
    completed: ROWS - STUCK,
    dead_letter: SPENT,
    pending: STUCK - SPENT,
  });
  expect(await lab.unchanging(phase.table)).toEqual(before);
  expect(await lab.mismatches(schema)).toBe(0);
  expect(await world.finding('stuck')).toMatchObject({ status: 'passed', observed: { stuck: 0 } });
});
