import { expect, test } from 'vitest';
import { StaleError } from '../../../src/errors.ts';
import { until } from '../servers/postgres-server.ts';
import { pidsIn, useDatabase } from './database-world.ts';
import { lock, useLocks } from './database-locking.ts';

const world = useDatabase();
const { blocker, waiter, untilLocked } = useLocks(world);

test('a chain A → B → C: only A is ended, and both others go on', async () => {
  const a = await blocker(lock('products'));
  const b = await blocker('select 1');
  b.send(lock('products', 'share'));
  const c = await waiter('update products set stock = 1 where id = 1');
  const tool = world.healer();
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
  const tool = world.healer();
  await untilLocked(tool);
  const done = await tool.act('table_locks', await tool.draft('table_locks'));
  expect(done.changed).toEqual({ cancelled: 1, terminated: 0 });
  expect([await a.outcome(), await b.outcome(), a.isAlive()]).toEqual(['57014', 'done', true]);
});

test('one that does not heed the cancel is terminated after a moment', async () => {
  const a = await blocker(lock('products'));
  a.send('do $$ begin loop begin perform pg_sleep(60); exception when query_canceled then null; end; end loop; end $$');
  const b = await waiter('select count(*) from products');
  const tool = world.healer();
  await untilLocked(tool);
  const done = await tool.act('table_locks', await tool.draft('table_locks'));
  expect(done.changed).toEqual({ cancelled: 0, terminated: 1 });
  expect(await b.outcome()).toBe('done');
});

test('two roots, both ended', async () => {
  const roots = [await blocker(lock('products', 'share')), await blocker(lock('products', 'share'))];
  const b = await waiter('update products set stock = 2 where id = 2');
  const tool = world.healer();
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
    const tool = world.healer({ blacklist: { tables } });
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
  // One statement, so that nothing else of its session changes; it writes once this lock is let go.
  const starter = await world.server.connect(world.server.url);
  await starter.query('select pg_advisory_lock(1)');
  const loop =
    'do $$ begin while not pg_try_advisory_xact_lock(1) loop perform pg_sleep(0.02); end loop; update users set name = name where id = 1; perform pg_sleep(60); end $$';
  a.send(loop);
  await waiter('select count(*) from products');
  const tool = world.healer();
  await untilLocked(tool);
  const draft = await tool.draft('table_locks');
  expect(draft.touches.flatMap(({ names }) => names)).not.toContain('users');
  await starter.query('select pg_advisory_unlock(1)');
  await until('the write lock on users', async () => {
    const held = await world.server.asAdmin(
      `select from pg_locks where pid = ${a.pid} and relation = 'users'::regclass`,
    );
    return held.length > 0;
  });
  await expect(tool.act('table_locks', draft)).rejects.toThrow(StaleError);
  expect(a.isAlive()).toBe(true);
});

test('of two roots, the protected one is left alone and named', async () => {
  const harmless = await blocker(lock('products', 'share'));
  const writer = await blocker(`update users set name = name where id = 1; ${lock('products', 'share')}`);
  await waiter('update products set stock = 2 where id = 2');
  const tool = world.healer();
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
  const tool = world.healer();
  await untilLocked(tool);
  expect((await tool.draft('table_locks')).unavailable).toMatch(/no root blocker may be ended.*'orixoon-test' of tsh/);
  expect(b.isAlive()).toBe(true);
  await world.server.asAdmin("rollback prepared 'orixoon-test'");
});

test("another database's session is never ended", async () => {
  const a = await world.server.connect(world.server.urlFor('postgres', 'postgres'));
  await world.server.asAdmin('create role lock_me; grant lock_me to tsh with admin option; alter role tsh createrole');
  const other = await world.server.connect(world.server.urlFor('tsh', 'postgres'));
  await other.query('begin; alter role lock_me connection limit 3');
  await waiter('alter role lock_me connection limit 4');
  const tool = world.healer();
  await untilLocked(tool);
  expect((await tool.draft('table_locks')).unavailable).toContain('it works in another database (postgres)');
  expect([a.isAlive(), other.isAlive()]).toEqual([true, true]);
  await world.server.closeSessions();
  await world.server.asAdmin('alter role tsh nocreaterole; drop role lock_me');
});

test('a blocker that is gone by the time we act: stale, nobody else is touched', async () => {
  const a = await blocker(lock('products'));
  const b = await waiter('select count(*) from products');
  const tool = world.healer();
  await untilLocked(tool);
  const draft = await tool.draft('table_locks');
  await a.query('rollback');
  await expect(tool.act('table_locks', draft)).rejects.toThrow(StaleError);
  expect([await b.outcome(), a.isAlive()]).toEqual(['done', true]);
});
