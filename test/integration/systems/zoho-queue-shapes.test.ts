import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { expired, openQueueLab } from './zoho-queue-lab.ts';
import type { QueueLab } from './zoho-queue-lab.ts';

let lab: QueueLab;
beforeAll(async () => void (lab = await openQueueLab(['tsh_postgres'])));
afterAll(() => lab.close());
afterEach(() => lab.endTools());

test.each(['text', 'varchar(20)', '"Item State"'])(
  'status as %s, renamed tables and columns, ids without a default',
  async type => {
    const columns = {
      id: 'Item "No"',
      status: 'State',
      attempt_count: 'tries',
      locked_by: 'worker',
      lock_expires_at: 'locked until',
      error_code: 'err',
    };
    const { phase } = await lab.ownTables().then(async ({ schema: made, phase: names }) => {
      await lab.sql(`alter table ${names.table} alter status drop default, drop column inbox_event_id`);
      await lab.sql(
        `drop index ${made}.tds_sync_queue_status_lock_expires_at_idx, ${made}.tds_sync_queue_priority_created_at_idx`,
      );
      await lab.sql(
        `create type "Item State" as enum ('dead_letter', 'failed', 'processing', 'pending', 'paused'); alter table ${names.table} alter status type ${type} using status::text::${type}`,
      );
      await lab.put(names.table, 12, { ...expired, attempt_count: '3' });
      await lab.put(names.table, 3, { status: `'failed'` });
      for (const [ours, theirs] of Object.entries(columns))
        await lab.sql(`alter table ${names.table} rename ${ours} to "${theirs.replaceAll('"', '""')}"`);
      await lab.sql(`alter table ${names.table} rename to "Sync.Queue"`);
      await lab.sql(`alter table ${names.dead_letter_table} rename sync_queue_id to queue_id`);
      await lab.sql(`alter table ${names.dead_letter_table} alter id drop default`);
      if (type !== '"Item State"') await lab.sql('drop type "Item State"');
      await lab.sql(`alter schema ${made} rename to ${made}_other`);
      return {
        phase: {
          ...{ table: `${made}_other."Sync.Queue"`, dead_letter_table: `${made}_other.tds_dead_letter_queue` },
          ...{ columns, dead_letter_columns: { sync_queue_id: 'queue_id' } },
        },
      };
    });
    const world = await lab.tool(phase);
    expect((await world.heal('requeue_failed_items')).changed).toEqual({ requeued: 3, dead_lettered: 12 });
    expect((await world.heal('clear_dead_letter_queue')).changed).toEqual({ dead_lettered: 0, exported: 12 });
    expect(await world.words()).toEqual(['stuck passed', 'pending passed', 'pending passed', 'delay passed']);
  },
);

test('a table or a column that is missing is named, and nothing counts as seen', async () => {
  const { phase } = await lab.ownTables();
  const said = async (wish: object): Promise<unknown> => {
    const findings = await (await lab.tool({ ...phase, ...wish })).findings();
    return findings.map(({ check, status, message }) => `${check} ${status} ${message}`).join();
  };
  expect(await said({ table: 'nowhere' })).toMatch(/^probe error the table nowhere does not exist/);
  expect(await said({ dead_letter_table: 'no.where' })).toMatch(/^probe error the table no\.where .*dead_letter_table/);
  expect(await said({ columns: { attempt_count: 'tries' } })).toMatch(
    /^probe error .*no column "tries" \(for attempt_count\)/,
  );
  await lab.sql(`alter table ${phase.table} drop column lock_expires_at`);
  expect(await said({})).toMatch(/^probe error .*no column "lock_expires_at"/);
});

test('an enum that lacks a status is named', async () => {
  const { schema, phase } = await lab.ownTables();
  await lab.sql(
    `create type ${schema}.short as enum ('pending', 'processing', 'failed'); drop index ${schema}.tds_sync_queue_priority_created_at_idx`,
  );
  await lab.sql(
    `alter table ${phase.table} alter status drop default, alter status type ${schema}.short using status::text::${schema}.short`,
  );
  expect((await (await lab.tool(phase)).words()).join()).toMatch(/^probe .*has no value dead_letter/);
});

test('a partitioned queue is healed in all its partitions, also part by part', async () => {
  const { schema, phase } = await lab.ownTables();
  await lab.sql(`drop table ${phase.table} cascade`);
  await lab.sql(
    `create table ${phase.table} (like public.tds_sync_queue including defaults, primary key (id)) partition by hash (id)`,
  );
  for (const nth of [0, 1, 2])
    await lab.sql(
      `create table ${schema}.part_${nth} partition of ${phase.table} for values with (modulus 3, remainder ${nth})`,
    );
  await lab.put(phase.table, 25_000, { ...expired, attempt_count: 'case when n % 5 = 0 then 3 else 1 end' });
  const before = await lab.unchanging(phase.table);
  const world = await lab.tool(phase);
  // Who protects one part, or the whole, protects these rows.
  const named = (await world.draft('requeue_failed_items')).touches.flatMap(({ names }) => names);
  expect(named).toEqual(expect.arrayContaining(['part_0', `${schema}.part_2`]));
  const part = await lab.tool({ ...phase, table: `${schema}.part_1` });
  const partly = (await part.draft('requeue_failed_items')).touches.flatMap(({ names }) => names);
  expect(partly).toEqual(expect.arrayContaining(['tds_sync_queue', phase.table, 'part_1']));
  expect(partly).not.toContain('part_2');
  expect(await world.problem('sync_queue_stuck')).toMatchObject({ observed: { stuck: 25_000 } });
  expect((await world.heal('requeue_failed_items')).changed).toEqual({ requeued: 20_000, dead_lettered: 5000 });
  expect(await lab.unchanging(phase.table)).toEqual(before);
  expect(await lab.mismatches(schema)).toBe(0);
});

test('a role that may only look is told which right a heal needs', async () => {
  const { schema, phase } = await lab.ownTables();
  await lab.put(phase.table, 12, expired);
  const role = `reader_${schema}`;
  const superuser = new pg.Client({ connectionString: lab.stack.urls.databaseAdmin });
  await superuser.connect();
  await superuser.query(
    `create role ${role} login password 'reader'; grant usage on schema ${schema} to ${role}; grant select on all tables in schema ${schema} to ${role}`,
  );
  await superuser.end();
  const url = new URL(lab.stack.urls.database);
  url.username = role;
  url.password = 'reader';
  const world = await lab.tool(phase, {}, url.href);
  expect((await world.words()).slice(0, 1)).toEqual(['stuck failed']);
  expect((await world.draft('requeue_failed_items')).unavailable).toMatch(/GRANT UPDATE/);
});

test('a status column too short for a status is said, and nothing is cut short', async () => {
  const { schema, phase } = await lab.ownTables();
  await lab.sql(
    `drop index ${schema}.tds_sync_queue_status_lock_expires_at_idx, ${schema}.tds_sync_queue_priority_created_at_idx`,
  );
  await lab.sql(
    `alter table ${phase.table} alter status drop default, alter status type varchar(10) using status::text`,
  );
  const world = await lab.tool(phase);
  expect(await world.findings()).toMatchObject([
    { status: 'error', message: expect.stringMatching(/too short for dead_letter/) as string },
  ]);
});
