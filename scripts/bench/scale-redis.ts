import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import type { Stack } from '../../src/practice/stack.ts';
import { withServices } from './bench-place.ts';
import type { BenchPlace } from './bench-place.ts';
import { bin, lastDeed } from './gate.ts';
import { fillRedis, redisConfig, withRedis } from './redis-data.ts';
import { RUNS, sized } from './sizes.ts';
import { inTurn, median, runOnce } from './subject.ts';
import { inMs } from './table.ts';
import type { Line } from './table.ts';

const KEYS = sized(1_000_000);
const PAGE = 1000;
const WITHIN_MS = 3_600_000;
const PAGE_SCRIPT = readFileSync(new URL('redis-page.lua', import.meta.url), 'utf8');

/** How long commands blocked Redis: the longest, and of those that took half a millisecond or more, 99 of a hundred. */
interface Blocked {
  readonly longestMs: number;
  readonly p99Ms: number;
}

/** Of one purge: keys deleted a second, and how long Redis was blocked. */
interface Measured extends Blocked {
  readonly rate: number;
}

/** A million keys, of which nearly 300,000 have to go: against a page by page script in the server. */
export const scaleRedisLines = (place: BenchPlace): Promise<Line[]> =>
  withServices(place, { services: ['redis'] }, async stack => {
    const [ours, peer]: [Measured[], Measured[]] = [[], []];
    for (let round = -1; round < RUNS; round += 1) {
      const [own, its] = await inTurn(
        round,
        () => byUs(place, stack),
        () => byPages(stack),
      );
      place.say(`${KEYS} keys, round ${round + 1} of ${RUNS}: ${JSON.stringify({ own, its })}`);
      if (round < 0) continue;
      ours.push(own);
      peer.push(its);
    }
    return lines(ours, peer);
  });

async function byUs({ folder }: BenchPlace, stack: Stack): Promise<Measured> {
  const full = await fillRedis(stack, KEYS);
  const [config, reports] = [join(folder, 'redis.json'), join(folder, 'redis-reports')];
  writeFileSync(config, JSON.stringify(redisConfig(stack, full, reports)));
  return await withRedis(stack, async client => {
    const blocked = await noteCommands(client);
    await runOnce({ name: 'orixoon', argv: [process.execPath, bin, '--config', config, '--auto-heal'] });
    const { changed, ms } = lastDeed(reports);
    return { rate: ((changed['deleted_keys'] ?? 0) / ms) * 1000, ...(await blocked()) };
  });
}

async function byPages(stack: Stack): Promise<Measured> {
  await fillRedis(stack, KEYS);
  return await withRedis(stack, async client => {
    const blocked = await noteCommands(client);
    const startedAt = performance.now();
    let [cursor, deleted] = ['0', 0];
    do {
      const [next, count] = (await client.eval(PAGE_SCRIPT, 0, cursor, PAGE, WITHIN_MS)) as [string, number];
      cursor = next;
      deleted += count;
    } while (cursor !== '0');
    return { rate: (deleted / (performance.now() - startedAt)) * 1000, ...(await blocked()) };
  });
}

/** From here on; gives back who tells how long commands blocked Redis. */
async function noteCommands(client: Redis): Promise<() => Promise<Blocked>> {
  await client.config('SET', 'slowlog-log-slower-than', '500');
  await client.config('SET', 'slowlog-max-len', '100000');
  await client.slowlog('RESET');
  return async () => {
    const entries = (await client.slowlog('GET', -1)) as [id: number, at: number, microseconds: number][];
    const took = entries.map(([, , microseconds]) => microseconds / 1000).sort((a, b) => a - b);
    return { longestMs: took.at(-1) ?? 0, p99Ms: took[Math.floor(took.length * 0.99)] ?? 0 };
  };
}

function lines(ours: readonly Measured[], peer: readonly Measured[]): Line[] {
  const of = (all: readonly Measured[], what: keyof Measured): number => median(all.map(one => one[what]));
  const rate = (value: number): string => `${Math.round(value / 1000)}k keys/s`;
  const longest = (all: readonly Measured[]): string => `${inMs(of(all, 'longestMs'))}, p99 ${inMs(of(all, 'p99Ms'))}`;
  const name = `4 Redis with ${KEYS} keys, ${sized(300_000)} to delete`;
  return [
    {
      target: `${name}: rate, against a page in the server`,
      ...{ ours: rate(of(ours, 'rate')), against: rate(of(peer, 'rate')) },
      ...{ ratio: of(ours, 'rate') / of(peer, 'rate'), limit: 0.8, isRate: true },
    },
    {
      target: `${name}: longest command, against 5 ms`,
      ...{ ours: longest(ours), against: `5 ms (a page: ${longest(peer)})` },
      ...{ ratio: of(ours, 'longestMs') / 5, limit: 1 },
    },
  ];
}
