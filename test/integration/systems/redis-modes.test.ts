import { describe, expect, test } from 'vitest';
import { noProblem } from '../servers/heal-world.ts';
import type { HealWorld } from '../servers/heal-world.ts';
import { until } from '../servers/postgres-server.ts';
import { freePort } from '../servers/redis-server.ts';
import { fill, issuesOf, redisBench, statusesOf } from './redis-world.ts';

const { server, worldOf } = redisBench();

/** Every action of Redis, and why it cannot be planned here. */
async function refusals(world: HealWorld): Promise<Readonly<Record<string, string | null>>> {
  const plans = ['restart_redis', 'flush_expiring_keys', 'clear_expired_keys', 'clear_all_cache'].map(
    async id => [id, (await world.draft(id, noProblem('redis', 'redis_memory_full', 'redis'))).unavailable] as const,
  );
  return Object.fromEntries(await Promise.all(plans));
}

const allLike = (pattern: RegExp) => ({
  restart_redis: expect.stringMatching(pattern) as string,
  flush_expiring_keys: expect.stringMatching(pattern) as string,
  clear_expired_keys: expect.stringMatching(pattern) as string,
  clear_all_cache: expect.stringMatching(pattern) as string,
});

test('a Sentinel is told as one, with the master that it watches, and nothing is done to it', async () => {
  const master = await server();
  const conf = `printf 'sentinel monitor tsh 127.0.0.1 ${master.port} 1\\n' > /tmp/sentinel.conf`;
  const script = `${conf}; exec redis-server /tmp/sentinel.conf --bind 127.0.0.1 --port "$4" --sentinel`;
  const sentinel = await server({ entrypoint: ['sh', '-c', script, 'sh'] });
  const world = await worldOf(sentinel, { docker: true });
  const findings = await world.findings();
  expect(statusesOf(findings)).toEqual({ ping: 'passed', memory: 'skipped', writes: 'failed' });
  expect(issuesOf(findings)).toEqual([]);
  expect(await world.finding('ping')).toMatchObject({
    message: expect.stringContaining('a Sentinel answers PING') as string,
  });
  expect(await world.finding('writes')).toMatchObject({
    message: expect.stringContaining(`it watches tsh at 127.0.0.1:${master.port}`) as string,
    evidence: { mode: 'sentinel' },
    recommendation: expect.stringContaining('Point connections.redis.url at the master') as string,
  });
  expect(await refusals(world)).toEqual(allLike(/Sentinel/));
});

describe('a cluster', () => {
  const node = async () => {
    const bus = String(await freePort());
    return server({ args: ['--cluster-enabled', 'yes', '--cluster-port', bus, '--maxmemory', '100mb'] });
  };

  test('of which a slot is missing is down; whole, each node is looked at, and no key of it is deleted', async () => {
    const [one, other] = [await node(), await node()];
    const world = await worldOf(one, { docker: true });
    expect(await world.finding('writes')).toMatchObject({
      status: 'failed',
      issue: null,
      message: expect.stringContaining('the cluster is down (cluster_state fail): 0 of 16384 slots') as string,
      evidence: { mode: 'cluster', cluster_state: 'fail' },
    });
    await one.ask('CLUSTER', 'ADDSLOTSRANGE', 0, 8191);
    await other.ask('CLUSTER', 'ADDSLOTSRANGE', 8192, 16383);
    const bus = /@(\d+)/.exec(String(await other.ask('CLUSTER', 'NODES')))?.[1] ?? '';
    await one.ask('CLUSTER', 'MEET', '127.0.0.1', other.port, bus);
    await until('the cluster to be whole', async () => (await world.finding('writes')).status === 'passed');
    expect(await world.finding('writes')).toMatchObject({
      message: expect.stringContaining('this node of a cluster is a master and takes writes') as string,
      evidence: { mode: 'cluster', role: 'master', cluster_state: 'ok' },
    });
    // Slot 12182 is the other's, slot 5061 is here.
    await one.ask('SET', '{bar}1', 'x', 'EX', 60);
    await expect(world.look.redis.get('foo')).rejects.toThrow(/MOVED 12182 .*it is a node of a cluster/);
    expect(await refusals(world)).toEqual(allLike(/cluster/));
    expect(await one.ask('DBSIZE')).toBe(1);
  });

  test('a node that is silent is not restarted either: what it was started as tells', async () => {
    const silent = await node();
    await silent.ask('CLUSTER', 'ADDSLOTSRANGE', 0, 16383);
    await until('the slots to be served', async () =>
      /cluster_state:ok/.test(String(await silent.ask('CLUSTER', 'INFO'))),
    );
    await fill(silent, '{bar}', 1, '60').catch(() => undefined);
    const world = await worldOf(silent, { docker: true, phase: { ping_timeout_ms: 300 } });
    const asleep = silent.ask('DEBUG', 'SLEEP', 60).catch(() => undefined);
    await until('PING to be without an answer', async () => (await world.finding('ping')).status === 'failed');
    const problem = await world.problem('redis_not_responding');
    expect((await world.draft('restart_redis', problem)).unavailable).toMatch(/started as a node of a cluster/);
    await silent.docker.kill();
    await asleep;
  });
});

test('a replica: what fails is told with its master, and nothing is done to it', async () => {
  const master = await server();
  const replica = await server({ args: ['--replicaof', '127.0.0.1', String(master.port), '--maxmemory', '100mb'] });
  const world = await worldOf(replica, { docker: true });
  await until('the link to be up', async () => /link up/.test((await world.finding('writes')).message));
  expect(await world.finding('writes')).toMatchObject({
    status: 'failed',
    issue: null,
    message: expect.stringContaining(`read-only replica of 127.0.0.1:${master.port}`) as string,
    evidence: { mode: 'standalone', role: 'slave' },
  });
  expect(await refusals(world)).toEqual(allLike(/replica/));
});
