import { afterEach, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { createServer } from 'node:net';
import { openRedis } from '../../../src/clients/redis.ts';
import { globOf } from '../../../src/clients/redis-glob.ts';
import type { Finding } from '../../../src/core/finding.ts';
import { StaleError } from '../../../src/errors.ts';
import redis from '../../../src/systems/redis/index.ts';
import { noProblem, openWorld } from '../servers/heal-world.ts';
import type { HealWorld } from '../servers/heal-world.ts';
import { startRedis } from '../servers/redis-server.ts';
import type { RedisServer, ServerOptions } from '../servers/redis-server.ts';

const opened: { end(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.end();
});

interface Config {
  readonly url?: string;
  readonly phase?: object;
  readonly protect?: readonly string[];
  readonly docker?: boolean;
}

async function server(options: ServerOptions = {}): Promise<RedisServer> {
  const started = await startRedis(options);
  opened.push(started);
  return started;
}

async function worldOf(started: RedisServer, { url, phase, protect, docker = false }: Config = {}): Promise<HealWorld> {
  const world = await openWorld(redis, {
    connections: { redis: { url: url ?? started.url }, ...(docker ? { docker: { host: started.dockerHost } } : {}) },
    phases: { redis: { ...(docker ? { container: started.container } : {}), ...phase } },
    blacklist: { redis_keys: protect ?? [] },
  });
  opened.push(world);
  return world;
}

const withLogin = ({ port }: RedisServer, login: string): string => `redis://${login}@127.0.0.1:${port}`;

const statusesOf = (findings: readonly Finding[]) => Object.fromEntries(findings.map(one => [one.check, one.status]));
const issuesOf = (findings: readonly Finding[]) => findings.flatMap(({ issue }) => issue ?? []);

/** Keys `prefix:1` … `prefix:count` of `size` bytes; `ttl` in Lua, from `i`: seconds, or 'nil' for none. */
const fill = (started: RedisServer, prefix: string, count: number, ttl: string, size = 100) =>
  started.ask(
    'EVAL',
    `for i = 1, ${count} do
       local ttl = ${ttl}
       local value = string.rep('x', ${size})
       if ttl then redis.call('SET', '${prefix}:' .. i, value, 'EX', ttl) else redis.call('SET', '${prefix}:' .. i, value) end
     end`,
    0,
  );

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
    opened.push(world);
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
    expect([...names].sort()).toEqual(['client', 'discard', 'info', 'multi', 'ping', 'pttl', 'scan']);
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
    const world = await worldOf(started, { phase: { ping_timeout_ms: 300 } });
    await started.docker.pause();
    const startedAt = Date.now();
    expect(issuesOf(await world.findings())).toEqual(['redis_not_responding']);
    expect(Date.now() - startedAt).toBeLessThan(1500);
    await started.docker.unpause();
    expect(issuesOf(await world.findings())).toEqual([]);
  });

  test('is a server that takes the connection and closes it', async () => {
    const rude = createServer(socket => socket.destroy());
    await new Promise<void>(resolve => rude.listen(0, '127.0.0.1', resolve));
    const address = rude.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const world = await openWorld(redis, { connections: { redis: { url: `redis://127.0.0.1:${port}` } } });
    opened.push(world, { end: () => new Promise(resolve => rude.close(() => resolve())) });
    expect(await world.problem('redis_not_responding')).toMatchObject({ evidence: { fault: 'refused' } });
  });

  test('is a host name that does not exist', async () => {
    const world = await openWorld(redis, { connections: { redis: { url: 'redis://redis.invalid:6379' } } });
    opened.push(world);
    expect((await world.finding('ping')).message).toMatch(/name was not found|EAI_AGAIN/);
  });
});

describe('what is not "not responding" is told as what it is', () => {
  test('NOAUTH and WRONGPASS: could not look', async () => {
    const started = await server({ args: ['--requirepass', 'opensesame'], login: ':opensesame' });
    for (const [url, word] of [
      [started.url, 'NOAUTH'],
      [withLogin(started, ':wr0ng-s3cret'), 'WRONGPASS'],
    ] as const) {
      const findings = await (await worldOf(started, { url })).findings();
      expect(statusesOf(findings)).toEqual({ ping: 'error', memory: 'skipped', writes: 'skipped' });
      expect(issuesOf(findings)).toEqual([]);
      expect(findings[0]?.message).toContain(word);
      expect(JSON.stringify(findings)).not.toContain('wr0ng-s3cret');
    }
    const right = await worldOf(started, { url: withLogin(started, ':opensesame') });
    expect(statusesOf(await right.findings())).toMatchObject({ ping: 'passed' });
  });

  test('a password that the server does not want: could not look, and nothing is printed', async () => {
    const started = await server();
    const ping = await (await worldOf(started, { url: withLogin(started, ':needless') })).finding('ping');
    expect(ping).toMatchObject({ status: 'error', issue: null, evidence: { fault: 'auth' } });
  });

  test('maxclients: Redis serves nobody, and no restart is offered; every time', async () => {
    const started = await server({ args: ['--maxclients', '1'] });
    const world = await worldOf(started);
    const holder = new Redis(started.url, { protocol: 2, retryStrategy: null });
    opened.push({ end: () => holder.quit().then(() => undefined) });
    await holder.ping();
    for (let round = 0; round < 50; round++)
      expect(await world.finding('ping')).toMatchObject({
        status: 'failed',
        issue: null,
        evidence: { fault: 'maxclients' },
      });
  });

  test('LOADING: not yet, with an end to the waiting, and then it passes', async () => {
    const started = await server();
    const world = await worldOf(started, { phase: { memory_high_percent: 1 } });
    await started.ask('DEBUG', 'POPULATE', 4000, 'load', 200);
    await started.ask('CONFIG', 'SET', 'loading-process-events-interval-bytes', 1024, 'key-load-delay', 500);
    const reload = started.ask('DEBUG', 'RELOAD');
    await expect
      .poll(async () => (await world.finding('ping')).evidence['fault'], { timeout: 5000, interval: 20 })
      .toBe('loading');
    const findings = await world.findings();
    expect(statusesOf(findings)).toEqual({ ping: 'error', memory: 'skipped', writes: 'skipped' });
    const pendingMs = (findings[0]?.pendingUntil ?? 0) - Date.now();
    expect(pendingMs).toBeGreaterThan(1000);
    expect(pendingMs).toBeLessThanOrEqual(600_000);
    const restart = await world.draft('restart_redis', noProblem('redis', 'redis_not_responding', 'redis'));
    expect(restart.unavailable).toContain('loading');
    await reload;
    expect(statusesOf(await world.findings())).toMatchObject({ ping: 'passed' });
  });

  test('a read-only replica: writes fail, nothing is healed on it', async () => {
    const started = await server({ args: ['--replicaof', '127.0.0.1', '1', '--maxmemory', '64mb'] });
    const world = await worldOf(started);
    const findings = await world.findings();
    expect(statusesOf(findings)).toEqual({ ping: 'passed', memory: 'passed', writes: 'failed' });
    expect(findings[2]).toMatchObject({ issue: null });
    expect(findings[2]?.message).toContain('READONLY');
    for (const action of ['restart_redis', 'flush_expiring_keys', 'clear_expired_keys', 'clear_all_cache'])
      expect((await world.draft(action, noProblem('redis', 'redis_memory_full', 'redis'))).unavailable).toContain(
        'replica',
      );
  });

  test('MISCONF: writes fail, and no restart is offered', async () => {
    const dir = '/tmp/redis-data';
    const entrypoint = ['sh', '-c', `mkdir ${dir} && exec redis-server --dir ${dir} "$@"`, 'sh'];
    const started = await server({ entrypoint, args: ['--save', '3600 1'] });
    const world = await worldOf(started);
    expect(statusesOf(await world.findings())).toMatchObject({ writes: 'passed' });
    await started.exec('rm', '-r', dir);
    await started.ask('SET', 'change', 1);
    await started.ask('BGSAVE');
    await expect.poll(async () => (await world.finding('writes')).status, { timeout: 10_000 }).toBe('failed');
    const findings = await world.findings();
    expect(statusesOf(findings)).toMatchObject({ ping: 'passed', writes: 'failed' });
    expect(issuesOf(findings)).toEqual([]);
    expect(findings[2]?.message).toContain('MISCONF');
    const restart = await world.draft('restart_redis', noProblem('redis', 'redis_not_responding', 'redis'));
    expect(restart.unavailable).toContain('could not save');
    await started.ask('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'no');
    expect(await world.finding('writes')).toMatchObject({ status: 'warning' });
  });

  test('an ACL that denies PING, or INFO: could not look at just that', async () => {
    const started = await server();
    await started.addUser('noping', '~* +@all -ping');
    await started.addUser('noinfo', '~* +@all -info');
    const noPing = await (await worldOf(started, { url: withLogin(started, 'noping:pw') })).findings();
    expect(statusesOf(noPing)).toEqual({ ping: 'error', memory: 'skipped', writes: 'passed' });
    expect(noPing[0]?.message).toContain('NOPERM');
    const noInfo = await (await worldOf(started, { url: withLogin(started, 'noinfo:pw') })).findings();
    expect(statusesOf(noInfo)).toEqual({ ping: 'passed', memory: 'error', writes: 'error' });
    expect(issuesOf([...noPing, ...noInfo])).toEqual([]);
  });

  test('an ACL with just the rights of the look is enough for it, without CLIENT and CONFIG', async () => {
    const started = await server({ args: ['--maxmemory', '64mb'] });
    await started.addUser('looker', '+ping +info');
    const findings = await (await worldOf(started, { url: withLogin(started, 'looker:pw') })).findings();
    expect(statusesOf(findings)).toEqual({ ping: 'passed', memory: 'passed', writes: 'passed' });
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
  expect(Date.now() - startedAt).toBeLessThan(2000);
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

describe('restart_redis', () => {
  test('heals a Redis that hangs: its container is restarted', async () => {
    const started = await server();
    const world = await worldOf(started, { docker: true, phase: { ping_timeout_ms: 300 } });
    const hang = started.ask('DEBUG', 'SLEEP', 600).catch(() => 'cut off by the restart');
    await expect.poll(async () => (await world.finding('ping')).issue, { timeout: 5000 }).toBe('redis_not_responding');
    const done = await world.heal('restart_redis', await world.problem('redis_not_responding'));
    expect(await hang).toBe('cut off by the restart');
    expect(done.changed).toEqual({ restarted: 1 });
    await expect.poll(async () => (await world.finding('ping')).status, { timeout: 10_000 }).toBe('passed');
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

const FULL = { args: ['--maxmemory', '16mb'] };

/** 16 MB: about a third in keys without TTL, the rest in sessions that expire within the hour, some later, some protected. */
async function fullServer(): Promise<RedisServer> {
  const started = await server(FULL);
  await fill(started, 'data', 6000, 'nil', 400);
  await fill(started, 'later', 1000, '7200 + i', 400);
  await fill(started, 'keep', 1000, '100 + i', 400);
  await fill(started, 'session', 26_000, '200 + math.floor(i / 10)', 400);
  return started;
}

const countOf = async (started: RedisServer, prefix: string): Promise<number> =>
  Number(await started.ask('EVAL', `return #redis.call('KEYS', '${prefix}:*')`, 0));

/** A TTL that is longer but still within the window, a TTL beyond it, no TTL at all: in turn. */
const LENGTHEN = `
local kept = 0
for i = 1, 20000, 2 do
  local key = 'session:' .. i
  if i % 3 == 0 then kept = kept + redis.call('EXPIRE', key, 300)
  elseif i % 3 == 1 then kept = kept + redis.call('EXPIRE', key, 7200)
  else kept = kept + redis.call('PERSIST', key) end
end
return kept`;

describe('flush_expiring_keys', () => {
  test('frees what expires soonest until memory is under the high mark, and nothing else', async () => {
    const started = await fullServer();
    await expect(started.ask('SET', 'one-more', 1)).rejects.toThrow('OOM');
    const world = await worldOf(started, { protect: ['KEEP:*'] });
    const problem = await world.problem('redis_memory_full');
    expect(problem.message).toContain('writes are refused (OOM)');
    const sessions = await countOf(started, 'session');
    const draft = await world.draft('flush_expiring_keys', problem);
    expect(draft.steps.join('\n')).toContain(`${sessions} of ${sessions + 8000} keys`);

    const done = await world.heal('flush_expiring_keys', problem);

    const left = await countOf(started, 'session');
    expect(done.changed).toEqual({ deleted_keys: sessions - left });
    expect(left).toBeGreaterThan(0);
    const ids = (await started.ask('KEYS', 'session:*')) as string[];
    expect(Math.min(...ids.map(id => Number(id.split(':')[1])))).toBeGreaterThan(sessions - left - 10);
    expect([await countOf(started, 'data'), await countOf(started, 'later'), await countOf(started, 'keep')]).toEqual([
      6000, 1000, 1000,
    ]);
    const memory = await world.finding('memory');
    expect(memory.status).toBe('passed');
    expect(Number(memory.observed)).toBeGreaterThan(75);
    await started.ask('SET', 'one-more', 1);
  });

  test('twice, and on a healthy Redis, deletes nothing', async () => {
    const started = await server(FULL);
    await fill(started, 'session', 100, '60');
    const world = await worldOf(started);
    const problem = noProblem('redis', 'redis_memory_full', 'redis');
    for (const again of [false, true])
      expect((await world.heal('flush_expiring_keys', problem)).changed, again ? 'again' : 'at first').toEqual({
        deleted_keys: 0,
      });
    expect(await countOf(started, 'session')).toBe(100);
  });

  test('never deletes a key whose TTL was lengthened or taken away after it was looked at', async () => {
    const started = await server();
    await fill(started, 'session', 20_000, '60');
    const world = await worldOf(started);
    let atFirst = 0;
    let kept: Promise<unknown> | undefined;
    /** Once deleting has begun, a client comes and lengthens every other key that is still there. */
    const isEnough = (usedBytes: number): boolean => {
      atFirst ||= usedBytes;
      if (usedBytes < atFirst - 20_000) kept ??= started.ask('EVAL', LENGTHEN, 0);
      return false;
    };
    await world.hands.redis.runId();
    const { signal } = world.look;
    const options = { withinMs: 3_600_000, exceptPatterns: [], signal, isEnough };
    const { deleted } = await world.hands.redis.unlinkExpiring(options);
    const lengthened = Number(await kept);
    expect(lengthened).toBeGreaterThan(1000);
    expect(await countOf(started, 'session')).toBe(lengthened);
    expect(deleted).toBe(20_000 - lengthened);
  });

  test('is stale where Redis was restarted, or its limit changed, since the plan', async () => {
    const started = await server(FULL);
    await fill(started, 'session', 100, '60');
    const world = await worldOf(started);
    const problem = noProblem('redis', 'redis_memory_full', 'redis');
    const draft = await world.draft('flush_expiring_keys', problem);
    await started.ask('CONFIG', 'SET', 'maxmemory', 17_000_000);
    await expect(world.heal('flush_expiring_keys', problem, draft)).rejects.toThrow(StaleError);
    const again = await world.draft('flush_expiring_keys', problem);
    await started.docker.restart();
    await expect.poll(async () => (await world.finding('ping')).status, { timeout: 10_000 }).toBe('passed');
    await expect(world.heal('flush_expiring_keys', problem, again)).rejects.toThrow('restarted or replaced');
  });

  test('is unavailable where an ACL denies a command that it needs, and says which', async () => {
    const started = await server(FULL);
    await started.addUser('nounlink', '~* +@all -unlink');
    await started.addUser('noeval', '~* +@all -eval');
    await fill(started, 'session', 10, '60');
    const problem = noProblem('redis', 'redis_memory_full', 'redis');
    for (const [user, command] of [
      ['nounlink', 'UNLINK'],
      ['noeval', 'EVAL'],
    ] as const) {
      const world = await worldOf(started, { url: withLogin(started, `${user}:pw`) });
      expect((await world.draft('flush_expiring_keys', problem)).unavailable).toContain(`may not run ${command}`);
    }
  });

  test('leaves alone what the ACL hides', async () => {
    const started = await server();
    await started.addUser('cache', '~cache:* +@all');
    await fill(started, 'cache', 50, '60');
    await fill(started, 'session', 50, '60');
    const world = await worldOf(started, { url: withLogin(started, 'cache:pw') });
    const done = await world.heal('clear_all_cache', noProblem('redis', 'redis_memory_full', 'redis'));
    expect(done.changed).toEqual({ deleted_keys: 50 });
    expect(await countOf(started, 'session')).toBe(50);
  });
});

test("a protected pattern protects at least what Redis' own MATCH finds; without capitals and accents, exactly that", async () => {
  const started = await server();
  const client = new Redis(started.url, { retryStrategy: null });
  opened.push({ end: () => client.quit().then(() => undefined) });
  const letter = fc.constantFrom('a', 'b', 'c', 'B', ':', '-', '^', ']', '[', '*', '?', '\\', 'é');
  const key = fc.string({ unit: letter, maxLength: 6, minLength: 1 });
  const agreement = fc.asyncProperty(fc.uniqueArray(key, { maxLength: 40 }), key, async (keys, pattern) => {
    await client.flushall();
    if (keys.length > 0) await client.mset(keys.flatMap(one => [one, 'x']));
    const [, theirs] = await client.scan(0, 'MATCH', pattern, 'COUNT', 1000);
    const glob = globOf(pattern);
    const ours = keys.filter(one => glob(Buffer.from(one).toString('latin1')));
    expect(ours).toEqual(expect.arrayContaining(theirs));
    const isPlain = (text: string) => text !== pattern && !/[Bé]/.test(text + pattern);
    expect(ours.filter(isPlain).sort()).toEqual(theirs.filter(isPlain).sort());
  });
  await fc.assert(agreement, {
    numRuns: 500,
    examples: [
      [['a'], '[é-b'],
      [['a', 'b'], '[^B]'],
      [['z'], '[A-z]'],
    ],
  });
});

describe('clear_expired_keys', () => {
  test('makes Redis drop what has expired, and deletes no live key; twice is harmless', async () => {
    const started = await server({ args: ['--maxmemory', '64mb'] });
    await started.ask('DEBUG', 'SET-ACTIVE-EXPIRE', 0);
    await fill(started, 'data', 2000, 'nil');
    await fill(started, 'live', 2000, '3600');
    await started.ask('EVAL', `for i = 1, 5000 do redis.call('SET', 'gone:' .. i, 'x', 'PX', 1) end`, 0);
    const world = await worldOf(started);
    const problem = noProblem('redis', 'redis_memory_high', 'redis');
    expect(await started.ask('DBSIZE')).toBe(9000);
    expect((await world.heal('clear_expired_keys', problem)).changed).toEqual({ expired_keys: 5000 });
    expect(await started.ask('DBSIZE')).toBe(4000);
    expect((await world.heal('clear_expired_keys', problem)).changed).toEqual({ expired_keys: 0 });
    expect(await started.ask('DBSIZE')).toBe(4000);
  });

  test('is unavailable where MEMORY PURGE is denied', async () => {
    const started = await server();
    await started.addUser('nopurge', '~* +@all -memory');
    const world = await worldOf(started, { url: withLogin(started, 'nopurge:pw') });
    const draft = await world.draft('clear_expired_keys', noProblem('redis', 'redis_memory_high', 'redis'));
    expect(draft.unavailable).toContain('MEMORY PURGE');
  });
});

describe('clear_all_cache', () => {
  test('deletes every key with a TTL that nothing protects, and no other; twice is harmless', async () => {
    const started = await server();
    await fill(started, 'data', 300, 'nil');
    await fill(started, 'cache', 2500, '86400');
    await fill(started, 'keep', 300, '60');
    const world = await worldOf(started, { protect: ['keep:*'] });
    const problem = noProblem('redis', 'redis_memory_full', 'redis');
    const watch = await started.watch();
    expect((await world.heal('clear_all_cache', problem)).changed).toEqual({ deleted_keys: 2500 });
    const names = (await watch.stop()).map(([name = '']) => name.toLowerCase());
    expect(names.filter(name => /^(keys|flush|del$)/.test(name))).toEqual([]);
    expect([await countOf(started, 'data'), await countOf(started, 'keep'), await countOf(started, 'cache')]).toEqual([
      300, 300, 0,
    ]);
    expect((await world.draft('clear_all_cache', problem)).unavailable).toContain('nothing to delete');
  });
});
