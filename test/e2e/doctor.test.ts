import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Consultation } from '../../src/doctor/consultation.ts';
import type { Mend, Sign } from '../../src/doctor/sign.ts';
import type { PostgresServer } from '../integration/servers/postgres-server.ts';
import { startPostgres } from '../integration/servers/postgres-server.ts';
import type { RedisServer } from '../integration/servers/redis-server.ts';
import { startRedis } from '../integration/servers/redis-server.ts';
import type { Desk } from './orixoon.ts';
import { desk } from './orixoon.ts';
import type { EngineCalls } from './watches/engine-calls.ts';
import { isLook, watchCalls } from './watches/engine-calls.ts';
import { changedPaths, listing } from './watches/files.ts';

const CANARY = 'c4nary-p4ssw0rd';
const STANDBY = '/var/lib/practice/postgres/standby.signal';

let postgres: PostgresServer;
let redis: RedisServer;
let engine: EngineCalls;
beforeAll(async () => {
  [postgres, redis] = await Promise.all([startPostgres({ maxConnections: 30 }), startRedis()]);
  engine = await watchCalls(redis.dockerHost, join(mkdtempSync(join(tmpdir(), 'orixoon-doctor-')), 'engine.sock'));
});
afterAll(async () => {
  await engine.close();
  await Promise.all([postgres.stop(), redis.end()]);
});

type Part = { readonly [key: string]: unknown };

/** A desk where all is in order, but for what is told. */
const deskWith = (change: { readonly connections?: Part; readonly phases?: Part } = {}): Desk =>
  desk({
    connections: {
      docker: { host: engine.host },
      database: { url: postgres.url, admin_url: postgres.adminUrl },
      redis: { url: redis.url },
      ...change.connections,
    },
    phases: {
      preflight: { min_free_memory_percent: 0, min_free_disk_gb: 0 },
      containers: { expected: [{ name: redis.container }] },
      database: { container: postgres.name },
      redis: { container: redis.container },
      zoho_queue: { table: 'tds_sync_queue' },
      ...change.phases,
    },
    safety_limits: { min_free_disk_gb: 0, cooldown_seconds: 0 },
  });

interface Consulted extends Consultation {
  readonly exit: number | undefined;
}

/** Ask it, and hear no password in what it says, in either form. */
async function consult(at: Desk): Promise<Consulted> {
  const { exitCode, stdout, stderr } = await at.run('doctor', '--output', 'json');
  expect(`${stdout}${stderr}`).not.toMatch(/c4nary|lab-s3cret/);
  const consultation = JSON.parse(stdout) as Consultation;
  expect(exitCode).toBe(consultation.exit_code);
  return { ...consultation, exit: exitCode };
}

const signs = ({ parts }: Consultation, part: string): readonly Sign[] =>
  parts.find(({ name }) => name === part)?.signs ?? [];

const mends = (all: readonly Sign[], place: Mend['in']): string[] =>
  all
    .filter(({ health }) => health === 'failed')
    .flatMap(({ mend }) => mend.flatMap(one => (one.in === place ? [one.text] : [])));

const stateOf = ({ phases, heals }: Consultation, name: string) =>
  [...phases, ...heals].find(one => one.name === name)?.state;

test('where all is in order it says so, and exits with 0', async () => {
  const well = await consult(deskWith());
  expect(well.parts.flatMap(part => part.signs).filter(({ health }) => health === 'failed')).toEqual([]);
  expect(well).toMatchObject({ ready: true, exit: 0 });
  expect(signs(well, 'database')[0]?.message).toMatch(/^PostgreSQL 15\.\d+, database tsh_erp, as tsh$/);
  expect(signs(well, 'redis')[0]?.message).toMatch(/^Redis 7\.[\d.]+, master, standalone$/);
  expect(signs(well, 'docker')[0]?.message).toMatch(/^Docker Engine 20\.10\..*, API 1\.41/);
  expect(stateOf(well, 'container_not_running')).toBe('available');
  expect(stateOf(well, 'sync_queue_stuck')).toBe('available');
  expect(stateOf(well, 'workers_down')).toBe('not_set_up');
});

test('it writes nothing: no file, no lock, no row, no key, and asks Docker with GET alone', async () => {
  const at = deskWith();
  const folder = at.folder;
  await postgres.asAdmin('ALTER SYSTEM SET autovacuum = off');
  await postgres.asAdmin('SELECT pg_reload_conf()');
  const written = async (): Promise<unknown> => [
    await postgres.asAdmin(
      "SELECT txid_snapshot_xmax(txid_current_snapshot()) AS next, pg_stat_get_db_tuples_inserted(oid) AS rows FROM pg_database WHERE datname = 'tsh_erp'",
    ),
    await redis.ask('DBSIZE'),
    String(await redis.ask('INFO', 'persistence')).match(/rdb_changes_since_last_save:\d+/)?.[0],
  ];
  const [before, files, called] = [await written(), listing(folder), engine.calls.length];
  const watch = await redis.watch();
  await consult(at);
  const commands = await watch.stop();
  expect(changedPaths(files, listing(folder))).toEqual([]);
  expect(await written()).toEqual(before);
  const calls = engine.calls.slice(called);
  expect(calls.length).toBeGreaterThan(5);
  expect(calls.filter(call => call.method !== 'GET' || !isLook(call))).toEqual([]);
  const names = new Set(commands.map(([name = '']) => name.toLowerCase()));
  // What is queued in a MULTI that is discarded is not executed, so MONITOR does not tell of it.
  expect([...names].filter(name => !/^(ping|info|acl|time|client|select|multi|discard|auth)$/.test(name))).toEqual([]);
});

describe('a role of PostgreSQL without rights', () => {
  const role = 'orixoon "gate"';
  const table = '"tds sync"."queue"';
  const letters = '"tds sync"."letters"';
  beforeAll(async () => {
    const statements = [
      `CREATE ROLE "orixoon ""gate""" LOGIN PASSWORD '${CANARY}'`,
      'CREATE SCHEMA "tds sync"',
      `CREATE TABLE ${table} (LIKE tds_sync_queue INCLUDING ALL)`,
      `CREATE TABLE ${letters} (LIKE tds_dead_letter_queue INCLUDING ALL)`,
      `ALTER TABLE ${letters} DROP COLUMN id, ADD COLUMN id bigserial PRIMARY KEY`,
      `INSERT INTO ${table} (entity_type, source_entity_id, status, attempt_count, error_code) SELECT 'product', n, 'failed', n % 3, 'TIMEOUT' FROM generate_series(1, 20) AS n`,
    ];
    for (const statement of statements) await postgres.asAdmin(statement);
  });

  const gate = (): Desk => {
    const url = new URL(postgres.url);
    url.username = encodeURIComponent(role);
    url.password = CANARY;
    return deskWith({
      connections: { database: { url: url.href } },
      phases: { zoho_queue: { table, dead_letter_table: letters } },
    });
  };

  test('the printed statements, word for word, make it ready; and the heals then work', async () => {
    const at = gate();
    const sick = await consult(at);
    expect(sick).toMatchObject({ ready: false, exit: 1 });
    expect(stateOf(sick, 'database')).toBe('unavailable');
    for (const heal of ['table_locks', 'sync_queue_stuck', 'sync_delay'])
      expect(stateOf(sick, heal)).toBe('unavailable');
    const grants = mends(signs(sick, 'database'), 'sql');
    expect(grants).toContain('GRANT pg_signal_backend TO "orixoon ""gate""";');
    expect(grants).toContain('GRANT USAGE ON SCHEMA "tds sync" TO "orixoon ""gate""";');
    expect(grants.some(grant => grant.startsWith('GRANT USAGE ON SEQUENCE '))).toBe(true);
    for (const grant of grants) await postgres.asAdmin(grant);

    const well = await consult(at);
    expect(well.parts.flatMap(part => part.signs).filter(({ health }) => health === 'failed')).toEqual([]);
    expect(well).toMatchObject({ ready: true, exit: 0 });
    const healed = await at.run('--auto-heal', '--phase', 'zoho_queue', '--yes');
    expect(healed.stdout).toContain('HEALED');
    const [left] = await postgres.asAdmin(`SELECT count(*)::int AS failed FROM ${table} WHERE status = 'failed'`);
    expect(left).toEqual({ failed: 0 });
    const [buried] = await postgres.asAdmin(`SELECT count(*)::int AS letters FROM ${letters}`);
    expect(buried?.['letters']).toBeGreaterThan(0);
  });

  test('without one single right, that one is named', async () => {
    const at = gate();
    await postgres.asAdmin(`REVOKE UPDATE ("locked_by") ON ${table} FROM "orixoon ""gate"""`);
    const sick = await consult(at);
    expect(mends(signs(sick, 'database'), 'sql')).toHaveLength(1);
    expect(stateOf(sick, 'zoho_queue')).toBe('available');
    expect(stateOf(sick, 'sync_queue_stuck')).toBe('unavailable');
    for (const grant of mends(signs(sick, 'database'), 'sql')) await postgres.asAdmin(grant);
    expect((await consult(at)).exit).toBe(0);
  });

  test('a big queue without an index by status is a hint, with the statement', async () => {
    await postgres.asAdmin(`DROP INDEX "tds sync".queue_status_lock_expires_at_idx`);
    await postgres.asAdmin(
      `INSERT INTO ${table} (entity_type, source_entity_id, status) SELECT 'product', n, 'completed' FROM generate_series(1, 30000) AS n`,
    );
    await postgres.asAdmin(`ANALYZE ${table}`);
    const at = gate();
    const hinted = await consult(at);
    const [hint] = signs(hinted, 'database').filter(({ health }) => health === 'note');
    expect(hint?.message).toContain('no index by status');
    expect(hinted.exit).toBe(0);
    await postgres.asAdmin(hint?.mend[0]?.text ?? '');
    expect(signs(await consult(at), 'database').filter(({ health }) => health === 'note')).toEqual([]);
  });
});

test('a user of Redis without rights: the printed line, word for word, makes it ready', async () => {
  await redis.ask('ACL', 'SETUSER', 'gate', 'on', `>${CANARY}`, '+ping', '+multi', '+discard', '~app:*');
  const at = deskWith({ connections: { redis: { url: `redis://gate:${CANARY}@127.0.0.1:${redis.port}` } } });
  const sick = await consult(at);
  expect(sick.exit).toBe(1);
  for (const heal of ['redis_memory_full', 'redis_memory_high']) expect(stateOf(sick, heal)).toBe('unavailable');
  const [line = ''] = mends(signs(sick, 'redis'), 'redis');
  expect(line).toMatch(/^ACL SETUSER gate \+info .*\+memory\|purge ~\*$/);
  await redis.ask(...(line.split(' ') as [string, ...string[]]));
  const well = await consult(at);
  expect(well.exit).toBe(0);
  expect(stateOf(well, 'redis_memory_full')).toBe('available');
});

test('wrong passwords, an unknown database and a missing password are told apart', async () => {
  const wrong = new URL(postgres.url);
  wrong.password = CANARY;
  const both = await consult(
    deskWith({
      connections: {
        database: { url: wrong.href, admin_url: postgres.urlFor('postgres', 'nowhere') },
        redis: { url: `redis://nobody:${CANARY}@127.0.0.1:${redis.port}` },
      },
    }),
  );
  expect(both.exit).toBe(1);
  expect(mends(signs(both, 'database'), 'config')[0]).toContain('connections.database.url: the password of "tsh"');
  expect(mends(signs(both, 'database'), 'sql')[0]).toContain('SELECT datname FROM pg_database');
  expect(signs(both, 'redis')[0]?.message).toContain('WRONGPASS');
  await redis.ask('CONFIG', 'SET', 'requirepass', CANARY);
  try {
    const none = await consult(deskWith());
    expect(signs(none, 'redis')[0]?.message).toContain('NOAUTH');
    expect(mends(signs(none, 'redis'), 'config')[0]).toContain('<password>');
    // A restart cures no password.
    expect(stateOf(none, 'redis_not_responding')).toBe('unavailable');
  } finally {
    await redis.exec('redis-cli', '-p', String(redis.port), '-a', CANARY, 'CONFIG', 'SET', 'requirepass', '');
  }
});

test('servers that never answer end within their time', async () => {
  const hole = createServer(() => undefined);
  await new Promise<void>(resolve => hole.listen(0, '127.0.0.1', resolve));
  const { port } = hole.address() as AddressInfo;
  try {
    const lost = await consult(
      deskWith({
        connections: {
          docker: { host: `tcp://127.0.0.1:${port}` },
          database: { url: `postgresql://tsh:${CANARY}@127.0.0.1:${port}/tsh_erp` },
          redis: { url: `redis://:${CANARY}@127.0.0.1:${port}` },
        },
        // They ask over the same connection, one after the other.
        phases: { database: { enabled: false }, zoho_queue: { enabled: false } },
      }),
    );
    expect(lost.exit).toBe(1);
    expect(lost.duration_ms).toBeLessThan(40_000);
    for (const part of ['docker', 'database', 'redis']) expect(signs(lost, part)[0]?.health).toBe('failed');
  } finally {
    hole.close();
  }
});

test('a standby is told, and its queue is not healed', async () => {
  await postgres.exec(['touch', STANDBY]);
  try {
    await postgres.restart();
    const standby = await consult(deskWith());
    expect(signs(standby, 'database').find(({ about }) => about === 'state')?.message).toContain('standby');
    expect(stateOf(standby, 'sync_queue_stuck')).toBe('unavailable');
    expect(stateOf(standby, 'table_locks')).toBe('available');
  } finally {
    await postgres.exec(['rm', STANDBY]);
    await postgres.restart();
  }
});
