import { describe, expect, test } from 'vitest';
import { StaleError } from '../../../src/errors.ts';
import { until } from '../servers/postgres-server.ts';
import type { TestSession } from '../servers/postgres-server.ts';
import { alive, pidsIn, useDatabase } from './database-world.ts';

const world = useDatabase();

describe('connection_pool_exhausted', () => {
  test('the guide: 90 % full, 15 terminated, about 45 % left', async () => {
    const opened = await world.sessions(30);
    const tool = world.healer();
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
    await world.server.asAdmin("create role replicator login replication password 'lab-s3cret'");
    const spared = [
      await world.server.connect(world.server.adminUrl),
      await world.server.connect(world.server.urlFor('tsh', 'postgres')),
      ...(await world.sessions(1, 'pgAdmin 4')),
      await world.server.connect(world.server.urlFor('replicator'), { replication: 'database' }),
    ];
    const busy = await world.sessions(1);
    busy[0]?.send('select pg_sleep(60)');
    const inTransaction = await world.sessions(1);
    await inTransaction[0]?.query('begin');
    const opened = await world.sessions(25);
    const tool = world.healer({ blacklist: { database_applications: ['pgadmin*'] } });
    const draft = await tool.draft('connection_pool_exhausted');
    expect(draft.steps.filter(step => step.startsWith('leave alone')).join('\n')).toMatch(
      /superuser[^]*another database[^]*blacklist.database_applications/,
    );
    await tool.act('connection_pool_exhausted', draft);
    await until('the clients to notice', () => alive(opened) === 10);
    expect(alive([...spared, ...busy, ...inTransaction])).toBe(6);
    await world.server.closeSessions();
    await world.server.asAdmin('drop role replicator');
  });

  test('an idle one of the blacklist, and nobody else: the gate denies it', async () => {
    const opened = await world.sessions(31, 'reports');
    const tool = world.healer({ blacklist: { database_applications: ['reports'] } });
    const draft = await tool.draft('connection_pool_exhausted');
    expect(tool.decide('connection_pool_exhausted', draft)).toMatchObject({ verdict: 'deny', deniedBy: 'blacklist' });
    expect(alive(opened)).toBe(31);
  });

  test('who became active between plan and act is left alone', async () => {
    const opened = await world.sessions(30);
    const tool = world.healer();
    const draft = await tool.draft('connection_pool_exhausted');
    await Promise.all(opened.slice(0, 14).map(session => session.query('select 1')));
    const done = await tool.act('connection_pool_exhausted', draft);
    expect(done.changed).toEqual({ terminated: 1 });
    expect(done.details).toContain('14 had changed');
    await until('the client to notice', () => alive(opened) === 29);
    expect(opened[14]?.isAlive()).toBe(false);
  });

  test('nobody is idle for long enough: unavailable, and says so', async () => {
    await world.sessions(30);
    const draft = await world.healer({ phase: { idle_seconds: 300 } }).draft('connection_pool_exhausted');
    expect(draft.unavailable).toMatch(
      /none of 30 connections may be ended: 0 idle for longer than idle_seconds \(300\)/,
    );
  });

  test('so full that we are refused: in by admin_url, healed, and then in by the front door', async () => {
    const opened = await world.sessions(33);
    const tool = world.healer({ admin_url: world.server.adminUrl });
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

  describe('a CONNECTION LIMIT', () => {
    const limited = async (what: string, work: () => Promise<void>): Promise<void> => {
      await world.server.asAdmin(`alter ${what} connection limit 6`);
      try {
        await work();
      } finally {
        await world.server.asAdmin(`alter ${what} connection limit -1`);
      }
    };

    test("of the application's role is told as such, and nobody's sessions but its own are ended for it", async () => {
      await world.server.asAdmin("create role erp login password 'lab-s3cret'");
      const others: TestSession[] = [];
      for (let nth = 0; nth < 20; nth++) others.push(await world.server.connect(world.server.urlFor('erp')));
      await limited('role tsh', async () => {
        const opened = await world.sessions(6);
        const tool = world.healer({ admin_url: world.server.adminUrl });
        const finding = await tool.check('pool');
        expect(finding).toMatchObject({ status: 'failed', issue: 'connection_pool_exhausted', observed: 78.7 });
        expect(finding.message).toMatch(
          /connection limit of the role "tsh" is reached by its 6 sessions: .*too many conn/,
        );
        expect(finding.recommendation).toContain('ALTER ROLE "tsh" CONNECTION LIMIT');
        const draft = await tool.draft('connection_pool_exhausted');
        expect(pidsIn(draft.identity)).toEqual(opened.slice(0, 3).map(({ pid }) => pid));
        await tool.act('connection_pool_exhausted', draft);
        await until('the clients to notice', () => alive(opened) === 3);
        expect(await tool.check('pool')).toMatchObject({ status: 'passed' });
        expect(alive(others)).toBe(20);
      });
      await world.server.closeSessions();
      await world.server.asAdmin('drop role erp');
    });

    test('of the database, and no way in: told as such', async () => {
      await limited('database tsh_erp', async () => {
        await world.sessions(6);
        const finding = await world.healer({ phase: { timeout_seconds: 1 } }).check('pool');
        expect(finding.message).toContain('the connection limit of the database "tsh_erp" is reached');
        expect(finding.recommendation).toContain('ALTER DATABASE "tsh_erp" CONNECTION LIMIT');
      });
    });
  });

  test('planned by admin_url for want of a slot, done by it too, though a slot came free for a role without the right', async () => {
    await world.server.asAdmin("create role weak login password 'lab-s3cret'");
    const opened = await world.sessions(33);
    const tool = world.healer({ url: world.server.urlFor('weak'), admin_url: world.server.adminUrl });
    const draft = await tool.draft('connection_pool_exhausted');
    expect(pidsIn(draft.identity)).toHaveLength(18);
    // Room for our own sessions too.
    const leaving = opened.slice(28).map(({ pid }) => pid);
    await world.server.asAdmin(`select pg_terminate_backend(pid) from unnest(array[${leaving.join()}]) pid`);
    await until('a free slot', async () => (await tool.check('connection')).status === 'passed');
    expect((await tool.act('connection_pool_exhausted', draft)).changed).toEqual({ terminated: 18 });
    await until('the clients to notice', () => alive(opened) === 10);
    await tool.close();
    await world.server.asAdmin('drop role weak');
  });

  test('admin_url in another database sees and ends the idle ones all the same', async () => {
    const opened = await world.sessions(33);
    const tool = world.healer({ admin_url: world.server.urlFor('postgres', 'postgres') });
    await tool.act('connection_pool_exhausted', await tool.draft('connection_pool_exhausted'));
    await until('the clients to notice', () => alive(opened) === 15);
  });

  test('so full that we are refused, and no admin_url: the issue, in time, and what to set', async () => {
    await world.sessions(33);
    const tool = world.healer({ phase: { timeout_seconds: 10 } });
    const startedAt = Date.now();
    const finding = await tool.check('pool');
    expect(Date.now() - startedAt).toBeLessThan(10_000);
    expect(finding).toMatchObject({ status: 'failed', issue: 'connection_pool_exhausted' });
    expect(finding.message).toMatch(/there is no admin_url to get in by .*remaining connection slots are reserved/);
    const quick = world.healer({ phase: { timeout_seconds: 1 } });
    expect((await quick.draft('connection_pool_exhausted')).unavailable).toContain(
      'set connections.database.admin_url to a role that may use the reserved slots',
    );
  });
});
