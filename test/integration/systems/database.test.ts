import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { StaleError } from '../../../src/errors.ts';
import { databaseWarnings } from '../../../src/systems/database/warnings.ts';
import { startPostgres, until } from '../servers/postgres-server.ts';
import type { PostgresServer, TestSession } from '../servers/postgres-server.ts';
import { openHealer } from './database-heal.ts';
import type { Healer, Wishes } from './database-heal.ts';

/** 33 slots that an application can use. */
const MAX_CONNECTIONS = 36;
let server: PostgresServer;
const healers: Healer[] = [];

beforeAll(async () => {
  server = await startPostgres({ maxConnections: MAX_CONNECTIONS });
});
afterAll(async () => {
  await server.stop();
});
afterEach(async () => {
  await Promise.all(healers.splice(0).map(healer => healer.close()));
  await server.closeSessions();
});

function healer(wishes: Partial<Wishes> = {}): Healer {
  const opened = openHealer({ url: server.url, ...wishes });
  healers.push(opened);
  return opened;
}

const sessions = async (count: number, application = 'app'): Promise<TestSession[]> => {
  const opened: TestSession[] = [];
  for (let nth = 0; nth < count; nth++)
    opened.push(await server.connect(server.url, { application_name: application }));
  return opened;
};

const pidsIn = (identity: object): number[] =>
  (identity as { backends: { pid: number }[] }).backends.map(({ pid }) => pid);

const alive = (opened: readonly TestSession[]): number => opened.filter(session => session.isAlive()).length;

test('a healthy database passes every check, and there is nothing to end', async () => {
  const tool = healer();
  const findings = await tool.inspect();
  expect(findings.map(({ check, status }) => `${check} ${status}`)).toEqual([
    'connection passed',
    'pool passed',
    'locks passed',
    'transactions passed',
    'writable passed',
  ]);
  expect(findings[0]).toMatchObject({ target: 'tsh_postgres', restsOn: ['containers/tsh_postgres'] });
});

describe('connection_pool_exhausted', () => {
  test('the guide: 90 % full, 15 terminated, about 45 % left', async () => {
    const opened = await sessions(30);
    const tool = healer();
    expect(await tool.check('pool')).toMatchObject({
      status: 'failed',
      issue: 'connection_pool_exhausted',
      observed: 90.9,
      threshold: 90,
    });
    const draft = await tool.draft('connection_pool_exhausted');
    expect(pidsIn(draft.identity).toSorted()).toEqual(
      opened
        .slice(0, 15)
        .map(({ pid }) => pid)
        .toSorted(),
    );
    const done = await tool.act('connection_pool_exhausted', draft);
    expect(done).toMatchObject({ changed: { terminated: 15 }, details: 'terminated 15 idle connections' });
    await until('the clients to notice', () => alive(opened) === 15);
    expect(await tool.check('pool')).toMatchObject({ status: 'passed', observed: 45.4 });

    await expect(tool.act('connection_pool_exhausted', draft)).rejects.toThrow(StaleError);
    expect(alive(opened)).toBe(15);
  });

  test('never a superuser, another database, a blacklisted one, a replication connection, or one that works', async () => {
    await server.asAdmin("create role replicator login replication password 'lab-s3cret'");
    const spared = [
      await server.connect(server.adminUrl),
      await server.connect(server.urlFor('tsh', 'postgres')),
      ...(await sessions(1, 'pgAdmin 4')),
      await server.connect(server.urlFor('replicator'), { replication: 'database' }),
    ];
    const busy = await sessions(1);
    busy[0]?.send('select pg_sleep(60)');
    const inTransaction = await sessions(1);
    await inTransaction[0]?.query('begin');
    const opened = await sessions(25);
    const tool = healer({ blacklist: { database_applications: ['pgadmin*'] } });
    const draft = await tool.draft('connection_pool_exhausted');
    expect(draft.steps.filter(step => step.startsWith('leave alone')).join('\n')).toMatch(
      /superuser[^]*another database[^]*blacklist.database_applications/,
    );
    await tool.act('connection_pool_exhausted', draft);
    await until('the clients to notice', () => alive(opened) === 10);
    expect(alive([...spared, ...busy, ...inTransaction])).toBe(6);
    await server.closeSessions();
    await server.asAdmin('drop role replicator');
  });

  test('an idle one of the blacklist, and nobody else: the gate denies it', async () => {
    const opened = await sessions(31, 'reports');
    const tool = healer({ blacklist: { database_applications: ['reports'] } });
    const draft = await tool.draft('connection_pool_exhausted');
    expect(tool.decide('connection_pool_exhausted', draft)).toMatchObject({ verdict: 'deny', deniedBy: 'blacklist' });
    expect(alive(opened)).toBe(31);
  });

  test('who became active between plan and act is left alone', async () => {
    const opened = await sessions(30);
    const tool = healer();
    const draft = await tool.draft('connection_pool_exhausted');
    await Promise.all(opened.slice(0, 14).map(session => session.query('select 1')));
    const done = await tool.act('connection_pool_exhausted', draft);
    expect(done.changed).toEqual({ terminated: 1 });
    expect(done.details).toContain('14 had changed');
    await until('the client to notice', () => alive(opened) === 29);
    expect(opened[14]?.isAlive()).toBe(false);
  });

  test('nobody is idle for long enough: unavailable, and says so', async () => {
    await sessions(30);
    const draft = await healer({ phase: { idle_seconds: 300 } }).draft('connection_pool_exhausted');
    expect(draft.unavailable).toMatch(
      /none of 30 connections may be ended: 0 idle for longer than idle_seconds \(300\)/,
    );
  });

  test('so full that we are refused: in by admin_url, healed, and then in by the front door', async () => {
    const opened = await sessions(33);
    const tool = healer({ admin_url: server.adminUrl });
    expect(await tool.check('connection')).toMatchObject({ status: 'failed', issue: null });
    expect(await tool.check('pool')).toMatchObject({
      status: 'failed',
      issue: 'connection_pool_exhausted',
      observed: 100,
    });
    const draft = await tool.draft('connection_pool_exhausted');
    const done = await tool.act('connection_pool_exhausted', draft);
    expect(done.changed).toEqual({ terminated: 18 });
    await until('the clients to notice', () => alive(opened) === 15);
    expect((await tool.inspect()).map(({ status }) => status)).toEqual(Array(5).fill('passed'));
  });

  test("the limit of the application's own role is a full pool too: half of its connections go", async () => {
    await server.asAdmin('alter role tsh connection limit 6');
    const opened = await sessions(6);
    const tool = healer({ admin_url: server.adminUrl });
    expect((await tool.check('pool')).message).toContain('too many connections for role');
    await tool.act('connection_pool_exhausted', await tool.draft('connection_pool_exhausted'));
    await until('the clients to notice', () => alive(opened) === 3);
    expect(await tool.check('pool')).toMatchObject({ status: 'passed' });
    await server.asAdmin('alter role tsh connection limit -1');
  });

  test('admin_url in another database sees and ends the idle ones all the same', async () => {
    const opened = await sessions(33);
    const tool = healer({ admin_url: server.urlFor('postgres', 'postgres') });
    await tool.act('connection_pool_exhausted', await tool.draft('connection_pool_exhausted'));
    await until('the clients to notice', () => alive(opened) === 15);
  });

  test('so full that we are refused, and no admin_url: the issue, in time, and what to set', async () => {
    await sessions(33);
    const tool = healer({ phase: { timeout_seconds: 3 } });
    const startedAt = Date.now();
    const finding = await tool.check('pool');
    expect(Date.now() - startedAt).toBeLessThan(3000);
    expect(finding).toMatchObject({ status: 'failed', issue: 'connection_pool_exhausted' });
    expect(finding.message).toMatch(/there is no admin_url to get in by .*remaining connection slots are reserved/);
    expect((await tool.draft('connection_pool_exhausted')).unavailable).toContain(
      'set connections.database.admin_url to a role that may use the reserved slots',
    );
  });
});

describe('table_locks', () => {
  /** Waits until the server shows that many waiting for longer than lock_wait_seconds. */
  const untilLocked = (tool: Healer): Promise<void> =>
    until('the lock to be waited for', async () => (await tool.check('locks')).status === 'failed');
  const blocker = async (sql: string): Promise<TestSession> => {
    const session = await server.connect(server.url);
    await session.query(`begin; ${sql}`);
    return session;
  };
  const waiter = async (sql: string): Promise<TestSession> => {
    const session = await server.connect(server.url);
    session.send(sql);
    return session;
  };
  const lock = (table: string, mode = 'access exclusive'): string => `lock table ${table} in ${mode} mode`;

  test('a chain A → B → C: only A is ended, and both others go on', async () => {
    const a = await blocker(lock('products'));
    const b = await blocker('select 1');
    b.send(lock('products', 'share'));
    const c = await waiter('update products set stock = 1 where id = 1');
    const tool = healer();
    await until('both to wait', async () => /^2 sessions/.test((await tool.check('locks')).message));
    const draft = await tool.draft('table_locks');
    expect(pidsIn(draft.identity)).toEqual([a.pid]);
    expect(draft.touches).toContainEqual({
      kind: 'table',
      names: ['public.products', 'products'],
      effect: 'terminate',
      sacred: null,
    });
    const done = await tool.act('table_locks', draft);
    expect(done.changed).toEqual({ cancelled: 0, terminated: 1 });
    expect(await b.outcome()).toBe('done');
    await b.query('commit');
    expect(await c.outcome()).toBe('done');
    expect(await tool.check('locks')).toMatchObject({ status: 'passed' });
    expect([a.isAlive(), b.isAlive(), c.isAlive()]).toEqual([false, true, true]);
    await expect(tool.act('table_locks', draft)).rejects.toThrow(StaleError);
  });

  test('a query that blocks is cancelled, and its session lives', async () => {
    const a = await blocker(lock('products'));
    a.send('select pg_sleep(60)');
    const b = await waiter('select count(*) from products');
    const tool = healer();
    await untilLocked(tool);
    const done = await tool.act('table_locks', await tool.draft('table_locks'));
    expect(done.changed).toEqual({ cancelled: 1, terminated: 0 });
    expect([await a.outcome(), await b.outcome(), a.isAlive()]).toEqual(['57014', 'done', true]);
  });

  test('one that does not heed the cancel is terminated after a moment', async () => {
    const a = await blocker(lock('products'));
    a.send(
      'do $$ begin loop begin perform pg_sleep(60); exception when query_canceled then null; end; end loop; end $$',
    );
    const b = await waiter('select count(*) from products');
    const tool = healer();
    await untilLocked(tool);
    const done = await tool.act('table_locks', await tool.draft('table_locks'));
    expect(done.changed).toEqual({ cancelled: 0, terminated: 1 });
    expect(await b.outcome()).toBe('done');
  });

  test('two roots, both ended', async () => {
    const roots = [await blocker(lock('products', 'share')), await blocker(lock('products', 'share'))];
    const b = await waiter('update products set stock = 2 where id = 2');
    const tool = healer();
    await untilLocked(tool);
    const draft = await tool.draft('table_locks');
    expect(pidsIn(draft.identity).toSorted()).toEqual(roots.map(({ pid }) => pid).toSorted());
    expect((await tool.act('table_locks', draft)).changed).toEqual({ cancelled: 0, terminated: 2 });
    expect(await b.outcome()).toBe('done');
  });

  test('a blocker that has written to users: denied by the blacklist, in its schema-qualified form too', async () => {
    const a = await blocker(`update users set name = name where id = 1; ${lock('products')}`);
    await waiter('select count(*) from products');
    for (const tables of [['users'], ['public.users'], ['USERS']]) {
      const tool = healer({ blacklist: { tables } });
      await untilLocked(tool);
      const draft = await tool.draft('table_locks');
      expect(tool.decide('table_locks', draft)).toMatchObject({ verdict: 'deny', deniedBy: 'blacklist' });
      expect(draft.touches).toContainEqual({
        kind: 'table',
        names: ['public.users', 'users'],
        effect: 'terminate',
        sacred: null,
      });
    }
    expect(a.isAlive()).toBe(true);
  });

  test('who writes to a protected table after the plan was allowed is left alone by the statement itself', async () => {
    const a = await blocker(lock('products'));
    const loop =
      'do $$ begin perform pg_sleep(0.7); update users set name = name where id = 1; perform pg_sleep(60); end $$';
    a.send(loop);
    await waiter('select count(*) from products');
    const tool = healer();
    await untilLocked(tool);
    const draft = await tool.draft('table_locks');
    expect(draft.touches.flatMap(({ names }) => names)).not.toContain('users');
    await until('the write lock on users', async () => {
      const held = await server.asAdmin(`select from pg_locks where pid = ${a.pid} and relation = 'users'::regclass`);
      return held.length > 0;
    });
    await expect(tool.act('table_locks', draft)).rejects.toThrow(StaleError);
    expect(a.isAlive()).toBe(true);
  });

  test('of two roots, the protected one is left alone and named', async () => {
    const harmless = await blocker(lock('products', 'share'));
    const writer = await blocker(`update users set name = name where id = 1; ${lock('products', 'share')}`);
    await waiter('update products set stock = 2 where id = 2');
    const tool = healer();
    await untilLocked(tool);
    const draft = await tool.draft('table_locks');
    expect(pidsIn(draft.identity)).toEqual([harmless.pid]);
    expect(draft.steps.join()).toContain(`leave alone pid ${writer.pid}`);
    expect(tool.decide('table_locks', draft).verdict).toBe('allow');
  });

  test('a prepared transaction is reported with its name, and nothing is ended', async () => {
    const a = await blocker(lock('products'));
    await a.query("prepare transaction 'orixoon-test'");
    const b = await waiter('select count(*) from products');
    const tool = healer();
    await untilLocked(tool);
    expect((await tool.draft('table_locks')).unavailable).toMatch(
      /no root blocker may be ended.*'orixoon-test' of tsh/,
    );
    expect(b.isAlive()).toBe(true);
    await server.asAdmin("rollback prepared 'orixoon-test'");
  });

  test("another database's session is never ended", async () => {
    const a = await server.connect(server.urlFor('postgres', 'postgres'));
    await server.asAdmin('create role lock_me; grant lock_me to tsh with admin option; alter role tsh createrole');
    const other = await server.connect(server.urlFor('tsh', 'postgres'));
    await other.query('begin; alter role lock_me connection limit 3');
    await waiter('alter role lock_me connection limit 4');
    const tool = healer();
    await untilLocked(tool);
    expect((await tool.draft('table_locks')).unavailable).toContain('it works in another database (postgres)');
    expect([a.isAlive(), other.isAlive()]).toEqual([true, true]);
    await server.closeSessions();
    await server.asAdmin('alter role tsh nocreaterole; drop role lock_me');
  });

  test('a blocker that is gone by the time we act: stale, nobody else is touched', async () => {
    const a = await blocker(lock('products'));
    const b = await waiter('select count(*) from products');
    const tool = healer();
    await untilLocked(tool);
    const draft = await tool.draft('table_locks');
    await a.query('rollback');
    await expect(tool.act('table_locks', draft)).rejects.toThrow(StaleError);
    expect([await b.outcome(), a.isAlive()]).toEqual(['done', true]);
  });
});

describe('stuck_transactions', () => {
  const untilStuck = (tool: Healer): Promise<void> =>
    until('the transaction to be stuck', async () => (await tool.check('transactions')).status === 'failed');

  test('idle in a transaction, aborted or not: terminated; those that work or are young are not', async () => {
    const [idle, aborted, busy] = await sessions(3);
    await idle?.query('begin; update products set stock = 0 where id = 3');
    await aborted?.query('begin');
    await aborted?.query('select 1/0').catch(() => undefined);
    busy?.send('begin; select pg_sleep(60)');
    const tool = healer();
    await until('both to be stuck', async () => (await tool.check('transactions')).observed === 2);
    const draft = await tool.draft('stuck_transactions');
    const done = await tool.act('stuck_transactions', draft);
    expect(done.changed).toEqual({ terminated: 2 });
    expect(await tool.check('transactions')).toMatchObject({ status: 'passed' });
    await until('the clients to notice', () => !idle?.isAlive() && !aborted?.isAlive());
    expect(busy?.isAlive()).toBe(true);
    expect(await server.asAdmin('select stock from products where id = 3')).not.toEqual([{ stock: 0 }]);
    await expect(tool.act('stuck_transactions', draft)).rejects.toThrow(StaleError);
  });

  test('one that has written to a protected table: denied by the blacklist', async () => {
    const [idle] = await sessions(1);
    await idle?.query('begin; update users set name = name where id = 1');
    const tool = healer();
    await untilStuck(tool);
    const draft = await tool.draft('stuck_transactions');
    expect(tool.decide('stuck_transactions', draft)).toMatchObject({ verdict: 'deny', deniedBy: 'blacklist' });
  });

  test('the heal is not over before the last of them is gone', async () => {
    const [quick, slow] = await sessions(2);
    await quick?.query('begin');
    await slow?.query('begin');
    const tool = healer();
    await until('both to be stuck', async () => (await tool.check('transactions')).observed === 2);
    const draft = await tool.draft('stuck_transactions');
    await server.exec(['kill', '-STOP', String(slow?.pid)]);
    let isOver = false;
    const healing = tool.act('stuck_transactions', draft).finally(() => (isOver = true));
    await until('the first to go', () => quick?.isAlive() === false);
    await server.asAdmin('select 1');
    expect(isOver).toBe(false);
    await server.exec(['kill', '-CONT', String(slow?.pid)]);
    expect((await healing).changed).toEqual({ terminated: 2 });
  });

  test('one that moved on between plan and act: stale, untouched', async () => {
    const [idle] = await sessions(1);
    await idle?.query('begin');
    const tool = healer();
    await untilStuck(tool);
    const draft = await tool.draft('stuck_transactions');
    await idle?.query('select 1');
    await expect(tool.act('stuck_transactions', draft)).rejects.toThrow(StaleError);
    expect(idle?.isAlive()).toBe(true);
  });
});

describe('rights', () => {
  beforeAll(async () => {
    await server.asAdmin(
      "create role blind login password 'lab-s3cret'; create role sighted login password 'lab-s3cret' in role pg_monitor",
    );
  });

  test('a role that may not see the sessions of others: error that names the grant, never an issue', async () => {
    const [idle] = await sessions(1);
    await idle?.query('begin');
    const finding = await healer({ url: server.urlFor('blind') }).check('transactions');
    expect(finding).toMatchObject({ status: 'error', issue: null });
    expect(finding.message).toMatch(/role "blind" may not see 1 session.*GRANT pg_monitor TO "blind"/);
  });

  test('hidden sessions that could fill the pool: error; that could not: passed', async () => {
    const tool = healer({ url: server.urlFor('blind') });
    await sessions(20);
    expect(await tool.check('pool')).toMatchObject({ status: 'passed' });
    await sessions(11);
    expect(await tool.check('pool')).toMatchObject({ status: 'error', issue: null });
  });

  test('a role that sees but may not end others: the heal is unavailable, with the grant', async () => {
    const [idle] = await sessions(1);
    await idle?.query('begin');
    const tool = healer({ url: server.urlFor('sighted') });
    await until('the transaction to be stuck', async () => (await tool.check('transactions')).status === 'failed');
    expect((await tool.draft('stuck_transactions')).unavailable).toContain('pg_signal_backend');
  });
});

describe('writable', () => {
  test('a database that refuses writes: failed without an issue, and a warning in production', async () => {
    await server.asAdmin('alter database tsh_erp set default_transaction_read_only = on');
    const tool = healer({ environment: 'production' });
    expect(await tool.check('writable')).toMatchObject({ status: 'failed', issue: null });
    expect(await databaseWarnings(tool.look)).toEqual([expect.stringContaining('refuses writes')]);
    expect(await databaseWarnings(healer().look)).toEqual([]);
    await server.asAdmin('begin read write; alter database tsh_erp reset default_transaction_read_only; commit');
    expect(await databaseWarnings(healer({ environment: 'production' }).look)).toEqual([]);
  });

  test('a standby: failed without an issue, a warning in production, and no heal on it', async () => {
    await server.exec(['touch', '/var/lib/practice/postgres/standby.signal']);
    await server.restart();
    await sessions(31);
    const tool = healer({ environment: 'production' });
    expect(await tool.check('writable')).toMatchObject({ status: 'failed', issue: null });
    expect(await databaseWarnings(tool.look)).toEqual([expect.stringContaining('is in recovery')]);
    expect((await tool.draft('connection_pool_exhausted')).unavailable).toContain('standby');
    await server.closeSessions();
    await server.exec(['rm', '/var/lib/practice/postgres/standby.signal']);
    await server.restart();
  });
});
