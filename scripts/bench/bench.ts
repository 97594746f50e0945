import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { benchStack } from './bench-stack.ts';
import { healLines } from './heal.ts';
import { blackHoleLine, healthyLines, startLines } from './healthy.ts';
import { isMet, markdown } from './table.ts';
import type { Line } from './table.ts';
import { ensureTools } from './tools.ts';

const RUNS = 10;

/** Sets up what it needs, measures, prints the table. Resolves to whether all targets are met. */
export async function bench(only: readonly string[], say: (line: string) => void): Promise<boolean> {
  await ensureTools(say);
  const at = await benchStack(say);
  const wanted = (part: string): boolean => only.length === 0 || only.includes(part);
  const lines: Line[] = [];
  try {
    if (wanted('start')) lines.push(...(await startLines(at, RUNS)));
    if (wanted('healthy')) lines.push(...(await healthyLines(at, RUNS)));
    if (wanted('black-hole')) lines.push(await withBlackHole(url => blackHoleLine(at, url)));
    if (wanted('heal')) lines.push(...(await healLines(at, RUNS)));
  } finally {
    if (process.env['BENCH_KEEP'] === undefined) await at.down();
  }
  say(markdown(lines));
  return lines.every(isMet);
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
