import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { down } from '../../src/practice/stack.ts';
import { openPlace, PREFIX } from './bench-place.ts';
import type { BenchPlace } from './bench-place.ts';
import { benchStack } from './bench-stack.ts';
import type { BenchStack } from './bench-stack.ts';
import { writeFigures } from './figures.ts';
import { healLines } from './heal.ts';
import { blackHoleLine, healthyLines, startLines } from './healthy.ts';
import { machineOf } from './machine.ts';
import { memoryLines } from './memory.ts';
import { scaleContainersLines } from './scale-containers.ts';
import { scaleDatabaseLines } from './scale-database.ts';
import { scaleQueueLines } from './scale-queue.ts';
import { scaleRedisLines } from './scale-redis.ts';
import { isFullSize, RUNS } from './sizes.ts';
import { isMet, markdown } from './table.ts';
import type { Line } from './table.ts';
import { ensureTools } from './tools.ts';

type Part<Place> = (place: Place) => Promise<readonly Line[]>;

/** The parts that bring up what they want, and those that want the whole stack. */
const alone: Readonly<Record<string, Part<BenchPlace>>> = {
  // First, for a stack that is up keeps the machine busy with its health checks.
  start: () => startLines(RUNS),
  'scale-database': scaleDatabaseLines,
  'scale-redis': scaleRedisLines,
  'scale-queue': scaleQueueLines,
  memory: memoryLines,
};
const onStack: Readonly<Record<string, Part<BenchStack>>> = {
  healthy: at => healthyLines(at, RUNS),
  'black-hole': async at => [await withBlackHole(url => blackHoleLine(at, url))],
  heal: at => healLines(at, RUNS),
  'scale-containers': scaleContainersLines,
};

/** Sets up what it needs, measures, prints the table, and writes docs/performance.md. Resolves to whether all targets are met. */
export async function bench(only: readonly string[], say: BenchPlace['say']): Promise<boolean> {
  const known = [...Object.keys(alone), ...Object.keys(onStack)];
  const strange = only.filter(part => !known.includes(part));
  if (strange.length > 0) throw new Error(`there is no part ${strange.join(', ')}: expected ${known.join(', ')}`);
  const wanted = (part: string): boolean => only.length === 0 || only.includes(part);
  await ensureTools(say);
  const place = await openPlace(say);
  const cutShort = (): void => {
    const told = (error: unknown): void => say(`something is left behind: ${String(error)}`);
    void takeAway(place)
      .catch(told)
      .finally(() => process.exit(130));
  };
  process.once('SIGINT', cutShort).once('SIGTERM', cutShort);
  try {
    const machine = await machineOf(place);
    const lines: Line[] = [];
    const broken: string[] = [];
    const measure = async <Place>(parts: Readonly<Record<string, Part<Place>>>, at: Place): Promise<void> => {
      for (const [part, work] of Object.entries(parts).filter(([name]) => wanted(name))) {
        try {
          const its = await work(at);
          // At once: a later part may break the machine.
          if (isFullSize) writeFigures(part, machine, markdown(its));
          lines.push(...its);
        } catch (error) {
          broken.push(`${part} was not measured: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    };
    await measure(alone, place);
    if (Object.keys(onStack).some(wanted)) {
      const at = await benchStack(place);
      try {
        await measure(onStack, at);
      } finally {
        if (process.env['BENCH_KEEP'] === undefined) await at.down();
      }
    }
    say(markdown(lines));
    broken.forEach(say);
    return broken.length === 0 && lines.every(isMet);
  } finally {
    rmSync(place.folder, { recursive: true, force: true });
  }
}

/** What the bench may have up at any moment. */
async function takeAway({ docker, folder, say }: BenchPlace): Promise<void> {
  for (const prefix of [`${PREFIX}scale-`, PREFIX]) await down(docker, prefix, say);
  rmSync(folder, { recursive: true, force: true });
}

async function withBlackHole<T>(work: (url: string) => T): Promise<T> {
  const server = createServer(socket => socket.on('error', () => undefined));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  try {
    return work(`postgresql://nobody:nothing@127.0.0.1:${(server.address() as AddressInfo).port}/hole`);
  } finally {
    server.close();
  }
}
