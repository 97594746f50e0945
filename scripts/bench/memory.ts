import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConfigPart } from '../../src/practice/config.ts';
import type { Stack } from '../../src/practice/stack.ts';
import { withServices } from './bench-place.ts';
import type { BenchPlace } from './bench-place.ts';
import { bin } from './gate.ts';
import { copyDatabase, fillQueue, queueConfig } from './queue-data.ts';
import { fillRedis, redisConfig } from './redis-data.ts';
import { RUNS, sized } from './sizes.ts';
import { inTurn, median, runOnce } from './subject.ts';
import type { Line } from './table.ts';

const FEW = 1000;
const MANY = sized(1_000_000);

/** The largest memory of a run that heals a thousand rows or keys, and of one that heals a million. */
export const memoryLines = (place: BenchPlace): Promise<Line[]> =>
  withServices(place, { services: ['tsh_postgres', 'redis'] }, async stack => {
    for (const count of [FEW, MANY]) {
      place.say(`filling a queue of ${count} rows`);
      await fillQueue(stack, `bench_${count}`, count, true);
    }
    return [await line('rows', place, stack, queueWith), await line('keys', place, stack, redisWith)];
  });

/** Makes so many broken things; resolves to the config of the run that heals them. */
type Breaker = (count: number, stack: Stack, reports: string) => Promise<ConfigPart>;

const queueWith: Breaker = async (count, stack, reports) => {
  await copyDatabase(stack, `bench_${count}`, 'bench_queue');
  return queueConfig(stack, 'bench_queue', reports);
};

const redisWith: Breaker = async (count, stack, reports) => redisConfig(stack, await fillRedis(stack, count), reports);

async function line(what: string, { folder, say }: BenchPlace, stack: Stack, broken: Breaker): Promise<Line> {
  const config = join(folder, `memory-${what}.json`);
  const peakOf = async (count: number): Promise<number> => {
    writeFileSync(config, JSON.stringify(await broken(count, stack, join(folder, `memory-${what}`))));
    const argv = [process.execPath, bin, '--config', config, '--auto-heal'];
    return (await runOnce({ name: 'orixoon', argv, env: { BENCH_FOLDER: folder } }, true)).peakMb;
  };
  const [few, many]: [number[], number[]] = [[], []];
  for (let round = 0; round < RUNS; round += 1) {
    const [its, own] = await inTurn(
      round,
      () => peakOf(FEW),
      () => peakOf(MANY),
    );
    few.push(its);
    many.push(own);
    say(`${what}: ${few.at(-1)?.toFixed(0)} MB with ${FEW}, ${many.at(-1)?.toFixed(0)} MB with ${MANY}`);
  }
  return {
    target: `5 peak memory of a heal of ${MANY} ${what}, against ${FEW}`,
    ours: `${Math.round(median(many))} MB`,
    against: `${Math.round(median(few))} MB`,
    ratio: median(many) / median(few),
    limit: 1.1,
  };
}
