import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceConfig } from '../../src/practice/config.ts';
import { inspectIfThere } from '../../src/practice/container.ts';
import { withDatabase, withRedis } from '../../src/practice/faults/fault.ts';
import { poll } from '../../src/practice/poll.ts';
import { PRACTICE_LABEL, services } from '../../src/practice/services.ts';
import { down, up } from '../../src/practice/stack.ts';
import { openStack, ownPrefix, quiet, untilHealthy, type TestStack } from './practice-stack.ts';

let own: TestStack;
beforeAll(async () => {
  own = await openStack();
});
afterAll(async () => {
  await own.close();
});

describe('a practice stack', () => {
  test('runs every service, each as a container of its compose project', async () => {
    const { docker, stack } = own;
    for (const service of services) {
      const info = await inspectIfThere(docker, `${stack.prefix}${service}`);
      expect(info?.State.Running, service).toBe(true);
      expect(['healthy', undefined]).toContain(info?.State.Health?.Status);
      expect(info?.Config.Labels).toMatchObject({
        'com.docker.compose.project': stack.project,
        'com.docker.compose.service': service,
        [PRACTICE_LABEL]: stack.prefix,
      });
    }
  });

  test('publishes its ports on 127.0.0.1 alone', async () => {
    const info = await inspectIfThere(own.docker, own.stack.containers.redis.name);
    expect(info?.NetworkSettings.Ports['6379/tcp']).toEqual([
      { HostIp: '127.0.0.1', HostPort: String(own.stack.ports.redis) },
    ]);
  });

  test('answers 200 when PostgreSQL and Redis answer', async () => {
    const answer = await untilHealthy(own.stack.urls.app);
    expect(await answer.json()).toEqual({ status: 'healthy', database: 'ok', redis: 'ok' });
    await untilHealthy(own.stack.urls.neurolink);
  });

  test('gives the application role what Orixoon needs, and no more', async () => {
    const { rows } = await withDatabase(own.stack, client =>
      client.query(`SELECT rolsuper, pg_has_role('tsh', 'pg_monitor', 'member') AS monitors,
                           pg_has_role('tsh', 'pg_signal_backend', 'member') AS signals,
                           current_setting('max_connections') AS connections
                      FROM pg_roles WHERE rolname = 'tsh'`),
    );
    expect(rows).toEqual([{ rolsuper: false, monitors: true, signals: true, connections: '50' }]);
  });

  test('has a worker that takes a due item, locks it and completes it', async () => {
    const id = randomUUID();
    await withDatabase(own.stack, async client => {
      await client.query(
        `INSERT INTO tds_sync_queue (id, entity_type, source_entity_id) VALUES ($1, 'invoice', 'one')`,
        [id],
      );
      const done = await poll({ what: 'the item', timeoutMs: 120_000 }, async () => {
        const { rows } = await client.query<{ status: string }>('SELECT * FROM tds_sync_queue WHERE id = $1', [id]);
        return rows[0]?.status === 'completed' && rows[0];
      });
      expect(done).toMatchObject({ attempt_count: 1, locked_by: null, lock_expires_at: null });
      expect(done).toMatchObject({ started_at: expect.any(Date) as Date, completed_at: expect.any(Date) as Date });
    });
  });

  test('leaves items that are not due, or have no attempts left, where they are', async () => {
    await withDatabase(own.stack, async client => {
      const insert = `INSERT INTO tds_sync_queue (entity_type, source_entity_id, attempt_count, next_retry_at) VALUES
        ('later', 'x', 0, now() + interval '1 hour'), ('spent', 'x', 3, NULL), ('now', 'x', 0, NULL)`;
      await client.query(insert);
      const statuses = await poll({ what: 'the one that is due', timeoutMs: 120_000 }, async () => {
        const { rows } = await client.query<{ entity_type: string; status: string }>(
          `SELECT entity_type, status FROM tds_sync_queue WHERE source_entity_id = 'x' ORDER BY entity_type`,
        );
        return rows.some(row => row.status === 'completed') && rows.map(row => `${row.entity_type} ${row.status}`);
      });
      expect(statuses).toEqual(['later pending', 'now completed', 'spent pending']);
    });
  });

  test('has a scheduler whose heartbeat moves', async () => {
    const beat = (): Promise<number> =>
      withRedis(own.stack, async client => Number(await client.get('tds:scheduler:heartbeat')));
    const first = await beat();
    expect(Math.abs(Date.now() / 1000 - first)).toBeLessThan(10);
    await poll({ what: 'the next beat', timeoutMs: 120_000 }, async () => (await beat()) > first);
  });

  test('is left alone by a second up, ports and all', async () => {
    const { docker, stack } = own;
    const said: string[] = [];
    const again = await up({ docker, host: stack.host, prefix: stack.prefix, say: line => said.push(line) });
    expect(again).toEqual(stack);
    expect(said).toEqual([]);
  });

  test('has a config that names all of it', () => {
    const config = practiceConfig(own.stack, {
      phases: { redis: { ping_timeout_ms: 500 } },
      safety_limits: { cooldown_seconds: 0 },
    });
    const { prefix } = own.stack;
    expect(config).toMatchObject({
      environment: `practice-${prefix.slice(0, -1)}`,
      safety_limits: { cooldown_seconds: 0 },
      phases: {
        redis: { container: `${prefix}redis`, ping_timeout_ms: 500 },
        database: { container: `${prefix}tsh_postgres` },
      },
    });
    expect(JSON.stringify(config)).toContain(
      `{"name":"${prefix}app","depends_on":["${prefix}tsh_postgres","${prefix}redis"]}`,
    );
  });
});

test('two processes that bring up one stack get the same one, and down leaves nothing of it', async () => {
  const { docker, stack } = own;
  const options = {
    docker,
    host: stack.host,
    prefix: ownPrefix(),
    services: ['redis', 'neurolink'] as const,
    say: quiet,
  };
  try {
    const [first, second] = await Promise.all([up(options), up(options)]);
    expect(second).toEqual(first);
    expect(Object.keys(first.containers)).toEqual(['redis', 'neurolink']);
  } finally {
    await down(docker, options.prefix, quiet);
  }
  const filters = { label: [`${PRACTICE_LABEL}=${options.prefix}`] };
  expect(await docker.listContainers({ all: true, filters })).toEqual([]);
  expect(await docker.listNetworks({ filters })).toEqual([]);
  // The other stack is as it was.
  expect((await inspectIfThere(docker, stack.containers.redis.name))?.State.Running).toBe(true);
});

test("somebody else's container of that name is refused, never replaced", async () => {
  const { docker, stack } = own;
  const prefix = ownPrefix();
  const stranger = await docker.createContainer({ name: `${prefix}redis`, Image: stack.image, Cmd: ['redis'] });
  try {
    const attempt = up({ docker, host: stack.host, prefix, say: quiet });
    await expect(attempt).rejects.toThrow(`a container ${prefix}redis is there already`);
    expect((await stranger.inspect()).Id).toBe(stranger.id);
  } finally {
    await stranger.remove({ force: true });
  }
});

test('a stack is mended: what is stopped, paused, gone, hung or dead inside comes back', async () => {
  const { docker, stack } = own;
  const { app, neurolink, redis } = stack.containers;
  await docker.getContainer(app.name).stop();
  await docker.getContainer(stack.containers['tds-scheduler'].name).pause();
  await docker.getContainer(neurolink.name).remove({ force: true });
  await docker.getContainer(redis.name).kill({ signal: 'SIGSTOP' });
  const mended = await up({ docker, host: stack.host, prefix: stack.prefix, ports: stack.ports, say: quiet });
  expect(mended.containers.app.id).toBe(app.id);
  expect(mended.containers.neurolink.id).not.toBe(neurolink.id);
  await untilHealthy(stack.urls.app);
  await untilHealthy(stack.urls.neurolink);
});
