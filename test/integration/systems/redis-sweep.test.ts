import { expect, test } from 'vitest';
import { parseRedisUrl } from '../../../src/clients/redis-address.ts';
import { openSession } from '../../../src/clients/redis-session.ts';
import type { RedisSession } from '../../../src/clients/redis-session.ts';
import { unlinkExpiring } from '../../../src/clients/redis-unlink.ts';
import type { RedisServer } from '../servers/redis-server.ts';
import { fill, redisBench, withLogin } from './redis-world.ts';

const { server, endAfter } = redisBench();

/** Half of them are looked at before the first goes; each expires a second after the one before. */
const KEYS = 40_000;
const ONE_BY_ONE = '1000 + i';

interface Purge {
  readonly freeBytes: number;
  readonly protect?: readonly string[];
  readonly login?: string;
  /** After every page, with what all pages unlinked so far; Redis is not asked on before it is through. */
  readonly afterPage?: (unlinked: number) => Promise<unknown> | undefined;
  /** After each call that measures keys; the same. */
  readonly afterEstimate?: () => Promise<unknown>;
  readonly signal?: AbortSignal;
}

/** Free so many bytes: what was deleted, how many of it by the pages of the walks, and how many keys those told of. */
async function purge(started: RedisServer, purging: Purge) {
  const { freeBytes, protect = [], login, afterPage, afterEstimate, signal } = purging;
  const url = login === undefined ? started.url : withLogin(started, login);
  const ending = new AbortController();
  const session = await openSession(parseRedisUrl(url), { timeoutMs: 30_000, signal: ending.signal });
  endAfter({
    end() {
      session.end();
      return Promise.resolve();
    },
  });
  let [byPages, told, walks] = [0, 0, 0];
  const asked: number[] = [];
  const watched: RedisSession = {
    ...session,
    async ask(...command) {
      const answer = await session.ask(...command);
      if (Array.isArray(answer) && String(command[1]).includes("call('SCAN'")) {
        byPages += Number(answer[5] ?? 0);
        told += (answer[3] as Buffer).length / 12;
        if (command[3] === '0') walks += 1;
        asked.push(Number(command[4]));
        await afterPage?.(byPages);
      }
      if (String(command[1]).includes("'USAGE'")) await afterEstimate?.();
      return answer;
    },
  };
  const goalBytes = (await usedBytes(started)) - freeBytes;
  const task = { withinMs: 1e9, exceptPatterns: protect, goalBytes, signal: signal ?? ending.signal };
  return { ...(await unlinkExpiring(watched, task)), byPages, told, walks, asked, goalBytes };
}

const usedBytes = async (started: RedisServer): Promise<number> =>
  Number(/^used_memory:(\d+)/m.exec(String(await started.ask('INFO', 'memory')))?.[1]);

async function idsLeft(started: RedisServer, prefix: string): Promise<number[]> {
  const keys = (await started.ask('KEYS', `${prefix}:*`)) as string[];
  return keys.map(key => Number(key.slice(prefix.length + 1))).sort((a, b) => a - b);
}

const sessions = async (size = 100): Promise<RedisServer> => {
  const started = await server();
  await fill(started, 'data', 1000, 'nil');
  await fill(started, 'session', KEYS, ONE_BY_ONE, size);
  return started;
};

/** Exactly those that expire first are gone. */
async function expectSoonestGone(started: RedisServer, deleted: number): Promise<void> {
  const left = await idsLeft(started, 'session');
  expect(left).toHaveLength(KEYS - deleted);
  expect(left[0]).toBe(deleted + 1);
}

test('most go in the call that looks at them, and still exactly the soonest, to a batch', async () => {
  const started = await sessions();
  const perKey = Number(await started.ask('MEMORY', 'USAGE', 'session:1'));
  const done = await purge(started, { freeBytes: 25_000 * perKey });
  await expectSoonestGone(started, done.deleted);
  expect(done.byPages).toBeGreaterThan(5000);
  expect(done.usedBytes).toBeLessThan(done.goalBytes);
  expect(done.usedBytes).toBeGreaterThan(done.goalBytes - 600 * (perKey + 100));
  expect(await idsLeft(started, 'data')).toHaveLength(1000);
  expect(done.walks).toBe(1);
  // A page is as large as the time that the one before took allows.
  expect(done.asked[0]).toBe(500);
  expect(new Set(done.asked).size).toBeGreaterThan(1);
  expect(Math.min(...done.asked)).toBeGreaterThanOrEqual(100);
  expect(Math.max(...done.asked)).toBeLessThanOrEqual(1000);
});

test('what will hardly be needed is not told of, once that can be estimated', async () => {
  const started = await sessions();
  const done = await purge(started, { freeBytes: 2_000_000 });
  await expectSoonestGone(started, done.deleted);
  expect(done.walks).toBe(1);
  // Half of them before the estimate, with the page that was asked for already; of the others a few.
  expect(done.told).toBeLessThan(KEYS / 2 + 2000 + 8000);
});

test('where what was to be enough is not, it walks again, and the soonest go', async () => {
  const started = await sessions();
  const PERSIST = `for i = 1, 12000 do redis.call('PERSIST', 'session:' .. i) end return 1`;
  let kept: Promise<unknown> | undefined;
  const afterPage = (unlinked: number) => (unlinked > 0 ? (kept ??= started.ask('EVAL', PERSIST, 0)) : undefined);
  const done = await purge(started, { freeBytes: 1_500_000, afterPage });
  expect(done.walks).toBeGreaterThan(1);
  expect(done.usedBytes).toBeLessThan(done.goalBytes);
  const left = await idsLeft(started, 'session');
  expect(left).toHaveLength(KEYS - done.deleted);
  // Without a gap from the first that could go: those that were persisted in time, then those after the last that is gone.
  const later = left.filter(id => id > 12_000);
  expect(later).toHaveLength(KEYS - (later[0] ?? 0) + 1);
});

test('where nothing of what was wanted may go any more, the rest is looked at', async () => {
  const started = await sessions();
  const PERSIST = `for i = 1, 20000 do redis.call('PERSIST', 'session:' .. i) end return 1`;
  let kept: Promise<unknown> | undefined;
  const afterEstimate = (): Promise<unknown> => (kept ??= started.ask('EVAL', PERSIST, 0));
  const done = await purge(started, { freeBytes: 2_500_000, afterEstimate });
  expect(done.walks).toBe(2);
  expect(done.usedBytes).toBeLessThan(done.goalBytes);
  const left = await idsLeft(started, 'session');
  expect(left).toHaveLength(KEYS - done.deleted);
  expect(left[20_000]).toBe(20_001 + done.deleted);
});

test('where the soonest are huge, hardly more than needed goes', async () => {
  const started = await sessions();
  await fill(started, 'session', 2000, ONE_BY_ONE, 10_000);
  const done = await purge(started, { freeBytes: 1000 * 10_000 });
  await expectSoonestGone(started, done.deleted);
  expect(done.deleted).toBeLessThan(1600);
});

test('where the soonest are tiny, they all go before the first large one', async () => {
  const started = await sessions(2000);
  await fill(started, 'session', 30_000, ONE_BY_ONE, 1);
  const done = await purge(started, { freeBytes: 30_000 * 60 + 2000 * 2000 });
  await expectSoonestGone(started, done.deleted);
  expect(done.byPages).toBeGreaterThan(1000);
});

test('a key whose TTL is taken away or lengthened stays, whether its page was looked at or not', async () => {
  const started = await sessions();
  const LENGTHEN = `
    local kept = 0
    for i = 1, ${KEYS}, 2 do
      local key = 'session:' .. i
      if i % 4 == 1 then kept = kept + redis.call('PERSIST', key) else kept = kept + redis.call('EXPIRE', key, 5000000) end
    end
    return kept`;
  let kept: Promise<unknown> | undefined;
  const afterPage = (unlinked: number) => (unlinked > 3000 ? (kept ??= started.ask('EVAL', LENGTHEN, 0)) : undefined);
  const done = await purge(started, { freeBytes: 1e12, afterPage });
  const lengthened = Number(await kept);
  expect(lengthened).toBeGreaterThan(5000);
  expect(done.deleted).toBe(KEYS - lengthened);
  expect(await idsLeft(started, 'session')).toHaveLength(lengthened);
});

test('a protected pattern is protected in the server too, and what only looks like it is not', async () => {
  const started = await sessions();
  await fill(started, 'keep', 1000, '10 + i');
  await fill(started, 'kept', 1000, '10 + i');
  await fill(started, 'not-KEEP', 1000, '10 + i');
  const done = await purge(started, { freeBytes: 1e12, protect: ['Keep:*', 'k[ef][p]t:*'] });
  expect(done.byPages).toBeGreaterThan(10_000);
  expect(done.deleted).toBe(KEYS + 1000);
  for (const [prefix, left] of [
    ['keep', 1000],
    ['kept', 1000],
    ['not-KEEP', 0],
    ['session', 0],
    ['data', 1000],
  ] as const)
    expect(await idsLeft(started, prefix), prefix).toHaveLength(left);
});

test('stops within a page or two where it is enough before the estimate says so', async () => {
  const started = await sessions();
  await started.ask('EVAL', `redis.call('SET', 'ballast', string.rep('x', 8000000))`, 0);
  let gone: Promise<unknown> | undefined;
  const afterPage = (unlinked: number) => (unlinked > 0 ? (gone ??= started.ask('DEL', 'ballast')) : undefined);
  const done = await purge(started, { freeBytes: 5_000_000, afterPage });
  expect(done.deleted).toBe(done.byPages);
  expect(done.deleted).toBeLessThan(2000);
  expect(await idsLeft(started, 'session')).toHaveLength(KEYS - done.deleted);
});

test('an interrupt ends it with the page that is under way', async () => {
  const started = await sessions();
  const interrupt = new AbortController();
  let unlinkedThen = 0;
  const afterPage = (unlinked: number): undefined => {
    if (unlinked === 0 || unlinkedThen > 0) return;
    unlinkedThen = unlinked;
    interrupt.abort(new Error('interrupted'));
  };
  const purging = purge(started, { freeBytes: 1e12, afterPage, signal: interrupt.signal });
  await expect(purging).rejects.toThrow('interrupted');
  expect(unlinkedThen).toBeGreaterThan(0);
  expect((await idsLeft(started, 'session')).length).toBeGreaterThan(KEYS - unlinkedThen - 2000);
});

test('where nobody may ask for the time, pages stay as they are', async () => {
  const started = await sessions();
  await started.addUser('untimed', '~* +@all -time');
  const done = await purge(started, { freeBytes: 1e12, login: 'untimed:pw' });
  expect(done.byPages).toBeGreaterThan(5000);
  expect(done.deleted).toBe(KEYS);
  expect([...new Set(done.asked)]).toEqual([500]);
  const denied = String(await started.ask('ACL', 'LOG'));
  expect(denied).toContain('time');
});

test('where nobody may measure, nothing goes unranked; where keys are hidden, only the others go', async () => {
  const started = await sessions();
  await started.addUser('nomemory', '~* +@all -memory');
  const done = await purge(started, { freeBytes: 1_000_000, login: 'nomemory:pw' });
  expect(done.byPages).toBe(0);
  expect(done.usedBytes).toBeLessThan(done.goalBytes);
  await expectSoonestGone(started, done.deleted);

  await fill(started, 'cache', 25_000, '100');
  await started.addUser('cache', '~cache:* +@all');
  expect((await purge(started, { freeBytes: 1e12, login: 'cache:pw' })).deleted).toBe(25_000);
  await expectSoonestGone(started, done.deleted);
});
