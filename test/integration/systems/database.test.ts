import { beforeAll, describe, expect, test } from 'vitest';
import { StaleError } from '../../../src/errors.ts';
import { databaseWarnings } from '../../../src/systems/database/warnings.ts';
import { until } from '../servers/postgres-server.ts';
import type { Healer } from './database-heal.ts';
import { useDatabase } from './database-world.ts';

const world = useDatabase();

test('a healthy database passes every check, and there is nothing to end', async () => {
  const tool = world.healer();
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

describe('stuck_transactions', () => {
  const untilStuck = (tool: Healer): Promise<void> =>
    until('the transaction to be stuck', async () => (await tool.check('transactions')).status === 'failed');

  test('idle in a transaction, aborted or not: terminated; those that work or are young are not', async () => {
    const [idle, aborted, busy] = await world.sessions(3);
    await idle?.query('begin; update products set stock = 0 where id = 3');
    await aborted?.query('begin');
    await aborted?.query('select 1/0').catch(() => undefined);
    busy?.send('begin; select pg_sleep(60)');
    const tool = world.healer();
    await until('both to be stuck', async () => (await tool.check('transactions')).observed === 2);
    const draft = await tool.draft('stuck_transactions');
    const done = await tool.act('stuck_transactions', draft);
    expect(done.changed).toEqual({ terminated: 2 });
    expect(await tool.check('transactions')).toMatchObject({ status: 'passed' });
    await until('the clients to notice', () => !idle?.isAlive() && !aborted?.isAlive());
    expect(busy?.isAlive()).toBe(true);
    expect(await world.server.asAdmin('select stock from products where id = 3')).not.toEqual([{ stock: 0 }]);
    await expect(tool.act('stuck_transactions', draft)).rejects.toThrow(StaleError);
  });

  test('one that has written to a protected table: denied by the blacklist', async () => {
    const [idle] = await world.sessions(1);
    await idle?.query('begin; update users set name = name where id = 1');
    const tool = world.healer();
    await untilStuck(tool);
    const draft = await tool.draft('stuck_transactions');
    expect(tool.decide('stuck_transactions', draft)).toMatchObject({ verdict: 'deny', deniedBy: 'blacklist' });
  });

  test('the heal is not over before the last of them is gone', async () => {
    const [quick, slow] = await world.sessions(2);
    await quick?.query('begin');
    await slow?.query('begin');
    const tool = world.healer();
    await until('both to be stuck', async () => (await tool.check('transactions')).observed === 2);
    const draft = await tool.draft('stuck_transactions');
    await world.server.exec(['kill', '-STOP', String(slow?.pid)]);
    let isOver = false;
    const healing = tool.act('stuck_transactions', draft).finally(() => (isOver = true));
    await until('the first to go', () => quick?.isAlive() === false);
    await world.server.asAdmin('select 1');
    expect(isOver).toBe(false);
    await world.server.exec(['kill', '-CONT', String(slow?.pid)]);
    expect((await healing).changed).toEqual({ terminated: 2 });
  });

  test('one that moved on between plan and act: stale, untouched', async () => {
    const [idle] = await world.sessions(1);
    await idle?.query('begin');
    const tool = world.healer();
    await untilStuck(tool);
    const draft = await tool.draft('stuck_transactions');
    await idle?.query('select 1');
    await expect(tool.act('stuck_transactions', draft)).rejects.toThrow(StaleError);
    expect(idle?.isAlive()).toBe(true);
  });
});

describe('rights', () => {
  beforeAll(async () => {
    await world.server.asAdmin(
      "create role blind login password 'lab-s3cret'; create role sighted login password 'lab-s3cret' in role pg_monitor",
    );
  });

  test('a role that may not see the sessions of others: error that names the grant, never an issue', async () => {
    const [idle] = await world.sessions(1);
    await idle?.query('begin');
    const finding = await world.healer({ url: world.server.urlFor('blind') }).check('transactions');
    expect(finding).toMatchObject({ status: 'error', issue: null });
    expect(finding.message).toMatch(/role "blind" may not see 1 session.*GRANT pg_monitor TO "blind"/);
  });

  test('hidden sessions that could fill the pool: error; that could not: passed', async () => {
    const tool = world.healer({ url: world.server.urlFor('blind') });
    await world.sessions(20);
    expect(await tool.check('pool')).toMatchObject({ status: 'passed' });
    await world.sessions(11);
    expect(await tool.check('pool')).toMatchObject({ status: 'error', issue: null });
  });

  test('a role that sees but may not end others: the heal is unavailable, with the grant', async () => {
    const [idle] = await world.sessions(1);
    await idle?.query('begin');
    const tool = world.healer({ url: world.server.urlFor('sighted') });
    await until('the transaction to be stuck', async () => (await tool.check('transactions')).status === 'failed');
    expect((await tool.draft('stuck_transactions')).unavailable).toContain('pg_signal_backend');
  });
});

describe('writable', () => {
  test('a database that refuses writes: failed without an issue, and a warning in production', async () => {
    await world.server.asAdmin('alter database tsh_erp set default_transaction_read_only = on');
    const tool = world.healer({ environment: 'production' });
    expect(await tool.check('writable')).toMatchObject({ status: 'failed', issue: null });
    expect(await databaseWarnings(tool.look)).toEqual([expect.stringContaining('refuses writes')]);
    expect(await databaseWarnings(world.healer({ environment: ' Production ' }).look)).toHaveLength(1);
    expect(await databaseWarnings(world.healer().look)).toEqual([]);
    await world.server.asAdmin('begin read write; alter database tsh_erp reset default_transaction_read_only; commit');
    expect(await databaseWarnings(world.healer({ environment: 'production' }).look)).toEqual([]);
  });

  test('a standby: failed without an issue, a warning in production, and no heal on it', async () => {
    await world.server.exec(['touch', '/var/lib/practice/postgres/standby.signal']);
    await world.server.restart();
    await world.sessions(31);
    const tool = world.healer({ environment: 'production' });
    expect(await tool.check('writable')).toMatchObject({ status: 'failed', issue: null });
    expect(await databaseWarnings(tool.look)).toEqual([expect.stringContaining('is in recovery')]);
    expect((await tool.draft('connection_pool_exhausted')).unavailable).toContain('standby');
    await world.server.closeSessions();
    await world.server.exec(['rm', '/var/lib/practice/postgres/standby.signal']);
    await world.server.restart();
  });
});
