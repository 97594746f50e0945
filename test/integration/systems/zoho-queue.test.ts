import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { StaleError } from '../../../src/errors.ts';
import { until } from '../servers/postgres-server.ts';
import { expired, live, openQueueLab } from './zoho-queue-lab.ts';
import type { QueueLab } from './zoho-queue-lab.ts';

let lab: QueueLab;
beforeAll(async () => void (lab = await openQueueLab(['tsh_postgres'])));
afterAll(() => lab.close());
afterEach(() => lab.endTools());

test('a healthy queue passes, with identities that do not change, and there is nothing to heal', async () => {
  const { phase } = await lab.ownTables();
  await lab.put(phase.table, 3, { status: `'pending'` });
  await lab.put(phase.table, 4, live);
  const world = await lab.tool(phase);
  expect(await world.words()).toEqual(['stuck passed', 'pending passed', 'pending passed', 'delay passed']);
  const [first, again] = [await world.findings(), await world.findings()];
  expect(first.map(({ identity }) => identity)).toEqual(again.map(({ identity }) => identity));
  expect(first[0]).toMatchObject({ target: phase.table, restsOn: ['database/database'] });
  for (const action of ['requeue_failed_items', 'clear_dead_letter_queue', 'reset_processing_status'])
    expect((await world.draft(action)).unavailable).not.toBeNull();
});

describe('sync_queue_stuck', () => {
  test('the guide: 75 stuck, 50 back, 25 to the dead letters, re-test under 10; twice is harmless', async () => {
    const { schema, phase } = await lab.ownTables();
    await lab.put(phase.table, 30, { ...expired, attempt_count: '1' });
    await lab.put(phase.table, 20, { status: `'failed'`, attempt_count: '1', priority: '1', error_code: `'TIMEOUT'` });
    await lab.put(phase.table, 25, { ...expired, attempt_count: '3', error_message: `'no answer'` });
    await lab.put(phase.table, 6, live);
    const world = await lab.tool(phase);
    expect(await world.problem('sync_queue_stuck')).toMatchObject({ observed: { stuck: 75, failed: 20 } });
    const draft = await world.draft('requeue_failed_items');
    expect(draft.steps.join('\n')).toMatch(/put 50 items[^]*move 25 items/);
    expect(draft.touches.map(({ names }) => names)).toEqual([
      [`${schema}.tds_sync_queue`, 'tds_sync_queue'],
      [`${schema}.tds_dead_letter_queue`, 'tds_dead_letter_queue'],
    ]);
    const before = await lab.unchanging(phase.table);
    const done = await world.heal('requeue_failed_items', draft);
    expect(done.changed).toEqual({ requeued: 50, dead_lettered: 25 });
    expect(await lab.byStatus(phase.table)).toEqual({ pending: 50, dead_letter: 25, processing: 6 });
    expect(await lab.unchanging(phase.table)).toEqual(before);
    expect(await lab.mismatches(schema)).toBe(0);
    const [back] = await lab.sql(
      `select bool_and(attempt_count = 2 and locked_by is null and lock_expires_at is null and next_retry_at > now() - interval '1 min') as ok from ${phase.table} where status = 'pending'`,
    );
    expect(back).toEqual({ ok: true });
    expect(await world.finding('stuck')).toMatchObject({ status: 'passed', observed: { stuck: 0 } });
    expect(await world.words()).toContain('pending failed');
    const [letter] = await lab.sql(
      `select failure_reason, total_attempts, last_payload ? 'number' as payload from ${phase.dead_letter_table} limit 1`,
    );
    expect(letter).toEqual({
      failure_reason: 'no attempts left (3 of 3): no answer',
      total_attempts: 3,
      payload: true,
    });
    await expect(world.heal('requeue_failed_items', draft)).rejects.toThrow(StaleError);
    expect(await lab.byStatus(phase.table)).toEqual({ pending: 50, dead_letter: 25, processing: 6 });
  });

  test('an attempt that is the last once it is counted is not given back: no worker would take it', async () => {
    const { schema, phase } = await lab.ownTables();
    for (const used of [0, 1, 2, 3]) await lab.put(phase.table, 5, { ...expired, attempt_count: String(used) });
    const world = await lab.tool(phase);
    const done = await world.heal('requeue_failed_items');
    expect(done.changed).toEqual({ requeued: 10, dead_lettered: 10 });
    expect(await lab.byStatus(phase.table)).toEqual({ pending: 10, dead_letter: 10 });
    expect(await lab.mismatches(schema)).toBe(0);
    expect(
      await lab.sql(
        `select count(*)::int as useless from ${phase.table} where status = 'pending' and attempt_count >= max_retry_attempts`,
      ),
    ).toEqual([{ useless: 0 }]);
    expect(await lab.sql(`select distinct total_attempts, failure_reason from ${phase.dead_letter_table}`)).toEqual([
      { total_attempts: 3, failure_reason: 'no attempts left (3 of 3)' },
    ]);
  });

  test('an error code of an earlier attempt does not hold what a dead worker kept', async () => {
    const { phase } = await lab.ownTables();
    await lab.put(phase.table, 15, { ...expired, error_code: `'401'` });
    await lab.put(phase.table, 2, { status: `'failed'`, error_code: `'401'` });
    const world = await lab.tool(phase);
    expect((await world.heal('requeue_failed_items')).changed).toEqual({ requeued: 15, dead_lettered: 0 });
    expect(await lab.byStatus(phase.table)).toEqual({ pending: 15, failed: 2 });
  });

  test('held errors stay, and the advice says so; rate limits wait; an unresolved dead letter is not doubled', async () => {
    const { schema, phase } = await lab.ownTables();
    await lab.put(phase.table, 8, { status: `'failed'`, error_code: `'INVALID_DATA'` });
    await lab.put(phase.table, 4, { status: `'failed'`, error_code: `'429'` });
    await lab.put(phase.table, 1, { status: `'failed'`, attempt_count: '3' });
    await lab.sql(`insert into ${phase.dead_letter_table} (sync_queue_id, entity_type, source_entity_id, failure_reason, total_attempts, last_payload)
      select id, entity_type, source_entity_id, 'earlier', 3, '{}' from ${phase.table} where attempt_count = 3`);
    const world = await lab.tool(phase);
    const draft = await world.draft('requeue_failed_items');
    expect(draft.steps.join('\n')).toMatch(
      /4 of them met a rate limit[^]*8 items failed with an error that no retry cures/,
    );
    expect((await world.heal('requeue_failed_items', draft)).changed).toEqual({ requeued: 4, dead_lettered: 1 });
    expect(await lab.byStatus(phase.table)).toEqual({ failed: 8, pending: 4, dead_letter: 1 });
    expect(
      await lab.sql(
        `select min(next_retry_at) > now() + interval '50 s' as later from ${phase.table} where error_code = '429'`,
      ),
    ).toEqual([{ later: true }]);
    expect(await lab.mismatches(schema)).toBe(0);
    expect((await world.finding('stuck')).recommendation).toMatch(/8 items failed.*held/);
    expect((await world.draft('requeue_failed_items')).unavailable).toMatch(/8 items failed/);
  });

  test('20,000 rows with the connection cut in the middle: each row is old or new, and a second run ends it', async () => {
    const { schema, phase } = await lab.ownTables();
    await lab.put(phase.table, 20_000, { ...expired, attempt_count: 'case when n % 4 = 0 then 3 else 1 end' });
    const world = await lab.tool(phase);
    const before = await lab.unchanging(phase.table);
    const running = world.heal('requeue_failed_items').then(
      () => 'done',
      () => 'cut',
    );
    await until('the first batch', async () => (await lab.byStatus(phase.table))['processing'] !== 20_000);
    await lab.sql(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'orixoon'`);
    expect(await running).toBe('cut');
    const half = await lab.byStatus(phase.table);
    expect(half['processing']).toBeGreaterThan(0);
    expect(await lab.mismatches(schema)).toBe(0);
    await world.heal('requeue_failed_items');
    expect(await lab.byStatus(phase.table)).toEqual({ pending: 15_000, dead_letter: 5000 });
    expect(await lab.unchanging(phase.table)).toEqual(before);
    expect(await lab.mismatches(schema)).toBe(0);
  });

  test('a trigger that breaks the invariant rolls the batch back', async () => {
    const { schema, phase } = await lab.ownTables();
    await lab.put(phase.table, 12, { ...expired, attempt_count: '3' });
    await lab.sql(`create function ${schema}.swallow() returns trigger language plpgsql as 'begin return null; end'`);
    await lab.sql(
      `create trigger swallow before insert on ${phase.dead_letter_table} for each row execute function ${schema}.swallow()`,
    );
    await expect((await lab.tool(phase)).heal('requeue_failed_items')).rejects.toThrow(/rolled back.*trigger/);
    expect(await lab.byStatus(phase.table)).toEqual({ processing: 12 });
  });

  test('a trigger that touches every row once more is no reason to stop', async () => {
    const { schema, phase } = await lab.ownTables();
    await lab.put(phase.table, 12, { ...expired, attempt_count: 'case when n % 2 = 0 then 3 else 1 end' });
    await lab.sql(`create function ${schema}.again() returns trigger language plpgsql as $$ begin
      update ${phase.table} set error_message = error_message where id = new.id; return null; end $$`);
    await lab.sql(
      `create trigger again after update on ${phase.table} for each row when (pg_trigger_depth() = 0) execute function ${schema}.again()`,
    );
    const { changed } = await (await lab.tool(phase)).heal('requeue_failed_items');
    expect(changed).toEqual({ requeued: 6, dead_lettered: 6 });
    expect(await lab.mismatches(schema)).toBe(0);
  });

  test('a trigger that takes a dead letter away again rolls the batch back', async () => {
    const { schema, phase } = await lab.ownTables();
    await lab.put(phase.table, 12, { ...expired, attempt_count: '3' });
    await lab.sql(`create function ${schema}.away() returns trigger language plpgsql as $$ begin
      delete from ${phase.dead_letter_table} where id = new.id; return null; end $$`);
    await lab.sql(
      `create trigger away after insert on ${phase.dead_letter_table} for each row execute function ${schema}.away()`,
    );
    await expect((await lab.tool(phase)).heal('requeue_failed_items')).rejects.toThrow(/rolled back.*trigger/);
    expect(await lab.byStatus(phase.table)).toEqual({ processing: 12 });
  });

  test('no more rows than were planned: what gets stuck while a person reads the plan is not in it', async () => {
    const { phase } = await lab.ownTables();
    await lab.put(phase.table, 12, expired);
    const world = await lab.tool(phase);
    const draft = await world.draft('requeue_failed_items');
    await lab.put(phase.table, 30, expired);
    expect((await world.heal('requeue_failed_items', draft)).changed).toEqual({ requeued: 12, dead_lettered: 0 });
    expect(await lab.byStatus(phase.table)).toEqual({ pending: 12, processing: 30 });
  });

  test('another healer, and a row that somebody has locked, are left alone', async () => {
    const { phase } = await lab.ownTables();
    await lab.put(phase.table, 12, expired);
    const [one, two] = [await lab.tool(phase), await lab.tool(phase)];
    const draft = await one.draft('requeue_failed_items');
    await two.hands.postgres.query(
      `select pg_advisory_lock((5199953::bigint << 32) | '${phase.table}'::regclass::oid::bigint)`,
    );
    expect((await one.draft('requeue_failed_items')).unavailable).toMatch(/another run/);
    await expect(one.heal('requeue_failed_items', draft)).rejects.toThrow(StaleError);
    await two.end();
    await until('the lock to go', async () => (await one.draft('requeue_failed_items')).unavailable === null);
    const client = await lab.admin.connect();
    await client.query(`begin; select 1 from ${phase.table} where source_entity_id = '7' for update`);
    expect((await one.heal('requeue_failed_items', draft)).changed).toMatchObject({ requeued: 11 });
    await client.query('rollback');
    client.release();
    expect(await lab.byStatus(phase.table)).toEqual({ pending: 11, processing: 1 });
  });

  test('a protected table is denied by the gate, under its bare name too', async () => {
    const { phase } = await lab.ownTables();
    await lab.put(phase.table, 12, expired);
    await expect((await lab.tool(phase, { tables: ['TDS_dead_*'] })).heal('requeue_failed_items')).rejects.toThrow(
      /^blacklist/,
    );
    expect(await lab.byStatus(phase.table)).toEqual({ processing: 12 });
  });
});

test('too_many_pending_items: spent items are buried, all letters exported, and only then resolved', async () => {
  const { schema, phase } = await lab.ownTables();
  await lab.put(phase.table, 60, { status: `'pending'`, attempt_count: '3' });
  await lab.put(phase.table, 2, { status: `'pending'` });
  await lab.put(phase.table, 12, { status: `'dead_letter'`, attempt_count: '3' });
  await lab.sql(`insert into ${phase.dead_letter_table} (sync_queue_id, entity_type, source_entity_id, failure_reason, total_attempts, last_payload)
    select id, entity_type, source_entity_id, E'two\\nlines', 3, validated_payload from ${phase.table} where status = 'dead_letter'`);
  const world = await lab.tool(phase);
  expect((await world.findings()).filter(({ issue }) => issue !== null)).toMatchObject([
    { issue: 'too_many_pending_items', target: phase.table },
  ]);
  const done = await world.heal('clear_dead_letter_queue');
  expect(done.changed).toEqual({ dead_lettered: 60, exported: 72 });
  expect(await lab.byStatus(phase.table)).toEqual({ pending: 2, dead_letter: 72 });
  const file = path.join(world.folder, `dead-letters-${schema}.tds_sync_queue.jsonl`);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const lines = (await readFile(file, 'utf8'))
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as { id: string; last_payload: object });
  const resolved = await lab.sql(
    `select id::text as id from ${phase.dead_letter_table} where resolved and resolved_by = 'orixoon' and resolved_at is not null order by id`,
  );
  expect(lines.map(({ id }) => id).toSorted()).toEqual(resolved.map(({ id }) => id));
  expect(lines).toHaveLength(72);
  expect(lines[0]?.last_payload).toHaveProperty('number');
  expect(await lab.mismatches(schema)).toBe(0);
  expect(await world.words()).toEqual(['stuck passed', 'pending passed', 'pending passed', 'delay passed']);
});

test('an export that cannot be written resolves nothing', async () => {
  const { phase } = await lab.ownTables();
  await lab.put(phase.table, 55, { status: `'pending'`, attempt_count: '3' });
  const world = await lab.tool(phase);
  const draft = await world.draft('clear_dead_letter_queue');
  (world.hands as { keepIn: string }).keepIn = '/dev/null/nowhere';
  await expect(world.heal('clear_dead_letter_queue', draft)).rejects.toThrow(/ENOTDIR/);
  expect(await lab.sql(`select count(*)::int as open from ${phase.dead_letter_table} where not resolved`)).toEqual([
    { open: 55 },
  ]);
});

test('sync_delay: what a dead worker kept goes back and is due at once; the future and what lives are no delay', async () => {
  const { phase } = await lab.ownTables();
  const old = { created_at: `now() - interval '3 hours'` };
  await lab.put(phase.table, 2, { status: `'pending'`, ...old, next_retry_at: `now() + interval '1 hour'` });
  await lab.put(phase.table, 2, { status: `'failed'`, ...old, error_code: `'401'` });
  const world = await lab.tool(phase);
  expect(await world.finding('delay')).toMatchObject({ status: 'passed' });
  await lab.put(phase.table, 5, { ...expired, ...old });
  await lab.put(phase.table, 1, { ...live, ...old });
  expect(await world.problem('sync_delay')).toMatchObject({ threshold: 3600 });
  expect((await world.heal('reset_processing_status')).changed).toEqual({ reset: 5, dead_lettered: 0 });
  expect(await lab.byStatus(phase.table)).toEqual({ pending: 7, processing: 1, failed: 2 });
  expect(await world.finding('delay')).toMatchObject({ status: 'passed' });
});
