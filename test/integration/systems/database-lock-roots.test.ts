import { describe, expect, test } from 'vitest';
import { StaleError } from '../../../src/errors.ts';
import { until } from '../servers/postgres-server.ts';
import { lock, useLocks } from './database-locking.ts';
import { pidsIn, useDatabase } from './database-world.ts';

const world = useDatabase();
const { blocker, waiter, untilLocked } = useLocks(world);

describe('between the plan and the act', () => {
  test('a root that became active: stale, untouched', async () => {
    const a = await blocker(lock('products'));
    await waiter('select count(*) from products');
    const tool = world.healer();
    await untilLocked(tool);
    const draft = await tool.draft('table_locks');
    expect(pidsIn(draft.identity)).toEqual([a.pid]);
    a.send('select pg_sleep(60)');
    await until('it to be active', async () => {
      const [row] = await world.server.asAdmin(`select state from pg_stat_activity where pid = ${a.pid}`);
      return row?.['state'] === 'active';
    });
    await expect(tool.act('table_locks', draft)).rejects.toThrow(StaleError);
    expect(a.isAlive()).toBe(true);
    await world.server.asAdmin(`select pg_cancel_backend(${a.pid})`);
    // A cancel of ours would have come before.
    expect(await a.outcome()).toBe('57014');
  });

  test('who blocks nobody any more by the time the cancelled have had their moment is not terminated', async () => {
    const a = await blocker(lock('products', 'share'));
    // Shows that it was cancelled by a lock that can be seen from outside, and goes on.
    a.send(
      'do $$ begin loop begin perform pg_sleep(60); exception when query_canceled then perform pg_advisory_lock(42); end; end loop; end $$',
    );
    const b = await blocker(lock('products', 'share'));
    const w = await waiter('update products set stock = 2 where id = 2');
    const tool = world.healer();
    await untilLocked(tool);
    const draft = await tool.draft('table_locks');
    expect(pidsIn(draft.identity).toSorted()).toEqual([a.pid, b.pid].toSorted());
    // Open already: the moment is short.
    const admin = await world.server.connect(world.server.adminUrl);
    const healing = tool.act('table_locks', draft);
    await until('the cancel', async () => {
      const held = await admin.query("select from pg_locks where locktype = 'advisory' and objid = 42");
      return held.length > 0;
    });
    await admin.query(`select pg_cancel_backend(${w.pid})`);
    const done = await healing;
    expect(done.changed).toEqual({ cancelled: 1, terminated: 0 });
    expect(done.details).toContain('1 session had let go or moved on');
    expect([a.isAlive(), b.isAlive()]).toEqual([true, true]);
  });
});

describe('a cancelled query whose lock is older than a savepoint', () => {
  const plan = async () => {
    const a = await blocker(`${lock('products')}; savepoint before`);
    a.send('select pg_sleep(60)');
    const w = await waiter('select count(*) from products');
    const tool = world.healer();
    await untilLocked(tool);
    return { a, w, tool, draft: await tool.draft('table_locks') };
  };

  test('keeps its lock in the aborted transaction, is terminated for it, and that is what is told', async () => {
    const { a, w, tool, draft } = await plan();
    const done = await tool.act('table_locks', draft);
    expect(done.changed).toEqual({ cancelled: 0, terminated: 1 });
    expect([await a.outcome(), await w.outcome()]).toEqual(['57014', 'done']);
    await until('the client to notice', () => !a.isAlive());
    expect(await tool.check('locks')).toMatchObject({ status: 'passed' });
  });

  test('goes on in its transaction: left alone, and told that it still blocks', async () => {
    const { a, w, tool, draft } = await plan();
    const healing = tool.act('table_locks', draft);
    expect(await a.outcome()).toBe('57014');
    await a.query('rollback to savepoint before');
    a.send('select pg_sleep(60)');
    const done = await healing;
    expect(done.changed).toEqual({ cancelled: 1, terminated: 0 });
    expect(done.details).toContain(`pid ${a.pid} went on in its transaction after the cancel, and still blocks`);
    expect([a.isAlive(), w.isAlive()]).toEqual([true, true]);
    expect(await tool.check('locks')).toMatchObject({ status: 'failed', issue: 'table_locks' });
  });
});

describe('a root that is no client', () => {
  const seen = async (pid: number) => {
    const [row] = await world.server.asAdmin(
      `select state, to_char(backend_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as backend_start,
              to_char(state_change at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as state_change
         from pg_stat_activity where pid = ${pid}`,
    );
    return { pid, ...row };
  };
  /** Neither planned nor, whatever a plan says, ended. */
  const expectNeverEnded = async (pid: number, type: string): Promise<void> => {
    const tool = world.healer();
    await untilLocked(tool);
    const draft = await tool.draft('table_locks');
    expect(draft.unavailable).toContain(`it is no client but ${type}`);
    const before = await seen(pid);
    const forged = { identity: { backends: [before] }, steps: ['end it'], touches: [], unavailable: null };
    await expect(tool.act('table_locks', forged)).rejects.toThrow(StaleError);
    expect(await seen(pid)).toEqual(before);
  };

  test('a replication connection', async () => {
    await world.server.asAdmin("create role replicator login replication password 'lab-s3cret'");
    await world.server.asAdmin('grant select, update on products to replicator');
    const sender = await world.server.connect(world.server.urlFor('replicator'), { replication: 'database' });
    await sender.query('begin');
    await sender.query(lock('products'));
    await waiter('select count(*) from products');
    await expectNeverEnded(sender.pid, 'a walsender');
    expect(sender.isAlive()).toBe(true);
    await sender.query('commit');
  });

  test('an autovacuum worker', async () => {
    const { server } = world;
    // It gives way to who waits for it as long as deadlock_timeout.
    for (const setting of ["deadlock_timeout = '60s'", "autovacuum_naptime = '1s'"])
      await server.asAdmin(`alter system set ${setting}`);
    await server.asAdmin('select pg_reload_conf()');
    await server.asAdmin(
      `create table dusty (i int) with (autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1,
         autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0)`,
    );
    await server.asAdmin('alter table dusty owner to tsh');
    await server.asAdmin('insert into dusty select generate_series(1, 200000)');
    await server.asAdmin('delete from dusty where i % 2 = 0');
    let worker = 0;
    await until('the autovacuum', async () => {
      const [row] = await server.asAdmin(
        `select a.pid from pg_stat_activity a join pg_locks l using (pid)
          where a.backend_type = 'autovacuum worker' and l.granted and l.relation = 'dusty'::regclass`,
      );
      worker = Number(row?.['pid'] ?? 0);
      return worker > 0;
    });
    await waiter(`begin; ${lock('dusty')}`);
    await expectNeverEnded(worker, 'an autovacuum worker');
  });
});
