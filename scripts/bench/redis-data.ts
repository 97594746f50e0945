import { Redis } from 'ioredis';
import type { ConfigPart } from '../../src/practice/config.ts';
import type { Stack } from '../../src/practice/stack.ts';
import { unlimited } from './gate.ts';

const BATCH = 5000;
/** Permanent keys, or keys that expire within the hour, each a little later than the one before. */
const FILL = `
for n = ARGV[2], ARGV[3] do
  local key = ARGV[1] .. ':' .. n
  if ARGV[1] == 'soon' then redis.call('SET', key, ARGV[4], 'EX', 900 + n % 1800) else redis.call('SET', key, ARGV[4]) end
end`;
/** Of all values together: fewer keys have larger ones, so that the memory is about the same. */
const VALUE_BYTES = 64_000_000;
/** More than what will be deleted, which is some 300,000 of a million: Redis does not give back its tables with the keys. */
const EXPIRING = 0.36;
const LEFT_OF_EXPIRING = 0.16;

/** A client, for as long as `work` takes. */
export async function withRedis<T>({ urls }: Stack, work: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(urls.redis);
  client.on('error', () => undefined);
  try {
    return await work(client);
  } finally {
    client.disconnect();
  }
}

/** A Redis whose keys fill 96 % of its memory. */
export interface FullRedis {
  /** The share of its memory that is left when nearly all is deleted that may go, in percent. */
  readonly goalPercent: number;
}

/** So many keys, 36 % of which expire within the hour. Whatever was there before is gone. */
export const fillRedis = (stack: Stack, keys: number): Promise<FullRedis> =>
  withRedis(stack, async client => {
    await client.config('SET', 'maxmemory', '0');
    await client.flushall('SYNC');
    const expiring = Math.round(keys * EXPIRING);
    const value = 'x'.repeat(Math.round(VALUE_BYTES / keys));
    await write(client, 'keep', keys - expiring, value);
    const kept = await usedBytes(client);
    await write(client, 'soon', expiring, value);
    const limit = (await usedBytes(client)) / 0.96;
    await client.config('SET', 'maxmemory', String(Math.round(limit)));
    const goal = kept + LEFT_OF_EXPIRING * (limit * 0.96 - kept);
    return { goalPercent: Math.ceil((goal / limit) * 100) };
  });

async function write(client: Redis, name: string, count: number, value: string): Promise<void> {
  for (let from = 1; from <= count; from += BATCH)
    await client.eval(FILL, 0, name, from, Math.min(count, from + BATCH - 1), value);
}

const usedBytes = async (client: Redis): Promise<number> =>
  Number(/^used_memory:(\d+)/m.exec(await client.info('memory'))?.[1]);

/** A config for such a Redis alone. */
export const redisConfig = (stack: Stack, { goalPercent }: FullRedis, reports: string): ConfigPart => ({
  environment: 'bench-redis',
  auto_healing: { stabilization: { timeout_seconds: 30, consecutive_passes: 2, interval_seconds: 0.5 } },
  connections: { redis: { url: stack.urls.redis } },
  // Full at hardly more: used memory sinks a little by itself when Redis has moved its tables.
  phases: { redis: { memory_high_percent: goalPercent, memory_full_percent: goalPercent + 1 } },
  healing_actions: { redis_memory_full: { timeout_seconds: 300 } },
  safety_limits: unlimited,
  reports: { directory: reports },
});
