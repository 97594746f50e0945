import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { StaleError } from '../../../src/errors.ts';
import { dockerAt } from '../../../src/practice/docker-at.ts';
import { openEngine } from '../../../src/practice/engine.ts';
import { faults } from '../../../src/practice/faults.ts';
import { poll } from '../../../src/practice/poll.ts';
import { down, up } from '../../../src/practice/stack.ts';
import type { Stack } from '../../../src/practice/stack.ts';
import { until } from '../servers/postgres-server.ts';
import { openQueueWorld } from './zoho-queue-world.ts';
import type { QueueWorld } from './zoho-queue-world.ts';

const say = (): void => undefined;
const prefix = `zq${randomBytes(2).toString('hex')}-`;
let stack: Stack;
let admin: pg.Pool;
const worlds: QueueWorld[] = [];
let nth = 0;

beforeAll(async () => {
  const { host } = await openEngine({ say });
  stack = await up({ docker: dockerAt(host), host, prefix, services: ['tsh_postgres', 'redis', 'tds-worker'], say });
  admin = new pg.Pool({ connectionString: stack.urls.database, max: 2 });
  admin.on('error', say);
});
afterAll(async () => {
  await admin.end();
  await down(dockerAt(stack.host), prefix, say);
});
afterEach(async () => {
  await Promise.all(worlds.splice(0).map(world => world.end()));
});

const sql = async (text: string, params: unknown[] = []): Promise<Record<string, unknown>[]> =>
  (await admin.query<Record<string, unknown>>(text, params)).rows;

async function tool(phase: object = { table: 'tds_sync_queue' }, blacklist = {}): Promise<QueueWorld> {
  const world = await openQueueWorld(stack.urls.database, phase, blacklist);
  worlds.push(world);
  return world;
}

/** Both tables in a schema of a test's own, where no worker looks. */
async function ownTables(): Promise<{ schema: string; phase: { table: string; dead_letter_table: string } }> {
  const schema = `s${++nth}`;
  const queue = `${schema}.tds_sync_queue`;
  const letters = `${schema}.tds_dead_letter_queue`;
  await sql(`create schema ${schema}`);
  await sql(`create table ${queue} (like public.tds_sync_queue including all)`);
  await sql(`create table ${letters} (like public.tds_dead_letter_queue including all)`);
  await sql(`alter table ${letters} add foreign key (sync_queue_id) references ${queue}`);
  return { schema, phase: { table: queue, dead_letter_table: letters } };
}

/** Rows of one kind; `set` is SQL for further columns. */
async function put(table: string, count: number, cells: Readonly<Record<string, string>>): Promise<void> {
  const names = Object.keys(cells).map(name => `, ${name}`);
  const values = Object.values(cells).map(value => `, ${value}`);
  await sql(
    `insert into ${table} (entity_type, source_entity_id, validated_payload${names.join('')})
     select 'lab_invoice', n::text, jsonb_build_object('number', n)${values.join('')} from generate_series(1, ${count}) n`,
  );
}

const expired = {
  status: `'processing'`,
  locked_by: `'gone'`,
  lock_expires_at: `now() - interval '4 min'`,
  started_at: `now() - interval '5 min'`,
};
const live = {
  status: `'processing'`,
  locked_by: `'alive'`,
  lock_expires_at: `now() + interval '9 min'`,
  started_at: `now() - interval '9 hours'`,
};

const byStatus = async (table: string): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await sql(`select status::text as status, count(*)::int as items from ${table} group by 1`)).map(row => [
      row['status'],
      row['items'],
    ]),
  ) as Record<string, number>;

/** Rows of the queue that are dead without a letter, or letters of rows that are not. */
const mismatches = async (schema: string): Promise<unknown> =>
  (
    await sql(`select (select count(*)::int from ${schema}.tds_sync_queue q where status::text = 'dead_letter'
        and (select count(*) from ${schema}.tds_dead_letter_queue d where d.sync_queue_id = q.id) <> 1)
      + (select count(*)::int from ${schema}.tds_dead_letter_queue d join ${schema}.tds_sync_queue q on q.id = d.sync_queue_id
          where q.status::text <> 'dead_letter') as wrong`)
  )[0]?.['wrong'];

/** All that no heal may change. */
const unchanging = (table: string): Promise<Record<string, unknown>[]> =>
  sql(
    `select md5(string_agg(md5((to_jsonb(q) - array['status','attempt_count','next_retry_at','locked_by','lock_expires_at','started_at'])::text), '' order by id)) as digest, count(*)::int as items from ${table} q`,
  );

test('a healthy queue passes, with identities that do not change, and there is nothing to heal', async () => {
  const { phase } = await ownTables();
  await put(phase.table, 3, { status: `'pending'` });
  await put(phase.table, 4, live);
  const world = await tool(phase);
  expect(await world.words()).toEqual(['stuck passed', 'pending passed', 'pending passed', 'delay passed']);
  const [first, again] = [await world.findings(), await world.findings()];
  expect(first.map(({ identity }) => identity)).toEqual(again.map(({ identity }) => identity));
  expect(first[0]).toMatchObject({ target: phase.table, restsOn: ['database/database'] });
  for (const action of ['requeue_failed_items', 'clear_dead_letter_queue', 'reset_processing_status'])
    expect((await world.draft(action)).unavailable).not.toBeNull();
});

describe('sync_queue_stuck', () => {
  test('the guide: 75 stuck, 50 back, 25 to the dead letters, re-test under 10; twice is harmless', async () => {
    const { schema, phase } = await ownTables();
    await put(phase.table, 30, { ...expired, attempt_count: '1' });
    await put(phase.table, 20, { status: `'failed'`, attempt_count: '1', priority: '1', error_code: `'TIMEOUT'` });
    await put(phase.table, 25, { ...expired, attempt_count: '3', error_message: `'no answer'` });
    await put(phase.table, 6, live);
    const world = await tool(phase);
    expect(await world.problem('sync_queue_stuck')).toMatchObject({ observed: { stuck: 75, failed: 20 } });
    const draft = await world.draft('requeue_failed_items');
    expect(draft.steps.join('\n')).toMatch(/put 50 items[^]*move 25 items/);
    expect(draft.touches.map(({ names }) => names)).toEqual([
      [`${schema}.tds_sync_queue`, 'tds_sync_queue'],
      [`${schema}.tds_dead_letter_queue`, 'tds_dead_letter_queue'],
    ]);
    const before = await unchanging(phase.table);
    const done = await world.heal('requeue_failed_items', draft);
    expect(done.changed).toEqual({ requeued: 50, dead_lettered: 25 });
    expect(await byStatus(phase.table)).toEqual({ pending: 50, dead_letter: 25, processing: 6 });
    expect(await unchanging(phase.table)).toEqual(before);
    expect(await mismatches(schema)).toBe(0);
    const [back] = await sql(
      `select bool_and(attempt_count = 2 and locked_by is null and lock_expires_at is null and next_retry_at > now() - interval '1 min') as ok from ${phase.table} where status = 'pending'`,
    );
    expect(back).toEqual({ ok: true });
    expect(await world.finding('stuck')).toMatchObject({ status: 'passed', observed: { stuck: 0 } });
    expect(await world.words()).toContain('pending failed');
    const [letter] = await sql(
      `select failure_reason, total_attempts, last_payload ? 'number' as payload from ${phase.dead_letter_table} limit 1`,
    );
    expect(letter).toEqual({
      failure_reason: 'no attempts left (3 of 3): no answer',
      total_attempts: 3,
      payload: true,
    });
    await expect(world.heal('requeue_failed_items', draft)).rejects.toThrow(StaleError);
    expect(await byStatus(phase.table)).toEqual({ pending: 50, dead_letter: 25, processing: 6 });
  });

  test('held errors stay, and the advice says so; rate limits wait; an unresolved dead letter is not doubled', async () => {
    const { schema, phase } = await ownTables();
    await put(phase.table, 8, { status: `'failed'`, error_code: `'INVALID_DATA'` });
    await put(phase.table, 4, { status: `'failed'`, error_code: `'429'` });
    await put(phase.table, 1, { status: `'failed'`, attempt_count: '3' });
    await sql(`insert into ${phase.dead_letter_table} (sync_queue_id, entity_type, source_entity_id, failure_reason, total_attempts, last_payload)
      select id, entity_type, source_entity_id, 'earlier', 3, '{}' from ${phase.table} where attempt_count = 3`);
    const world = await tool(phase);
    const draft = await world.draft('requeue_failed_items');
    expect(draft.steps.join('\n')).toMatch(
      /4 of them met a rate limit[^]*8 items failed with an error that no retry cures/,
    );
    expect((await world.heal('requeue_failed_items', draft)).changed).toEqual({ requeued: 4, dead_lettered: 1 });
    expect(await byStatus(phase.table)).toEqual({ failed: 8, pending: 4, dead_letter: 1 });
    expect(
      await sql(
        `select min(next_retry_at) > now() + interval '50 s' as later from ${phase.table} where error_code = '429'`,
      ),
    ).toEqual([{ later: true }]);
    expect(await mismatches(schema)).toBe(0);
    expect((await world.finding('stuck')).recommendation).toMatch(/8 items failed.*held/);
    expect((await world.draft('requeue_failed_items')).unavailable).toMatch(/8 items failed/);
  });

  test('20,000 rows with the connection cut in the middle: each row is old or new, and a second run ends it', async () => {
    const { schema, phase } = await ownTables();
    await put(phase.table, 20_000, { ...expired, attempt_count: 'case when n % 4 = 0 then 3 else 1 end' });
    const world = await tool(phase);
    const before = await unchanging(phase.table);
    const running = world.heal('requeue_failed_items').then(
      () => 'done',
      () => 'cut',
    );
    await until('the first batch', async () => (await byStatus(phase.table))['processing'] !== 20_000);
    await sql(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'orixoon'`);
    expect(await running).toBe('cut');
    const half = await byStatus(phase.table);
    expect((half['processing'] ?? 0) % 5000).toBe(0);
    expect(half['processing']).toBeGreaterThan(0);
    expect(await mismatches(schema)).toBe(0);
    await world.heal('requeue_failed_items');
    expect(await byStatus(phase.table)).toEqual({ pending: 15_000, dead_letter: 5000 });
    expect(await unchanging(phase.table)).toEqual(before);
    expect(await mismatches(schema)).toBe(0);
  });

  test('a trigger that breaks the invariant rolls the batch back', async () => {
    const { schema, phase } = await ownTables();
    await put(phase.table, 12, { ...expired, attempt_count: '3' });
    await sql(`create function ${schema}.swallow() returns trigger language plpgsql as 'begin return null; end'`);
    await sql(
      `create trigger swallow before insert on ${phase.dead_letter_table} for each row execute function ${schema}.swallow()`,
    );
    await expect((await tool(phase)).heal('requeue_failed_items')).rejects.toThrow(/rolled back.*trigger/);
    expect(await byStatus(phase.table)).toEqual({ processing: 12 });
  });

  test('another healer, and a row that somebody has locked, are left alone', async () => {
    const { phase } = await ownTables();
    await put(phase.table, 12, expired);
    const [one, two] = [await tool(phase), await tool(phase)];
    const draft = await one.draft('requeue_failed_items');
    await two.hands.postgres.query(
      `select pg_advisory_lock((5199953::bigint << 32) | '${phase.table}'::regclass::oid::bigint)`,
    );
    expect((await one.draft('requeue_failed_items')).unavailable).toMatch(/another run/);
    await expect(one.heal('requeue_failed_items', draft)).rejects.toThrow(StaleError);
    await two.end();
    await until('the lock to go', async () => (await one.draft('requeue_failed_items')).unavailable === null);
    const client = await admin.connect();
    await client.query(`begin; select 1 from ${phase.table} where source_entity_id = '7' for update`);
    expect((await one.heal('requeue_failed_items', draft)).changed).toMatchObject({ requeued: 11 });
    await client.query('rollback');
    client.release();
    expect(await byStatus(phase.table)).toEqual({ pending: 11, processing: 1 });
  });

  test('a protected table is denied by the gate, under its bare name too', async () => {
    const { phase } = await ownTables();
    await put(phase.table, 12, expired);
    await expect((await tool(phase, { tables: ['TDS_dead_*'] })).heal('requeue_failed_items')).rejects.toThrow(
      /^blacklist/,
    );
    expect(await byStatus(phase.table)).toEqual({ processing: 12 });
  });
});

test('too_many_pending_items: spent items are buried, all letters exported, and only then resolved', async () => {
  const { schema, phase } = await ownTables();
  await put(phase.table, 60, { status: `'pending'`, attempt_count: '3' });
  await put(phase.table, 2, { status: `'pending'` });
  await put(phase.table, 12, { status: `'dead_letter'`, attempt_count: '3' });
  await sql(`insert into ${phase.dead_letter_table} (sync_queue_id, entity_type, source_entity_id, failure_reason, total_attempts, last_payload)
    select id, entity_type, source_entity_id, E'two\\nlines', 3, validated_payload from ${phase.table} where status = 'dead_letter'`);
  const world = await tool(phase);
  expect((await world.findings()).filter(({ issue }) => issue !== null)).toMatchObject([
    { issue: 'too_many_pending_items', target: phase.table },
  ]);
  const done = await world.heal('clear_dead_letter_queue');
  expect(done.changed).toEqual({ dead_lettered: 60, exported: 72 });
  expect(await byStatus(phase.table)).toEqual({ pending: 2, dead_letter: 72 });
  const file = path.join(world.folder, `dead-letters-${schema}.tds_sync_queue.jsonl`);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const lines = (await readFile(file, 'utf8'))
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as { id: string; last_payload: object });
  const resolved = await sql(
    `select id::text as id from ${phase.dead_letter_table} where resolved and resolved_by = 'orixoon' and resolved_at is not null order by id`,
  );
  expect(lines.map(({ id }) => id).toSorted()).toEqual(resolved.map(({ id }) => id));
  expect(lines).toHaveLength(72);
  expect(lines[0]?.last_payload).toHaveProperty('number');
  expect(await mismatches(schema)).toBe(0);
  expect(await world.words()).toEqual(['stuck passed', 'pending passed', 'pending passed', 'delay passed']);
});

test('an export that cannot be written resolves nothing', async () => {
  const { phase } = await ownTables();
  await put(phase.table, 55, { status: `'pending'`, attempt_count: '3' });
  const world = await tool(phase);
  const draft = await world.draft('clear_dead_letter_queue');
  (world.hands as { keepIn: string }).keepIn = '/dev/null/nowhere';
  await expect(world.heal('clear_dead_letter_queue', draft)).rejects.toThrow(/ENOTDIR/);
  expect(await sql(`select count(*)::int as open from ${phase.dead_letter_table} where not resolved`)).toEqual([
    { open: 55 },
  ]);
});

test('sync_delay: what a dead worker kept goes back and is due at once; the future and held items are no delay', async () => {
  const { phase } = await ownTables();
  const old = { created_at: `now() - interval '3 hours'` };
  await put(phase.table, 2, { status: `'pending'`, ...old, next_retry_at: `now() + interval '1 hour'` });
  await put(phase.table, 2, { ...expired, ...old, error_code: `'401'` });
  const world = await tool(phase);
  expect(await world.finding('delay')).toMatchObject({ status: 'passed' });
  await put(phase.table, 5, { ...expired, ...old });
  await put(phase.table, 1, { ...live, ...old });
  expect(await world.problem('sync_delay')).toMatchObject({ threshold: 3600 });
  expect((await world.heal('reset_processing_status')).changed).toEqual({ reset: 5, dead_lettered: 0 });
  expect(await byStatus(phase.table)).toEqual({ pending: 7, processing: 3 });
  expect(await world.finding('delay')).toMatchObject({ status: 'passed' });
});

describe('other shapes of the tables', () => {
  test.each(['text', 'varchar(20)'])('status as %s, renamed tables and columns, ids without a default', async type => {
    const schema = `s${++nth}`;
    const columns = {
      id: 'Item "No"',
      status: 'State',
      attempt_count: 'tries',
      locked_by: 'worker',
      lock_expires_at: 'locked until',
      error_code: 'err',
    };
    const { phase } = await ownTables().then(async ({ schema: made, phase: names }) => {
      await sql(`alter table ${names.table} alter status drop default, drop column inbox_event_id`);
      await sql(
        `drop index ${made}.tds_sync_queue_status_lock_expires_at_idx, ${made}.tds_sync_queue_priority_created_at_idx`,
      );
      await sql(`alter table ${names.table} alter status type ${type}`);
      await put(names.table, 12, { ...expired, attempt_count: '3' });
      await put(names.table, 3, { status: `'failed'` });
      for (const [ours, theirs] of Object.entries(columns))
        await sql(`alter table ${names.table} rename ${ours} to "${theirs.replaceAll('"', '""')}"`);
      await sql(`alter table ${names.table} rename to "Sync.Queue"`);
      await sql(`alter table ${names.dead_letter_table} rename sync_queue_id to queue_id`);
      await sql(`alter table ${names.dead_letter_table} alter id drop default`);
      await sql(`alter schema ${made} rename to ${schema}_other`);
      return {
        phase: {
          ...{ table: `${schema}_other."Sync.Queue"`, dead_letter_table: `${schema}_other.tds_dead_letter_queue` },
          ...{ columns, dead_letter_columns: { sync_queue_id: 'queue_id' } },
        },
      };
    });
    const world = await tool(phase);
    expect((await world.heal('requeue_failed_items')).changed).toEqual({ requeued: 3, dead_lettered: 12 });
    expect((await world.heal('clear_dead_letter_queue')).changed).toEqual({ dead_lettered: 0, exported: 12 });
    expect(await world.words()).toEqual(['stuck passed', 'pending passed', 'pending passed', 'delay passed']);
  });

  test('a table or a column that is missing is named, and nothing counts as seen', async () => {
    const { phase } = await ownTables();
    const said = async (wish: object): Promise<unknown> => {
      const findings = await (await tool({ ...phase, ...wish })).findings();
      return findings.map(({ check, status, message }) => `${check} ${status} ${message}`).join();
    };
    expect(await said({ table: 'nowhere' })).toMatch(/^probe error the table nowhere does not exist/);
    expect(await said({ dead_letter_table: 'no.where' })).toMatch(
      /^probe error the table no\.where .*dead_letter_table/,
    );
    expect(await said({ columns: { attempt_count: 'tries' } })).toMatch(
      /^probe error .*no column "tries" \(for attempt_count\)/,
    );
    await sql(`alter table ${phase.table} drop column lock_expires_at`);
    expect(await said({})).toMatch(/^probe error .*no column "lock_expires_at"/);
  });

  test('a role that may only look is told which right a heal needs', async () => {
    const { schema, phase } = await ownTables();
    await put(phase.table, 12, expired);
    const role = `reader_${schema}`;
    const superuser = new pg.Client({ connectionString: stack.urls.databaseAdmin });
    await superuser.connect();
    await superuser.query(
      `create role ${role} login password 'reader'; grant usage on schema ${schema} to ${role}; grant select on all tables in schema ${schema} to ${role}`,
    );
    await superuser.end();
    const url = new URL(stack.urls.database);
    url.username = role;
    url.password = 'reader';
    const world = await openQueueWorld(url.href, phase);
    worlds.push(world);
    expect((await world.words()).slice(0, 1)).toEqual(['stuck failed']);
    expect((await world.draft('requeue_failed_items')).unavailable).toMatch(/GRANT UPDATE/);
  });
});

test('with a worker at work all the while: nothing lost, nothing done twice, no live lock touched', async () => {
  const world = await tool({ table: 'tds_sync_queue', max_pending: 5000 });
  await faults.sync_queue_stuck.inject(stack, dockerAt(stack.host));
  await put('tds_sync_queue', 100, { status: `'pending'` });
  await put('tds_sync_queue', 5, live);
  const done = await world.heal('requeue_failed_items');
  expect(done.changed).toEqual({ requeued: 50, dead_lettered: 25 });
  expect((await world.finding('stuck')).observed).toMatchObject({ stuck: 0 });
  await poll({ what: 'the worker to drain the queue', timeoutMs: 90_000 }, async () => {
    return (await byStatus('tds_sync_queue'))['completed'] === 150;
  });
  expect(await byStatus('tds_sync_queue')).toEqual({ completed: 150, dead_letter: 25, processing: 5 });
  expect(await mismatches('public')).toBe(0);
  const [attempted] = await sql(
    `select max(attempt_count)::int as most, count(*) filter (where attempt_count = 3)::int as again from tds_sync_queue where status = 'completed'`,
  );
  expect(attempted).toEqual({ most: 3, again: 50 });
  const [others] = await sql(
    `select count(*)::int as items from tds_sync_queue where locked_by = 'alive' and attempt_count = 0 and status = 'processing'`,
  );
  expect(others).toEqual({ items: 5 });
  await faults.sync_queue_stuck.undo(stack, dockerAt(stack.host));
});
