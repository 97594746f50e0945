import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { dockerAt } from '../../../src/practice/docker-at.ts';
import { faults } from '../../../src/practice/faults.ts';
import { poll } from '../../../src/practice/poll.ts';
import { live, openQueueLab } from './zoho-queue-lab.ts';
import type { QueueLab } from './zoho-queue-lab.ts';

// The practice worker takes, locks and completes items of the public queue all the while.
let lab: QueueLab;
beforeAll(async () => void (lab = await openQueueLab(['tsh_postgres', 'redis', 'tds-worker'])));
afterAll(() => lab.close());
afterEach(() => lab.endTools());

const queue = 'tds_sync_queue';
const NOT_OURS = 5;
/** Work for the worker until after the heal, on a busy machine too. */
const PENDING = 600;

/** Every row that the worker completes is written down, and every one that is taken away from a live lock. */
beforeEach(async () => {
  await faults.sync_queue_stuck.undo(lab.stack, dockerAt(lab.stack.host));
  await lab.sql(`drop table if exists done, torn; create table done (id uuid); create table torn (id uuid, was text)`);
  await lab.sql(`create or replace function witness() returns trigger language plpgsql as $$ begin
    if new.status = 'completed' and old.status <> 'completed' then insert into done values (new.id); end if;
    if old.lock_expires_at > now() and (new.status <> 'completed' or old.locked_by = 'alive') then insert into torn values (old.id, old.locked_by); end if;
    return null; end $$`);
  await lab.sql(`create or replace trigger witness after update on ${queue} for each row execute function witness()`);
});
afterAll(() => lab.sql(`drop trigger witness on ${queue}`).then(() => undefined));

/** Nothing lost, nothing done twice, no live lock touched. */
async function expectSound(before: unknown[], completed: number): Promise<void> {
  await poll({ what: `the worker to complete ${completed}`, timeoutMs: 90_000 }, async () => {
    return (await lab.byStatus(queue))['completed'] === completed;
  });
  expect(await lab.sql(`select * from torn`)).toEqual([]);
  expect(await lab.sql(`select count(*)::int as all, count(distinct id)::int as once from done`)).toEqual([
    { all: completed, once: completed },
  ]);
  expect(await lab.sql(`select id from ${queue} order by id`)).toEqual(before);
  expect(
    await lab.sql(`select count(*)::int as items from ${queue} where locked_by = 'alive' and attempt_count = 0`),
  ).toEqual([{ items: NOT_OURS }]);
  expect(await lab.mismatches('public')).toBe(0);
}

const ids = (): Promise<unknown[]> => lab.sql(`select id from ${queue} order by id`);

test('requeue_failed_items while a worker works', async () => {
  const world = await lab.tool({ table: queue, max_pending: 5000 });
  await faults.sync_queue_stuck.inject(lab.stack, dockerAt(lab.stack.host));
  await lab.put(queue, NOT_OURS, live);
  await lab.put(queue, PENDING, { status: `'pending'` });
  const before = await ids();
  expect((await world.heal('requeue_failed_items')).changed).toEqual({ requeued: 50, dead_lettered: 25 });
  expect((await lab.byStatus(queue))['pending']).toBeGreaterThan(50);
  expect((await world.finding('stuck')).observed).toMatchObject({ stuck: 0 });
  await expectSound(before, PENDING + 50);
  const [attempted] = await lab.sql(
    `select max(attempt_count)::int as most, count(*) filter (where attempt_count = 3)::int as again from ${queue} where status = 'completed'`,
  );
  expect(attempted).toEqual({ most: 3, again: 50 });
});

test('clear_dead_letter_queue while a worker works', async () => {
  const world = await lab.tool({ table: queue });
  await faults.too_many_pending_items.inject(lab.stack, dockerAt(lab.stack.host));
  await lab.put(queue, NOT_OURS, live);
  await lab.put(queue, PENDING, { status: `'pending'` });
  const before = await ids();
  expect((await world.heal('clear_dead_letter_queue')).changed).toEqual({ dead_lettered: 60, exported: 72 });
  expect((await lab.byStatus(queue))['pending']).toBeGreaterThan(0);
  await expectSound(before, PENDING);
});

test('reset_processing_status while a worker works', async () => {
  const world = await lab.tool({ table: queue });
  await faults.sync_delay.inject(lab.stack, dockerAt(lab.stack.host));
  await lab.put(queue, NOT_OURS, live);
  await lab.put(queue, PENDING, { status: `'pending'` });
  const before = await ids();
  expect((await world.heal('reset_processing_status')).changed).toEqual({ reset: 5, dead_lettered: 0 });
  expect((await lab.byStatus(queue))['pending']).toBeGreaterThan(5);
  await expectSound(before, PENDING + 5);
});
