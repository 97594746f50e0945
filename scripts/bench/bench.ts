import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { openPlace } from './bench-place.ts';
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

/** The parts that want the whole stack, and those that bring up what they want. */
const onStack: Readonly<Record<string, (at: BenchStack) => Promise<readonly Line[]>>> = {
  start: at => startLines(at, RUNS),
  healthy: at => healthyLines(at, RUNS),
  'black-hole': async at => [await withBlackHole(url => blackHoleLine(at, url))],
  heal: at => healLines(at, RUNS),
  'scale-containers': scaleContainersLines,
};
const alone: Readonly<Record<string, (place: BenchPlace) => Promise<readonly Line[]>>> = {
  'scale-database': scaleDatabaseLines,
  'scale-redis': scaleRedisLines,
  'scale-queue': scaleQueueLines,
  memory: memoryLines,
};

/** Sets up what it needs, measures, prints the table, and writes docs/performance.md. Resolves to whether all targets are met. */
export async function bench(only: readonly string[], say: BenchPlace['say']): Promise<boolean> {
  const known = [...Object.keys(onStack), ...Object.keys(alone)];
  const strange = only.filter(part => !known.includes(part));
  if (strange.length > 0) throw new Error(`there is no part ${strange.join(', ')}: expected ${known.join(', ')}`);
  const wanted = (part: string): boolean => only.length === 0 || only.includes(part);
  await ensureTools(say);
  const place = await openPlace(say);
  try {
    const measured = new Map<string, readonly Line[]>();
    if (Object.keys(onStack).some(wanted)) await partsOnStack(place, wanted, measured);
    for (const [part, measure] of Object.entries(alone)) if (wanted(part)) measured.set(part, await measure(place));
    const lines = [...measured.values()].flat();
    say(markdown(lines));
    const machine = await machineOf(place);
    if (isFullSize) for (const [part, its] of measured) writeFigures(part, machine, markdown(its));
    return lines.every(isMet);
  } finally {
    rmSync(place.folder, { recursive: true, force: true });
  }
}

async function partsOnStack(
  place: BenchPlace,
  wanted: (part: string) => boolean,
  measured: Map<string, readonly Line[]>,
): Promise<void> {
  const at = await benchStack(place);
  try {
    for (const [part, measure] of Object.entries(onStack)) if (wanted(part)) measured.set(part, await measure(at));
  } finally {
    if (process.env['BENCH_KEEP'] === undefined) await at.down();
  }
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
