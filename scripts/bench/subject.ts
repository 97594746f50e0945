import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { watchPeak } from './peak-memory.ts';

/** A whole process that is measured, and what must be so before each run of it. */
export interface Subject {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly prepare?: () => Promise<void>;
  /** Exit codes that are right; 0 by default. */
  readonly ends?: readonly number[];
}

/** One run: milliseconds from spawn to exit, and the largest resident memory of a Node process in MB (0 of others). */
export interface Sample {
  readonly ms: number;
  readonly peakMb: number;
}

/** Run it once in a clean environment. Throws where it does not end well: what fails is not measured. */
export async function runOnce(
  { name, argv, env = {}, prepare, ends = [0] }: Subject,
  isWeighed = false,
): Promise<Sample> {
  await prepare?.();
  const peakFile = join(env['BENCH_FOLDER'] ?? '/tmp', 'peak');
  const weighing = isWeighed ? { NODE_OPTIONS: watchPeak, PEAK_FILE: peakFile } : {};
  const [command = '', ...args] = argv;
  const said: Buffer[] = [];
  const startedAt = performance.now();
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'], HOME: '/root', ...env, ...weighing },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (piece: Buffer) => said.push(piece));
  child.stderr.on('data', (piece: Buffer) => said.push(piece));
  const exitCode = await new Promise<number | null>((resolve, reject) =>
    child.on('error', reject).on('close', resolve),
  );
  const ms = performance.now() - startedAt;
  if (exitCode === null || !ends.includes(exitCode))
    throw new Error(`${name} ended with ${exitCode}:\n${Buffer.concat(said).toString('utf8')}`);
  return { ms, peakMb: isWeighed ? Number(readFileSync(peakFile, 'utf8')) / 1024 : 0 };
}

/** Each in turn, so often, after one run each that does not count; the order turns with each round. By name, in order of time. */
export async function interleaved(
  subjects: readonly Subject[],
  runs: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const times = new Map<string, number[]>(subjects.map(({ name }) => [name, []]));
  for (const subject of subjects) await runOnce(subject);
  for (let round = 0; round < runs; round += 1) {
    const turned = subjects.map((_, at) => subjects[(at + round) % subjects.length]);
    for (const subject of turned) if (subject) times.get(subject.name)?.push((await runOnce(subject)).ms);
  }
  return times;
}

/** Of at least one number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [below = NaN, above = NaN] =
    sorted.length % 2 === 1 ? [sorted[middle], sorted[middle]] : sorted.slice(middle - 1, middle + 1);
  return (below + above) / 2;
}

/** Both of a round; which comes first turns with every round. */
export async function inTurn<T>(round: number, ours: () => Promise<T>, theirs: () => Promise<T>): Promise<[T, T]> {
  if (round % 2 === 0) return [await ours(), await theirs()];
  const its = await theirs();
  return [await ours(), its];
}
