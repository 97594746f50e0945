import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../../src/config/load.ts';
import { configText } from '../../../src/init/config-text.ts';
import { draft, isEmpty, usualChoice } from '../../../src/init/draft.ts';
import type { Choice } from '../../../src/init/draft.ts';
import type { Seen, SeenContainer, SeenProcess } from '../../../src/init/seen.ts';

const folder = mkdtempSync(join(tmpdir(), 'orixoon-init-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const running = (...commands: readonly string[]): readonly SeenProcess[] =>
  commands.map((command, at) => ({
    pid: at + 1,
    ppid: at === 0 ? 0 : 1,
    state: 'S',
    command,
    name: (command.split(' ')[0] ?? '').replace(/^.*\//, ''),
  }));

const container = (name: string, changes: Partial<SeenContainer> = {}): SeenContainer => ({
  ...{ name, service: name, image: 'example/app:1', isRunning: true, isOneShot: false, dependsOn: [], ports: [] },
  ...{ processes: running('/app/server'), login: { user: null, database: null }, wantsPassword: false },
  ...changes,
});
const db = container('db', {
  image: 'postgres:16',
  processes: running('postgres -D /data', 'postgres: checkpointer'),
  ports: [{ inside: 5432, published: 15432 }],
  login: { user: 'shop', database: 'shop_db' },
  wantsPassword: true,
});
const cache = container('cache', {
  image: 'valkey/valkey:8',
  processes: running('valkey-server *:6379'),
  ports: [{ inside: 6379, published: 16379 }],
});
const web = container('web', { dependsOn: ['cache', 'db'], ports: [{ inside: 8000, published: 18000 }] });

const seen = (changes: Partial<Seen> = {}): Seen => ({
  docker: { host: 'unix:///var/run/docker.sock' },
  project: 'shop',
  containers: [cache, db, web],
  variables: { database: [], redis: [] },
  openPorts: { database: false, redis: false },
  environment: null,
  healthUrls: [{ container: 'web', url: 'http://127.0.0.1:18000/health' }],
  hasQueue: null,
  ...changes,
});

/** The text, and what the loader makes of it. */
function made(of: Seen, env: Record<string, string> = {}, choice: Choice = usualChoice(of)) {
  const drafted = draft(of, choice, ({ processes }) => processes.length - 1);
  const text = configText(drafted, null);
  const file = join(folder, 'healing_config.json');
  writeFileSync(file, text);
  return { drafted, text, loaded: loadConfig(file, env) };
}

test('a compose stack: what rests on what, addresses without a password, the application', () => {
  const { loaded, drafted } = made(seen());
  const { connections, phases, environment } = loaded.settings;
  expect(environment).toBe('development');
  expect(connections).toMatchObject({
    database: { url: 'postgresql://shop@127.0.0.1:15432/shop_db' },
    redis: { url: 'redis://127.0.0.1:16379' },
  });
  expect(phases.containers.expected).toMatchObject([
    { name: 'cache', depends_on: [] },
    { name: 'db', depends_on: [] },
    { name: 'web', depends_on: ['cache', 'db'] },
  ]);
  expect(phases.database.container).toBe('db');
  expect(phases.redis.container).toBe('cache');
  expect(phases.application).toMatchObject({ container: 'web', health_url: 'http://127.0.0.1:18000/health' });
  expect(drafted.toExport).toEqual(['DATABASE_URL=postgresql://shop:<password>@127.0.0.1:15432/shop_db']);
  expect(Object.keys(drafted.leftOut)).toEqual(['workers', 'zoho_queue']);
});

test('a variable goes before what is published, and leads to the container that it names', () => {
  const variables: Seen['variables'] = {
    database: [{ name: 'PG_URL', at: 'localhost:15432' }],
    redis: [{ name: 'REDIS_URL', at: 'redis.example.com' }],
  };
  const env = { PG_URL: 'postgresql://u:s3cret-canary@localhost:15432/x', REDIS_URL: 'rediss://redis.example.com' };
  const { loaded, text, drafted } = made(seen({ variables }), env);
  expect(loaded.settings.connections.database?.url).toBe(env.PG_URL);
  expect(loaded.settings.phases.database.container).toBe('db');
  // Somebody else's Redis: the container here is not what is tested.
  expect(loaded.settings.phases.redis.container).toBeUndefined();
  expect(text).not.toContain('canary');
  expect(drafted.toExport).toEqual([]);
});

describe('workers', () => {
  const workersOf = (...containers: readonly SeenContainer[]) =>
    made(seen({ containers })).loaded.settings.phases.workers.expected;

  test.each([
    ['uvicorn app:app --workers 2', 'uvicorn', 'worker'],
    ['/usr/bin/python3 /usr/local/bin/celery -A shop worker', 'celery', 'worker'],
    ['/usr/bin/python3 /usr/local/bin/celery -A shop beat', 'celery', 'scheduler'],
    ['python3 /srv/sync_worker.py --fast', 'sync_worker', 'worker'],
    ['node dist/scheduler.js', 'scheduler', 'scheduler'],
  ])('%s', (command, match, kind) => {
    expect(workersOf(container('jobs', { processes: running(command, 'x') }))).toMatchObject([
      { name: 'jobs', container: 'jobs', match, kind },
    ]);
  });

  test('what only keeps another alive is not the worker', () => {
    const kept = running('python3 /keeper.py scheduler', 'python3 /srv/tds_auto_sync_scheduler.py');
    expect(workersOf(container('tds-scheduler', { processes: kept }))).toMatchObject([
      { match: 'tds_auto_sync_scheduler', kind: 'scheduler' },
    ]);
  });

  test('a service that runs twice has two workers, each by its container', () => {
    const twice = ['a-1', 'a-2'].map(name =>
      container(name, { service: 'worker', processes: running('python3 worker.py', 'x', 'y') }),
    );
    expect(workersOf(...twice)).toMatchObject([
      { name: 'a-1', min_processes: 2 },
      { name: 'a-2', min_processes: 2 },
    ]);
  });

  test('a web server and a database are none', () => {
    expect(workersOf(web, db)).toBeUndefined();
  });
});

test('what each phase lacks is said in the file and in the draft', () => {
  const bare = container('db', { ...db, ports: [{ inside: 5432, published: null }] });
  const { drafted, text, loaded } = made(seen({ containers: [bare], healthUrls: [], hasQueue: false }));
  expect(drafted.leftOut).toEqual({
    database: expect.stringContaining('published at no port of this machine') as string,
    redis: expect.stringContaining('no Redis was found') as string,
    workers: expect.any(String) as string,
    zoho_queue: 'the database has no table tds_sync_queue',
    application: expect.stringContaining('no published port answered') as string,
  });
  for (const why of Object.values(drafted.leftOut)) expect(text).toContain(why);
  expect(loaded.settings.connections.database).toBeUndefined();
});

test('no engine: the open ports of the machine; nothing at all: empty', () => {
  const none = { docker: { trouble: 'nobody listens' }, project: null, containers: [], healthUrls: [] };
  const { loaded } = made(seen({ ...none, openPorts: { database: true, redis: true }, environment: 'staging' }));
  expect(loaded.settings.environment).toBe('staging');
  expect(loaded.settings.connections).toMatchObject({
    database: { url: 'postgresql://postgres@127.0.0.1:5432/postgres' },
    redis: { url: 'redis://127.0.0.1:6379' },
  });
  expect(loaded.settings.connections.docker).toBeUndefined();
  expect(isEmpty(made(seen(none)).drafted)).toBe(true);
});

test('two that name each other are no loop; who is not chosen is named by nobody', () => {
  const a = container('a', { dependsOn: ['b', 'gone'] });
  const b = container('b', { dependsOn: ['a', 'c'] });
  const c = container('c');
  const { loaded } = made(seen({ containers: [a, b, c] }), {}, { ...usualChoice(seen()), containers: ['a', 'b'] });
  expect(loaded.settings.phases.containers.expected).toMatchObject([
    { name: 'a', depends_on: ['b'] },
    { name: 'b', depends_on: [] },
  ]);
});

test('a one-shot may end', () => {
  const { loaded } = made(seen({ containers: [container('migrate', { isOneShot: true, isRunning: false })] }));
  expect(loaded.settings.phases.containers.expected).toMatchObject([{ name: 'migrate', one_shot: true }]);
});

test('no name can break the file, or stand for something else', () => {
  const names = ['q"uote', 'back\\slash', '${HOME}', '$$', 'new\nline // */', '\u2028', '../x', 'a${DATABASE_URL:-x}'];
  const containers = names.map(name => container(name, { processes: running(`python3 worker-${name}.py`) }));
  const { loaded } = made(seen({ containers, project: '"]}' }), { HOME: 'canary' });
  expect(loaded.settings.phases.containers.expected?.map(({ name }) => name)).toEqual(names);
});
