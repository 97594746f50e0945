import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { practiceConfig } from '../../src/practice/config.ts';
import type { BenchStack } from './bench-stack.ts';
import { bundled } from './bundled.ts';
import { bin } from './gate.ts';
import { interleaved, median, runOnce } from './subject.ts';
import type { Subject } from './subject.ts';
import { inMs } from './table.ts';
import type { Line } from './table.ts';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** A healthy stack, all phases, all reports: against the floors, and against what people write by hand. */
export async function healthyLines(at: BenchStack, runs: number): Promise<Line[]> {
  const { env, config, folder } = at;
  const ours: Subject = { name: 'orixoon', argv: [process.execPath, bin, '--config', config], env };
  const floor: Subject = { name: 'floor', argv: [process.execPath, await bundled('floor', folder)], env };
  const bare: Subject = { name: 'bare', argv: [process.execPath, here('bare-floor.js')], env };
  const hand: Subject = { name: 'hand', argv: ['sh', here('by-hand.sh')], env };
  const handMemory: Subject = {
    name: 'hand with memory',
    argv: ['sh', here('by-hand.sh')],
    env: { ...env, MEMORY: '1' },
  };
  const blind: Subject = {
    name: 'no look inside',
    argv: [process.execPath, bin, '--config', withoutInside(at)],
    env,
  };
  // Ours comes after the one that leaves the engine busy: nobody shall say that it was favoured.
  const times = await interleaved([ours, floor, blind, bare, hand, handMemory], runs);
  const of = (name: string): number => median(times.get(name) ?? []);
  const line = (against: string, words: string, limit: number): Line => ({
    target: `1 healthy stack, against ${words}`,
    ours: inMs(of('orixoon')),
    against: inMs(of(against)),
    ratio: of('orixoon') / of(against),
    limit,
  });
  return [
    line('floor', 'the floor with libraries, bundled', 1.3),
    line('bare', 'the floor over bare sockets', 2),
    line('hand', 'the script by hand', 0.8),
    line('hand with memory', 'that with docker stats', 0.3),
    insideLine(of('orixoon') - of('no look inside')),
    await memoryLine([ours, floor]),
  ];
}

/** The same without the application's container: neither its memory, nor its log and restarts, are looked at. */
function withoutInside(at: BenchStack): string {
  const { phases, ...rest } = JSON.parse(readFileSync(at.config, 'utf8')) as { phases: { application: object } };
  const application = { ...phases.application, container: undefined };
  return at.writeConfig('no-look-inside.json', { ...rest, phases: { ...phases, application } });
}

const insideLine = (ms: number): Line => ({
  target: '1 what the memory, log and restarts of the application add, against 150 ms',
  ...{ ours: inMs(ms), against: inMs(INSIDE_MS), ratio: ms / INSIDE_MS, limit: 1 },
});

async function memoryLine([ours, floor]: readonly [Subject, Subject]): Promise<Line> {
  const [mine, its] = [(await runOnce(ours, true)).peakMb, (await runOnce(floor, true)).peakMb];
  return {
    target: '5 peak memory of a healthy run, against the floor with libraries',
    ours: `${Math.round(mine)} MB`,
    against: `${Math.round(its)} MB`,
    ratio: mine / its,
    limit: 1.3,
  };
}

/** What is asked before there is anything to test. */
export async function startLines(runs: number): Promise<Line[]> {
  const config = fileURLToPath(new URL('../../healing_config.json', import.meta.url));
  const node: Subject = { name: 'node', argv: [process.execPath, '-e', '0'] };
  const asked = [
    [['--help'], 1.6],
    [['--version'], 1.6],
    [['validate', '--config', config], 1.8],
  ] as const;
  const subjects = asked.map(([args]): Subject => ({ name: args[0], argv: [process.execPath, bin, ...args] }));
  const times = await interleaved([node, ...subjects], runs * 10);
  const base = median(times.get('node') ?? []);
  return asked.map(([[name], limit]) => {
    const own = median(times.get(name) ?? []);
    return { target: `2 ${name}, against node -e 0`, ours: inMs(own), against: inMs(base), ratio: own / base, limit };
  });
}

/** A PostgreSQL that takes connections and never answers: the run ends with its timeout, and tells all the rest. */
export function blackHoleLine(at: BenchStack, url: string): Line {
  const { env, stack } = at;
  const connections = { docker: { host: stack.host }, redis: { url: stack.urls.redis }, database: { url } };
  const config = at.writeConfig('black-hole.json', {
    ...practiceConfig(stack, { connections }),
    environment: 'black-hole',
  });
  const startedAt = performance.now();
  const { status } = spawnSync(process.execPath, [bin, '--config', config], {
    env: { ...env, PATH: process.env['PATH'] },
  });
  const ms = performance.now() - startedAt;
  if (status !== 3 && status !== 1)
    throw new Error(`expected a run that could not tell all, exit 3 or 1; it ended with ${status}`);
  return {
    target: '6 PostgreSQL is a black hole, against timeout_seconds of its phase',
    ours: inMs(ms),
    against: inMs(TIMEOUT_MS),
    ratio: ms / TIMEOUT_MS,
    limit: 1.1,
  };
}

const INSIDE_MS = 150;

/** The default of `phases.database.timeout_seconds`. */
const TIMEOUT_MS = 10_000;
