import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PostgresError } from '../../../src/clients/errors.ts';
import { openPostgres } from '../../../src/clients/postgres.ts';
import type { Postgres, PostgresOptions } from '../../../src/clients/postgres.ts';
import { startPostgres, until } from '../servers/postgres-server.ts';
import type { PostgresServer } from '../servers/postgres-server.ts';

let server: PostgresServer;
const opened: Postgres[] = [];
beforeAll(async () => {
  server = await startPostgres({ maxConnections: 10 });
});
afterAll(async () => {
  await server.stop();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map(postgres => postgres.close()));
  await server.closeSessions();
});

function open(connection: { url?: string; admin_url?: string } = {}, options: Partial<PostgresOptions> = {}): Postgres {
  const postgres = openPostgres(
    { url: server.url, ...connection },
    { timeoutMs: 30_000, signal: new AbortController().signal, ...options },
  );
  opened.push(postgres);
  return postgres;
}

const failure = async (work: Promise<unknown>): Promise<PostgresError> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof PostgresError)) throw new Error(`expected a PostgresError, seen: ${String(error)}`);
  return error;
};

const ourSessions = async (): Promise<number> =>
  (await server.asAdmin("select from pg_stat_activity where application_name = 'orixoon'")).length;

describe('eyes', () => {
  test('one session for all that is asked at once, and none before', async () => {
    const { eyes } = open();
    expect(await ourSessions()).toBe(0);
    const rows = await Promise.all([1, 2, 3].map(n => eyes.query('select $1::int as n', [n])));
    expect(rows).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]);
    expect(await ourSessions()).toBe(1);
  });

  test.each([
    'create table never (a int)',
    "update products set stock = 0; select 'two statements'",
    'commit; delete from products',
    'set transaction read write; update products set stock = 0',
  ])('cannot write: %s', async sql => {
    const { eyes } = open();
    expect(['25006', '42601']).toContain((await failure(eyes.query(sql))).code);
    expect(await eyes.query('select sum(stock)::int as stock from products')).not.toEqual([{ stock: 0 }]);
  });

  test('a statement that takes too long is ended by the server, and the session goes on', async () => {
    const { eyes } = open({}, { timeoutMs: 2000 });
    expect((await failure(eyes.query('select pg_sleep(10)'))).code).toBe('57014');
    expect(await eyes.query('select 1 as n')).toEqual([{ n: 1 }]);
  });

  test('a server that stops answering: a timeout in time, and another session at the next question', async () => {
    const { eyes } = open({}, { timeoutMs: 3000 });
    const [row] = await eyes.query('select pg_backend_pid() as pid');
    const pid = String(row?.['pid']);
    await server.exec(['kill', '-STOP', pid]);
    try {
      expect((await failure(eyes.query('select 1'))).code).toBe('timeout');
      expect(await eyes.query('select 1 as n')).toEqual([{ n: 1 }]);
    } finally {
      await server.exec(['kill', '-CONT', pid]);
    }
  });

  test('ended by the server while idle: no crash, and a new session at the next question', async () => {
    const { eyes } = open();
    const [first] = await eyes.query('select pg_backend_pid() as pid');
    await server.asAdmin(`select pg_terminate_backend(${Number(first?.['pid'])})`);
    await until('our session to be gone', async () => (await ourSessions()) === 0);
    const [second] = await eyes.query('select pg_backend_pid() as pid');
    expect(second?.['pid']).not.toBe(first?.['pid']);
  });

  test('refused for want of a slot: by admin_url unless the application is asked for', async () => {
    for (let nth = 0; nth < 7; nth++) await server.connect(server.url);
    const postgres = open({ admin_url: server.adminUrl });
    const { eyes } = postgres;
    expect((await failure(eyes.query('select 1', [], 'app'))).code).toBe('53300');
    expect(await eyes.query('select current_user::text as role')).toEqual([{ role: 'postgres' }]);
    expect(await postgres.hands().query('select current_user::text as role')).toEqual([{ role: 'postgres' }]);
    expect((await failure(open().eyes.query('select 1'))).code).toBe('53300');
  });
});

describe('hands', () => {
  test('a transaction is all or nothing, and nothing else gets in between', async () => {
    const hands = open().hands();
    const broken = hands.transaction(async query => {
      await query('update products set stock = 7 where id = 1');
      throw new PostgresError('test', 'changed its mind');
    });
    const meanwhile = hands.query('select stock from products where id = 1');
    expect((await failure(broken)).code).toBe('test');
    expect(await meanwhile).not.toEqual([{ stock: 7 }]);
    const stock = await hands.transaction(async query => {
      await query('update products set stock = 8 where id = 1');
      return (await query('select stock from products where id = 1'))[0]?.['stock'];
    });
    expect(stock).toBe(8);
    expect(await server.asAdmin('select stock from products where id = 1')).toEqual([{ stock: 8 }]);
  });

  test('half a transaction does not go on outside of it when the connection is lost', async () => {
    const hands = open().hands();
    const work = hands.transaction(async query => {
      const [row] = await query('select pg_backend_pid() as pid');
      await server.asAdmin(`select pg_terminate_backend(${Number(row?.['pid'])})`);
      await until('the session to be gone', async () => (await ourSessions()) === 0);
      await query('update products set stock = 9 where id = 2').catch(() => undefined);
      await query('update products set stock = 9 where id = 2');
    });
    await failure(work);
    expect(await server.asAdmin('select stock from products where id = 2')).not.toEqual([{ stock: 9 }]);
  });
});

describe('bad weather', () => {
  let blackHole: Server;
  const sockets = new Set<Socket>();
  beforeAll(async () => {
    blackHole = createServer(socket => {
      sockets.add(
        socket
          .on('error', () => undefined)
          .on('close', () => sockets.delete(socket))
          .resume(),
      );
    });
    await new Promise<void>(resolve => blackHole.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void blackHole.close());
  const urlOf = (port: number): string => `postgresql://tsh:s3cret%21@127.0.0.1:${port}/tsh_erp`;

  test('a server that never answers: a timeout in time, and no connection left open', async () => {
    const { port } = blackHole.address() as AddressInfo;
    const startedAt = Date.now();
    const error = await failure(open({ url: urlOf(port) }, { timeoutMs: 300 }).eyes.query('select 1'));
    expect(error.code).toBe('timeout');
    expect(error.message).toContain(`PostgreSQL at 127.0.0.1:${port}/tsh_erp as tsh`);
    expect(Date.now() - startedAt).toBeLessThan(20_000);
    await until('the socket to be closed', () => sockets.size === 0);
  });

  test('who waits in line while a server is silent is told with the first; who asks later tries anew', async () => {
    const { port } = blackHole.address() as AddressInfo;
    const { eyes } = open({ url: urlOf(port) }, { timeoutMs: 3000 });
    const startedAt = Date.now();
    const both = await Promise.all([failure(eyes.query('select 1')), failure(eyes.query('select 2'))]);
    expect(both.map(({ code }) => code)).toEqual(['timeout', 'timeout']);
    expect(Date.now() - startedAt).toBeLessThan(5900);
    const later = Date.now();
    expect((await failure(eyes.query('select 3'))).code).toBe('timeout');
    expect(Date.now() - later).toBeGreaterThanOrEqual(2900);
  });

  test('an interrupt ends a wait at once', async () => {
    const { port } = blackHole.address() as AddressInfo;
    const run = new AbortController();
    const asked = failure(open({ url: urlOf(port) }, { signal: run.signal }).eyes.query('select 1'));
    await until('the connection', () => sockets.size === 1);
    run.abort();
    expect((await asked).code).toBe('ABORT_ERR');
    await until('the socket to be closed', () => sockets.size === 0);
  });

  test('nobody listens: ECONNREFUSED, with what to do and without the password', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await new Promise(resolve => free.once('listening', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise(resolve => free.close(resolve));
    const error = await failure(open({ url: urlOf(port).replace('127.0.0.1', 'localhost') }).eyes.query('select 1'));
    expect(error.code).toBe('ECONNREFUSED');
    expect(error.message).toMatch(/ECONNREFUSED.*is the server running/);
    expect(error.message).not.toMatch(/s3cret/);
  });

  test('wrong password, no password, unknown database: each by its SQLSTATE', async () => {
    const codeOf = async (url: string): Promise<string> => (await failure(open({ url }).eyes.query('select 1'))).code;
    expect(await codeOf(server.url.replace(':lab-s3cret@', ':wrong@'))).toBe('28P01');
    expect(await codeOf(server.url.replace(':lab-s3cret@', '@'))).toBe('28P01');
    expect(await codeOf(server.urlFor('tsh', 'nowhere'))).toBe('3D000');
  });

  test('what is no URL is not quoted', async () => {
    const error = await failure(open({ url: 'postgresql://tsh:s3cret@[::' }).eyes.query('select 1'));
    expect(error.message).not.toContain('s3cret');
  });
});
