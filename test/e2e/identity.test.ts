import { readFileSync, writeFileSync } from 'node:fs';
import { execaSync } from 'execa';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { faults } from '../../src/practice/faults.ts';
import { withDatabase, withRedis } from '../../src/practice/faults/fault.ts';
import { clearQueue, insertItems } from '../../src/practice/faults/queue-items.ts';
import { poll } from '../../src/practice/poll.ts';
import type { RedisServer } from '../integration/servers/redis-server.ts';
import { startRedis } from '../integration/servers/redis-server.ts';
import { hostWorker } from './host-worker.ts';
import { resultsIn } from './ledger-of.ts';
import { atThePrompt, byPlanId, expectStale } from './newcomers.ts';
import { desk } from './orixoon.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';
import { weatherProxy } from './weather-proxy.ts';
import { behindWeather } from './weather-world.ts';
import type { Behind } from './weather-world.ts';

// Between plan and act another comes to stand in the place of what was planned on. Nothing is done to the newcomer.
let lab: Practice;
let behind: Behind;
beforeAll(async () => {
  lab = await practice('newcomer-');
  behind = await behindWeather(lab);
});
afterEach(() => behind.clearUp());
afterAll(async () => {
  await behind.close();
  await lab.down();
});

const asking = (issue: string) => ({
  auto_healing: { retry_delay_seconds: 0.5 },
  healing_actions: { [issue]: { requires_confirmation: true } },
});

describe('a container', () => {
  const name = 'newcomer-crasher';
  const make = async (): Promise<string> => {
    const container = await lab.docker.createContainer({
      name,
      Image: lab.stack.image,
      Entrypoint: ['sh', '-c', 'exit 3'],
      Labels: { 'orixoon.practice': 'newcomer' },
    });
    await container.start();
    await container.wait();
    return container.id;
  };
  const remove = () => lab.docker.getContainer(name).remove({ force: true });
  const seen = async () => {
    const { Id, State, RestartCount } = await lab.docker.getContainer(name).inspect();
    return [Id, State.StartedAt, State.FinishedAt, State.Status, RestartCount];
  };

  test.each(['at the prompt', 'by its plan id'] as const)(
    'removed and made anew under its name, approved %s: stale, the newcomer is not started',
    async way => {
      await make();
      try {
        const at = desk({
          connections: { docker: { host: lab.stack.host } },
          phases: { containers: { expected: [{ name }] } },
          ...asking('container_not_running'),
        });
        let newcomer: unknown;
        const moveOn = async (): Promise<void> => {
          await remove();
          await make();
          newcomer = await seen();
        };
        const run =
          way === 'at the prompt'
            ? await atThePrompt(at, 'containers', moveOn, true)
            : await byPlanId(at, 'containers', moveOn);
        expect(run.exitCode, run.shown).toBe(4);
        expectStale(at, run);
        expect(resultsIn(at)).toEqual([]);
        expect(await seen()).toEqual(newcomer);
      } finally {
        await remove();
      }
    },
  );

  test('restarted by somebody else while the question stands: nothing is done to it, and the run passes', async () => {
    const container = lab.docker.getContainer(`${lab.stack.prefix}neurolink`);
    await faults.container_unhealthy.inject(lab.stack, lab.docker);
    const at = behind.desk(asking('container_unhealthy'));
    let startedAt = '';
    const moveOn = async (): Promise<void> => {
      await container.restart();
      await poll({ what: 'neurolink to be healthy', timeoutMs: 120_000 }, async () => {
        return (await lab.state('neurolink')).health === 'healthy';
      });
      ({ startedAt } = await lab.state('neurolink'));
    };
    const run = await atThePrompt(at, 'containers', moveOn, false);
    expect(run.exitCode, run.shown).toBe(0);
    expect(at.report()).toMatchObject({ issues: [{ outcome: 'resolved' }], auto_healing: { actions: [] } });
    expect((await lab.state('neurolink')).startedAt).toBe(startedAt);
  });
});

describe('a backend', () => {
  const open = async (): Promise<{ client: pg.Client; pid: number }> => {
    const client = new pg.Client({ connectionString: lab.stack.urls.database, application_name: 'lab-newcomer' });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('BEGIN');
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return { client, pid: rows[0]?.pid ?? 0 };
  };
  const seen = (pid: number) =>
    withDatabase(
      lab.stack,
      async client =>
        (
          await client.query<{ age: string }>(
            'SELECT backend_start::text, xact_start::text, state_change::text, state FROM pg_stat_activity WHERE pid = $1',
            [pid],
          )
        ).rows,
    );
  const untilStuck = (pid: number) =>
    poll({ what: `backend ${pid} to be stuck`, timeoutMs: 120_000 }, () =>
      withDatabase(
        lab.stack,
        async client =>
          (
            await client.query(
              `SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND state = 'idle in transaction' AND clock_timestamp() - state_change > interval '3.5 s'`,
              [pid],
            )
          ).rowCount === 1,
      ),
    );

  test('the session moves on as the statement that would end it is under way: stale in the ledger, it lives', async () => {
    const { client, pid } = await open();
    try {
      await untilStuck(pid);
      const at = behind.desk({ auto_healing: { retry_delay_seconds: 1 } });
      let newcomer: unknown;
      behind.postgres.strike = {
        on: /then pg_terminate_backend/,
        when: 'before',
        meanwhile: async () => {
          await client.query('COMMIT');
          newcomer = await seen(pid);
        },
      };
      const { exitCode, stdout } = await at.run('--auto-heal', '--phase', 'database');
      expect(behind.postgres.struck).toBeGreaterThan(0);
      expect(exitCode, stdout).toBe(0);
      expectStale(at, { exitCode, shown: stdout });
      expect(resultsIn(at)).toEqual(['stale']);
      expect(await seen(pid)).toEqual(newcomer);
    } finally {
      await client.end();
    }
  });

  test('ended, and another is stuck in its place while the question stands: stale in the ledger, the other lives', async () => {
    const first = await open();
    await untilStuck(first.pid);
    let second: Awaited<ReturnType<typeof open>> | undefined;
    let newcomer: unknown;
    try {
      const at = behind.desk(asking('stuck_transactions'));
      const run = await atThePrompt(
        at,
        'database',
        async () => {
          await first.client.end();
          second = await open();
          await untilStuck(second.pid);
          newcomer = await seen(second.pid);
        },
        true,
      );
      expect(run.exitCode, run.shown).toBe(4);
      expectStale(at, run);
      expect(resultsIn(at)).toEqual(['stale']);
      expect(await seen(second?.pid ?? 0)).toEqual(newcomer);
    } finally {
      await second?.client.end();
    }
  });
});

describe('a row of the queue', () => {
  const row = (id: string) =>
    withDatabase(
      lab.stack,
      async client => (await client.query('SELECT * FROM tds_sync_queue WHERE id = $1', [id])).rows as unknown,
    );
  const take = (id: string) =>
    withDatabase(lab.stack, client =>
      client.query(
        `UPDATE tds_sync_queue SET locked_by = 'lab:alive', lock_expires_at = now() + interval '1 hour', started_at = now() WHERE id = $1`,
        [id],
      ),
    );
  const config = {
    phases: { zoho_queue: { max_stuck: 0 } },
    auto_healing: { retry_delay_seconds: 1 },
  };
  const overdue = { count: 1, status: 'processing', attempts: 1, ageSeconds: 600, lockExpiredSeconds: 240 } as const;
  afterEach(() => clearQueue(lab.stack));

  test('a worker takes it as the statement that would give it back is under way: stale in the ledger, the row is the worker’s', async () => {
    const [id = ''] = await insertItems(lab.stack, overdue);
    const at = behind.desk(config);
    let newcomer: unknown;
    behind.postgres.strike = {
      on: /with picked as materialized/,
      when: 'before',
      meanwhile: async () => {
        await take(id);
        newcomer = await row(id);
      },
    };
    const { exitCode, stdout } = await at.run('--auto-heal', '--phase', 'zoho_queue');
    expect(exitCode, stdout).toBe(0);
    expectStale(at, { exitCode, shown: stdout });
    expect(resultsIn(at)).toEqual(['stale']);
    expect(await row(id)).toEqual(newcomer);
  });

  test('a worker takes it while the question stands: nothing is reserved, the row is the worker’s', async () => {
    const [id = ''] = await insertItems(lab.stack, overdue);
    const at = behind.desk({ ...config, ...asking('sync_queue_stuck') });
    let newcomer: unknown;
    const run = await atThePrompt(
      at,
      'zoho_queue',
      async () => void (await take(id), (newcomer = await row(id))),
      false,
    );
    expect(run.exitCode, run.shown).toBe(0);
    expect([resultsIn(at), at.report().auto_healing.actions]).toEqual([[], []]);
    expect(await row(id)).toEqual(newcomer);
  });
});

describe('a process on this machine', () => {
  const heartbeat = 'newcomer:heartbeat';

  // One with the very same pid is told by its start time: test/integration/systems/workers-host.test.ts.
  test('ended, and started anew while the question stands: stale in the ledger, the newcomer lives', async () => {
    const worker = hostWorker();
    const startOne = (): void => void execaSync(worker.startCommand[0] ?? '', worker.startCommand.slice(1));
    const endAll = async (): Promise<void> => {
      await worker.end();
      await poll({ what: 'the worker to end', timeoutMs: 120_000 }, async () => (await worker.alive()).length === 0);
    };
    const identities = async () => (await worker.alive()).map(({ pid, startTime }) => [pid, startTime]);
    startOne();
    await withRedis(lab.stack, client => client.set(heartbeat, String(Math.floor(Date.now() / 1000) - 3600)));
    try {
      const at = worker.desk({ connections: { redis: { url: lab.stack.urls.redis } } });
      amendHeartbeat(at.config, heartbeat);
      let newcomer: unknown;
      const moveOn = async (): Promise<void> => {
        await endAll();
        startOne();
        newcomer = await identities();
        await untilOld();
      };
      const run = await atThePrompt(at, 'workers', moveOn, true);
      expect(run.exitCode, run.shown).toBe(4);
      expectStale(at, run);
      expect(resultsIn(at)).toEqual(['stale']);
      expect(await identities()).toEqual(newcomer);
    } finally {
      await worker.end();
      await withRedis(lab.stack, client => client.del(heartbeat));
    }
  });
});

test('another Redis answers at the same address: stale, and not one of its keys is gone', async () => {
  const servers = await Promise.all([full(), full()]);
  const [first, second] = servers;
  const proxy = await weatherProxy({ host: '127.0.0.1', port: first.port });
  try {
    const at = desk({
      connections: { redis: { url: `redis://127.0.0.1:${proxy.port}` } },
      phases: { redis: {} },
      ...asking('redis_memory_full'),
    });
    const keys = await second.ask('DBSIZE');
    const moveOn = (): Promise<void> => {
      proxy.target = { host: '127.0.0.1', port: second.port };
      return Promise.resolve();
    };
    const run = await atThePrompt(at, 'redis', moveOn, true);
    expect(run.exitCode, run.shown).toBe(4);
    expectStale(at, run);
    expect(resultsIn(at)).toEqual([]);
    expect(await second.ask('DBSIZE')).toBe(keys);
  } finally {
    await proxy.close();
    await Promise.all(servers.map(server => server.end()));
  }
});

/** What has only just started is not judged yet. */
async function untilOld(): Promise<void> {
  const since = Date.now();
  await poll({ what: 'the newcomer to be old enough', timeoutMs: 120_000 }, () =>
    Promise.resolve(Date.now() - since > 2500),
  );
}

/** The desk's worker has a heartbeat, and what cannot keep it is ended by its pid. */
function amendHeartbeat(file: string, redis_key: string): void {
  const config = JSON.parse(readFileSync(file, 'utf8')) as { phases: { workers: { expected: object[] } } };
  const [worker] = config.phases.workers.expected;
  const expected = [{ ...worker, heartbeat: { redis_key, max_age_seconds: 1 } }];
  const phases = { ...config.phases, workers: { expected } };
  const healing_actions = { worker_not_processing: { action: 'kill_process' } };
  writeFileSync(file, JSON.stringify({ ...config, phases, healing_actions }));
}

/** A Redis that is full of keys that expire soon. */
async function full(): Promise<RedisServer> {
  const server = await startRedis({ args: ['--maxmemory', '8mb'] });
  const used = async (): Promise<number> =>
    Number(/used_memory:(\d+)/.exec(String(await server.ask('INFO', 'memory')))?.[1]) / (8 * 1024 * 1024);
  for (let nth = 0; (await used()) < 0.96; nth += 1)
    await server.ask('SET', `soon:${nth}`, 'x'.repeat(64 * 1024), 'EX', 600);
  return server;
}
