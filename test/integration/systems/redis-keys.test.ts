import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { globOf } from '../../../src/clients/redis-glob.ts';
import { StaleError } from '../../../src/errors.ts';
import { noProblem } from '../servers/heal-world.ts';
import type { RedisServer } from '../servers/redis-server.ts';
import { fill, redisBench, withLogin } from './redis-world.ts';

const { server, worldOf, endAfter } = redisBench();

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
    await expect.poll(async () => (await world.finding('ping')).status).toBe('passed');
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
  endAfter({ end: () => client.quit().then(() => undefined) });
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
      [['a'], '[a-]a'],
      [['b', '-', 'a'], '[^\\a-c]'],
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
