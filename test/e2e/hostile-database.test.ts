import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openQueueLab } from '../integration/systems/zoho-queue-lab.ts';
import type { QueueLab } from '../integration/systems/zoho-queue-lab.ts';
import { HOSTILE } from '../unit/report/hostile.ts';
import { expectHarmless, weighed } from './harmless.ts';
import { desk } from './orixoon.ts';

/** What PostgreSQL can hold: no NUL, no half character. */
const BAD = HOSTILE.filter(text => text.length < 1000 && !/[\0\ud800-\udfff]/.test(text)).join(' ');

let lab: QueueLab;
beforeAll(async () => void (lab = await openQueueLab(['tsh_postgres'])));
afterEach(() => lab.endTools());
afterAll(() => lab.close());

test('errors, queries and names of sessions that say whatever they like leave every output whole', async () => {
  const literal = pg.escapeLiteral(BAD);
  await lab.sql(`create function raise_bad() returns timestamptz language plpgsql as $f$ begin
    raise exception using message = repeat(${literal}, 3000), detail = ${literal}, hint = ${literal}; end $f$`);
  const client = new pg.Client({
    connectionString: lab.stack.urls.database,
    application_name: '\u009b2J $(id) "\';--',
  });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`begin; select ${literal} as text`);
  const at = desk({
    connections: { database: { url: lab.stack.urls.database } },
    phases: {
      preflight: { enabled: false },
      database: { idle_in_transaction_seconds: 1 },
      workers: { expected: [{ name: 'w', match: 'vitest', heartbeat: { query: 'select raise_bad()' } }] },
      zoho_queue: { table: '"; drop table tds_sync_queue; --' },
    },
    auto_healing: { max_healing_attempts: 1 },
    safety_limits: { min_free_disk_gb: 0 },
  });
  await expect
    .poll(() => lab.sql(`select 1 from pg_stat_activity where state like 'idle in%' and now() - state_change > '2 s'`))
    .not.toEqual([]);
  const ended = await weighed(at, ['--auto-heal', '--dry-run', '--verbose', '--deadline', '60']);
  expect([1, 3], ended.stdout).toContain(ended.exitCode);
  expectHarmless(at, ended);
  expect(ended.peakMb).toBeLessThan(300);
  expect(at.read('events.ndjson').length).toBeLessThan(500_000);
  expect(at.report().issues.map(({ type }) => type)).toContain('stuck_transactions');
  expect((await lab.sql(`select to_regclass('tds_sync_queue')::text as there`))[0]).toEqual({
    there: 'tds_sync_queue',
  });
  await client.end();
});

test.each([
  `"; drop table victim; --`,
  `victim; drop table victim`,
  `a"b`,
  `Sync.Queue`,
  `sync'queue`,
  `$(id) \`id\``,
  `Warteschlange für \u202e`,
  `x\ny`,
])('a table called %j is that table, and no other is touched', async name => {
  const { schema, phase } = await lab.ownTables();
  await lab.sql(`create table if not exists victim ()`);
  const quoted = pg.escapeIdentifier(name);
  await lab.sql(`alter table ${phase.table} rename to ${quoted}`);
  await lab.put(`${schema}.${quoted}`, 12, { status: `'processing'`, lock_expires_at: `now() - interval '1 h'` });
  const before = await lab.byStatus('tds_sync_queue');
  // On a blacklist, under any of its names, in any case, it is left alone.
  for (const entry of [quoted, `${schema}.${quoted}`, name.toUpperCase(), `${schema}.${name}`]) {
    const held = await lab.tool({ ...phase, table: `${schema}.${quoted}` }, { tables: [entry] });
    await expect(held.heal('reset_processing_status'), entry).rejects.toThrow('blacklist');
  }
  const world = await lab.tool({ ...phase, table: `${schema}.${quoted}` });
  expect((await world.heal('reset_processing_status')).changed).toEqual({ reset: 12, dead_lettered: 0 });
  expect(await lab.byStatus(`${schema}.${quoted}`)).toEqual({ pending: 12 });
  expect(await lab.byStatus('tds_sync_queue')).toEqual(before);
  expect((await lab.sql(`select to_regclass('victim')::text as there`))[0]).toEqual({ there: 'victim' });
});
