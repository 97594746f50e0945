import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Stack } from '../../src/practice/stack.ts';
import { withServices } from './bench-place.ts';
import type { BenchPlace } from './bench-place.ts';
import { bin, lastDeed } from './gate.ts';
import { copyDatabase, fillQueue, queueConfig, urlOf, withClient } from './queue-data.ts';
import { startWorkers } from './queue-workers.ts';
import type { Workers } from './queue-workers.ts';
import { RUNS, sized } from './sizes.ts';
import { longestStatement, noteStatements } from './statement-times.ts';
import { interleaved, inTurn, median, runOnce } from './subject.ts';
import type { Subject } from './subject.ts';
import { inMs } from './table.ts';
import type { Line } from './table.ts';

const ROWS = sized(1_000_000);
const FEW_ROWS = 1000;
const WORKERS = 2;
/** For so long live workers have the queue for themselves before anybody heals it. */
const UNDISTURBED_MS = 3000;
const CARELESS = readFileSync(new URL('careless.sql', import.meta.url), 'utf8');

/** A million rows, three quarters of them stuck, with live workers on them: against one careless statement. */
export const scaleQueueLines = (place: BenchPlace): Promise<Line[]> =>
  withServices(place, { services: ['tsh_postgres'] }, async stack => {
    place.say(`filling a queue of ${ROWS} rows`);
    await fillQueue(stack, 'bench_flooded', ROWS, true);
    await noteStatements(stack);
    const rounds: Round[] = [];
    for (let round = -1; round < RUNS; round += 1) {
      const by = (healer: Healer) => () => heal(place, stack, healer);
      const [careful, careless] = await inTurn(round, by(byUs), by(byOneStatement));
      place.say(`${ROWS} rows, round ${round + 1} of ${RUNS}: ${JSON.stringify({ careful, careless })}`);
      if (round >= 0) rounds.push({ careful, careless });
    }
    return [...floodLines(rounds), await detectionLine(place, stack)];
  });

/** Of one heal: stuck items a second, the longest statement in milliseconds, and which share of their pace live workers kept. */
interface Measured {
  readonly rate: number;
  readonly longestMs: number;
  readonly kept: number;
}

interface Round {
  readonly careful: Measured;
  readonly careless: Measured;
}

type Healer = (place: BenchPlace, stack: Stack) => Promise<Healed>;

interface Healed {
  readonly items: number;
  readonly startedAt: number;
  readonly ms: number;
  /** Where it is a single statement, which needs no log to be known. */
  readonly statementMs?: number;
}

/** Our heal itself, from its plan's approval to its last row; the run around it is on the lines of target 1. */
const byUs: Healer = async ({ folder }, stack) => {
  const [config, reports] = [join(folder, 'queue.json'), join(folder, 'queue-reports')];
  writeFileSync(config, JSON.stringify(queueConfig(stack, 'bench_queue', reports)));
  await runOnce({ name: 'orixoon', argv: [process.execPath, bin, '--config', config, '--auto-heal'] });
  const { changed, startedAt, ms } = lastDeed(reports);
  return { items: (changed['requeued'] ?? 0) + (changed['dead_lettered'] ?? 0), startedAt, ms };
};

const byOneStatement: Healer = (_place, stack) =>
  withClient(urlOf(stack.urls.database, 'bench_queue'), async client => {
    await client.query(`set application_name = 'orixoon'`);
    const startedAt = Date.now();
    await client.query(CARELESS);
    const ms = Date.now() - startedAt;
    return { items: ROWS * 0.75, startedAt, ms, statementMs: ms };
  });

async function heal(place: BenchPlace, stack: Stack, by: Healer): Promise<Measured> {
  await copyDatabase(stack, 'bench_flooded', 'bench_queue');
  const workers = startWorkers(urlOf(stack.urls.database, 'bench_queue'), WORKERS);
  const beganAt = Date.now();
  await delay(UNDISTURBED_MS);
  const { items, startedAt, ms, statementMs } = await by(place, stack);
  await workers.stop();
  if (items < ROWS * 0.7) throw new Error(`expected about ${ROWS * 0.75} items to be healed, saw ${items}`);
  return {
    rate: (items / ms) * 1000,
    longestMs: statementMs ?? (await longestStatement(place.docker, stack, 'orixoon', beganAt)),
    kept: share(workers, [beganAt + 500, beganAt + UNDISTURBED_MS], [startedAt, startedAt + ms]),
  };
}

type Span = readonly [from: number, to: number];
const share = (workers: Workers, before: Span, during: Span): number =>
  workers.rate(...during) / workers.rate(...before);

function floodLines(rounds: readonly Round[]): Line[] {
  const of = (who: keyof Round, what: keyof Measured): number => median(rounds.map(round => round[who][what]));
  const rate = (value: number): string => `${Math.round(value / 1000)}k rows/s`;
  const percent = (value: number): string => `${Math.round(value * 100)} %`;
  const name = `4 queue of ${ROWS} rows, ${ROWS * 0.75} stuck`;
  return [
    {
      target: `${name}: rate, against one careless statement`,
      ...{ ours: rate(of('careful', 'rate')), against: rate(of('careless', 'rate')) },
      ...{ ratio: of('careful', 'rate') / of('careless', 'rate'), limit: 0.75, isRate: true },
    },
    {
      target: `${name}: longest statement, against 100 ms`,
      ...{ ours: inMs(of('careful', 'longestMs')), against: `100 ms (careless: ${inMs(of('careless', 'longestMs'))})` },
      ...{ ratio: Math.max(...rounds.map(({ careful }) => careful.longestMs)) / 100, limit: 1 },
    },
    {
      target: `${name}: pace of live workers, against undisturbed`,
      ...{ ours: percent(of('careful', 'kept')), against: `100 % (careless: ${percent(of('careless', 'kept'))})` },
      ...{ ratio: of('careful', 'kept'), limit: 0.8, isRate: true },
    },
  ];
}

/** A look at a healthy queue, whatever its size. */
async function detectionLine({ folder, say }: BenchPlace, stack: Stack): Promise<Line> {
  const subject = async (name: string, rows: number): Promise<Subject> => {
    say(`filling a healthy queue of ${rows} rows`);
    await fillQueue(stack, name, rows, false);
    const config = join(folder, `${name}.json`);
    writeFileSync(config, JSON.stringify(queueConfig(stack, name, join(folder, `${name}-reports`))));
    return { name, argv: [process.execPath, bin, '--config', config] };
  };
  const subjects = [await subject('bench_large', ROWS), await subject('bench_small', FEW_ROWS)];
  const times = await interleaved(subjects, RUNS);
  const [large, small] = [median(times.get('bench_large') ?? []), median(times.get('bench_small') ?? [])];
  return {
    target: `4 look at a healthy queue of ${ROWS} rows, against one of ${FEW_ROWS}`,
    ours: inMs(large),
    against: inMs(small),
    ratio: large / small,
    limit: 1.1,
  };
}
