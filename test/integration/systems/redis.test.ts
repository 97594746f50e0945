import { describe, expect, test } from 'vitest';
import { createServer } from 'node:net';
import { openRedis } from '../../../src/clients/redis.ts';
import { RedisError } from '../../../src/clients/errors.ts';
import { StaleError } from '../../../src/errors.ts';
import redis from '../../../src/systems/redis/index.ts';
import { noProblem, openWorld } from '../servers/heal-world.ts';
import { fill, issuesOf, redisBench, statusesOf, withLogin } from './redis-world.ts';

const { server, worldOf, endAfter } = redisBench();

describe('a look at Redis', () => {
  test('passes on a healthy one, with the limit of maxmemory', async () => {
    const world = await worldOf(await server({ args: ['--maxmemory', '64mb'] }));
    const findings = await world.findings();
    expect(statusesOf(findings)).toEqual({ ping: 'passed', memory: 'passed', writes: 'passed' });
    expect(findings[1]?.message).toContain('maxmemory');
  });

  test('skips memory where nothing limits it, and says so', async () => {
    const world = await worldOf(await server());
    const memory = await world.finding('memory');
    expect(memory.status).toBe('skipped');
    expect(memory.message).toContain('maxmemory is not set');
    expect(memory.observed).toBeNull();
  });

  test("measures against the container's limit where maxmemory is not set", async () => {
    const started = await server({ memoryBytes: 256 * 1024 * 1024 });
    const memory = await (await worldOf(started, { docker: true })).finding('memory');
    expect(memory).toMatchObject({
      status: 'passed',
      target: started.container,
      restsOn: [`containers/${started.container}`],
    });
    expect(memory.message).toContain(`memory limit of container ${started.container}`);
    expect(memory.identity).toMatchObject({ limitBytes: 256 * 1024 * 1024 });
  });

  test('cannot tell where the engine that knows the limit does not answer', async () => {
    const started = await server();
    const world = await openWorld(redis, {
      connections: { redis: { url: started.url }, docker: { host: 'unix:///nowhere/docker.sock' } },
      phases: { redis: { container: started.container } },
    });
    endAfter(world);
    expect((await world.finding('memory')).status).toBe('error');
  });

  test('reads another database of the same server', async () => {
    const started = await server();
    const world = await worldOf(started, { url: `${started.url}/3` });
    await fill(started, 'elsewhere', 5, '100');
    expect(await world.look.redis.countExpiring(1e9, [], 1000)).toEqual({ expiring: 0, looked: 0, isComplete: true });
    expect(await (await worldOf(started)).look.redis.countExpiring(1e9, [], 1000)).toMatchObject({ expiring: 5 });
  });

  test('does not fall back to database 0 where the configured one does not exist', async () => {
    const started = await server();
    const ping = await (await worldOf(started, { url: `${started.url}/99` })).finding('ping');
    expect(ping).toMatchObject({ status: 'error', issue: null });
    expect(ping.message).toContain('DB index is out of range');
  });

  test('nothing in it, nor in any draft, is a command that writes', async () => {
    const started = await server({ args: ['--maxmemory', '8mb'] });
    await fill(started, 'session', 1000, '100');
    const world = await worldOf(started, { phase: { memory_high_percent: 1, memory_full_percent: 2 } });
    const watch = await started.watch();
    await world.findings();
    const full = await world.problem('redis_memory_full');
    const drafts = ['restart_redis', 'flush_expiring_keys', 'clear_expired_keys', 'clear_all_cache'].map(id =>
      world.draft(id, full),
    );
    expect((await Promise.all(drafts)).filter(draft => draft.unavailable === null)).toHaveLength(3);
    const names = new Set((await watch.stop()).map(([name = '']) => name.toLowerCase()));
    // `time` and `pttl` by the script, which Redis lets write nothing.
    const all = ['client', 'discard', 'eval_ro', 'info', 'multi', 'ping', 'pttl', 'scan', 'time'];
    expect([...names].sort()).toEqual(all);
  });

  test.each([
    ['a Redis before 7, which knows no script that only reads', ['--rename-command', 'EVAL_RO', ''], '+@all', 2],
    ['a user who may run no script', [], '+@all -@scripting', 1],
  ])('of %s counts the same by plain commands, and asks for the script once', async (_, args, rules, refusals) => {
    const started = await server({ args });
    await fill(started, 'data', 1000, 'nil');
    await fill(started, 'session', 4000, '100 + i');
    await fill(started, 'lock', 500, '100');
    await started.addUser('plain', `~* ${rules}`);
    const count = async (url: string) =>
      (await worldOf(started, { url })).look.redis.countExpiring(1_100_000, ['lock:*'], 1_000_000);
    const errors = async (): Promise<number> =>
      [...String(await started.ask('INFO', 'errorstats')).matchAll(/count=(\d+)/g)].reduce(
        (sum, [, n]) => sum + Number(n),
        0,
      );
    const watch = await started.watch();
    // The tests' own client asks for what this Redis does not know, too.
    const [first, before] = [await errors(), await errors()];
    const plain = await count(withLogin(started, 'plain:pw'));
    const whole = await count(started.url);
    expect((await errors()) - before - (before - first)).toBe(refusals);
    const commands = (await watch.stop()).map(([name = '']) => name.toLowerCase());
    expect(plain).toMatchObject({ looked: 5500, isComplete: true });
    expect(plain.expiring).toBeGreaterThanOrEqual(1000);
    expect(Math.abs(plain.expiring - whole.expiring)).toBeLessThan(100);
    expect(commands.filter(name => name === 'pttl').length).toBe(2 * 5500);
    expect(commands.includes('eval_ro')).toBe(refusals === 1);
  });
});

describe('redis_not_responding', () => {
  test('is a refused connection, and nothing else is asked then', async () => {
    const started = await server();
    const world = await worldOf(started);
    await started.docker.stop();
    const findings = await world.findings();
    expect(statusesOf(findings)).toEqual({ ping: 'failed', memory: 'skipped', writes: 'skipped' });
    expect(issuesOf(findings)).toEqual(['redis_not_responding']);
  });

  test('is a PING without an answer in the time, and the look ends then', async () => {
    const started = await server();
    const world = await worldOf(started, { phase: { ping_timeout_ms: 300, timeout_seconds: 60 } });
    await started.docker.pause();
    const startedAt = Date.now();
    const findings = await world.findings();
    expect(issuesOf(findings)).toEqual(['redis_not_responding']);
    expect(findings[0]?.message).toContain('no answer within 300 ms');
    expect(Date.now() - startedAt).toBeLessThan(20_000);
    await started.docker.unpause();
    const patient = await worldOf(started, { phase: { ping_timeout_ms: 60_000, timeout_seconds: 60 } });
    expect(issuesOf(await patient.findings())).toEqual([]);
  });

  test('is a server that takes the connection and closes it', async () => {
    const rude = createServer(socket => socket.destroy());
    await new Promise<void>(resolve => rude.listen(0, '127.0.0.1', resolve));
    const address = rude.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const world = await openWorld(redis, { connections: { redis: { url: `redis://127.0.0.1:${port}` } } });
    endAfter(world, { end: () => new Promise(resolve => rude.close(() => resolve())) });
    expect(await world.problem('redis_not_responding')).toMatchObject({ evidence: { fault: 'refused' } });
  });

  test('is not a host name that does not exist: we could not look, and nothing is restarted for it', async () => {
    const message = /host name (is not known|could not be looked up)/;
    const world = await worldOf(await server(), { url: 'redis://redis.invalid:6379', docker: true });
    const findings = await world.findings();
    expect(statusesOf(findings)).toEqual({ ping: 'error', memory: 'skipped', writes: 'skipped' });
    expect(issuesOf(findings)).toEqual([]);
    expect(findings[0]?.message).toMatch(message);
    const draft = await world.draft('restart_redis', noProblem('redis', 'redis_not_responding', 'redis'));
    expect(draft.unavailable).toMatch(message);
  });
});

test('an interrupt ends the look at once, and is not taken for a Redis that does not respond', async () => {
  const started = await server();
  await started.docker.pause();
  const interrupt = new AbortController();
  const client = openRedis(started.url, { timeoutMs: 60_000, signal: interrupt.signal });
  const asked = client.eyes.ping(60_000);
  setTimeout(() => interrupt.abort(new Error('SIGINT')), 100);
  const startedAt = Date.now();
  await expect(asked).rejects.toMatchObject({ name: 'RedisError', fault: 'other' });
  expect(Date.now() - startedAt).toBeLessThan(20_000);
});

describe('the diagnosis after a heal that did not help', () => {
  const problem = noProblem('redis', 'redis_memory_full', 'redis');

  test('is what INFO says of memory, clients, persistence and keys', async () => {
    const started = await server({ args: ['--maxmemory', '64mb'] });
    await fill(started, 'data', 10, 'nil');
    const world = await worldOf(started);
    const diagnosis = await redis.diagnose?.(problem, world.look);
    expect(diagnosis?.evidence).toMatchObject({ maxmemory_human: '64.00M', connected_clients: '1', aof_enabled: '0' });
    expect(diagnosis?.evidence['db0']).toContain('keys=10');
    expect(diagnosis?.recommendation).toContain('noeviction');
  });

  test("is the end of the container's log where Redis says nothing", async () => {
    const started = await server();
    const world = await worldOf(started, { docker: true });
    await started.docker.stop();
    const diagnosis = await redis.diagnose?.(problem, world.look);
    expect(diagnosis?.evidence['redis']).toContain('refused');
    expect(JSON.stringify(diagnosis?.evidence['container_log'])).toContain('bye bye');
  });
});

describe('a second opinion on a Redis that does not answer us', () => {
  test('it answers inside its container: we could not look, and it is no issue', async () => {
    const started = await server();
    const inside = await worldOf(started, { docker: true });
    expect(await inside.look.docker.redisAnswersInside((await started.docker.inspect()).Id, started.port)).toBe(true);
    // Published at a port that leads nowhere: the same server, and another way to it.
    const world = await worldOf(started, { url: `redis://127.0.0.1:${started.port}`, docker: true });
    world.look.redis.ping = () => Promise.reject(new RedisError('refused', 'the connection was refused'));
    const ping = await world.finding('ping');
    expect(ping).toMatchObject({ status: 'error', issue: null, evidence: { answers_inside: true } });
    expect(ping.message).toContain('Redis answers inside its container');
  });

  test('an answer that only wants a password is one', async () => {
    const started = await server({ args: ['--requirepass', 's3cret'], login: ':s3cret' });
    const { look } = await worldOf(started, { docker: true });
    expect(await look.docker.redisAnswersInside((await started.docker.inspect()).Id, started.port)).toBe(true);
  });

  test('it hangs, nobody listens, or there is nobody to ask: what we saw stands', async () => {
    const started = await server();
    const asks = await worldOf(started, { docker: true });
    const { Id } = await started.docker.inspect();
    expect(await asks.look.docker.redisAnswersInside(Id, started.port + 1)).toBe(false);
    const hang = started.ask('DEBUG', 'SLEEP', 4).catch(() => undefined);
    expect(await asks.look.docker.redisAnswersInside(Id, started.port)).toBe(false);
    // What was asked in vain is not left behind in there.
    const { Processes } = (await started.docker.top()) as { Processes: string[][] };
    expect(Processes.flat().join(' ')).not.toContain('redis-cli');
    await hang;
    await started.docker.stop();
    expect(issuesOf(await (await worldOf(started, { docker: true })).findings())).toEqual(['redis_not_responding']);
    expect(issuesOf(await (await worldOf(started, { url: 'redis://127.0.0.1:1' })).findings())).toEqual([
      'redis_not_responding',
    ]);
  });
});

describe('restart_redis', () => {
  test('heals a Redis that hangs: its container is restarted', async () => {
    const started = await server();
    const world = await worldOf(started, { docker: true, phase: { ping_timeout_ms: 300 } });
    const hang = started.ask('DEBUG', 'SLEEP', 600).catch(() => 'cut off by the restart');
    await expect.poll(async () => (await world.finding('ping')).issue).toBe('redis_not_responding');
    const done = await world.heal('restart_redis', await world.problem('redis_not_responding'));
    expect(await hang).toBe('cut off by the restart');
    expect(done.changed).toEqual({ restarted: 1 });
    await expect.poll(async () => (await world.finding('ping')).status).toBe('passed');
  });

  test('is stale once Redis answers again, and so harmless twice and on a healthy one', async () => {
    const started = await server();
    const world = await worldOf(started, { docker: true });
    const problem = noProblem('redis', 'redis_not_responding', started.container);
    const before = (await started.docker.inspect()).State.StartedAt;
    await expect(world.heal('restart_redis', problem)).rejects.toThrow(StaleError);
    await expect(world.heal('restart_redis', problem)).rejects.toThrow('answers again');
    expect((await started.docker.inspect()).State.StartedAt).toBe(before);
  });

  test('says what is not saved, and without a container that there is none', async () => {
    const started = await server();
    await started.ask('SET', 'change', 1);
    const problem = noProblem('redis', 'redis_memory_full', started.container);
    const draft = await (await worldOf(started, { docker: true })).draft('restart_redis', problem);
    expect(draft.steps.join('\n')).toContain('1 changes are not in the last save');
    const bare = await (await worldOf(started)).draft('restart_redis', problem);
    expect(bare.unavailable).toContain('phases.redis.container');
  });
});
