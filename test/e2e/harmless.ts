import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { watchPeak } from '../../scripts/bench/peak-memory.ts';
import { OBEYED, ORDERS } from '../unit/report/hostile.ts';
import { expectOnlyOurs } from '../unit/report/only-ours.ts';
import { parseXml } from '../unit/report/xml.ts';
import type { Desk, Ended } from './orixoon.ts';
import { start } from './orixoon.ts';

const LOG_LINE =
  /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} \| (INFO|WARNING|SUCCESS|ERROR) \| [^\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]*$/u;
const FORGED = /\d\d:\d\d \| SUCCESS \| forged/;

/** Nothing in it steers a terminal or a CI runner, but for colours of ours. */
export function expectPrintable(text: string): void {
  const bare = text.replaceAll(/\u001b\[\d{1,2}m/g, '');
  expect(OBEYED.exec(bare)).toBeNull();
  expect(ORDERS.exec(bare)).toBeNull();
}

/** What a run said and every file that it left: whole, of the right form, and without anything that acts. */
export function expectHarmless(at: Desk, { stdout, stderr }: Ended): void {
  expectPrintable(stdout);
  expectPrintable(stderr);
  at.report();
  const read = (name: string): string => readFileSync(join(at.reports, 'latest', name), 'utf8');
  expectPrintable(read('report.json'));
  for (const line of read('events.ndjson').trimEnd().split('\n')) {
    expect(JSON.parse(line)).toHaveProperty('type');
    expectPrintable(line);
  }
  parseXml(read('junit.xml'));
  expectOnlyOurs(read('report.html'));
  for (const line of read('healing_actions.log').trimEnd().split('\n')) {
    expect(line).toMatch(LOG_LINE);
    expect(line.slice(0, 40)).not.toMatch(FORGED);
  }
}

/** Run it to its end, and tell the megabytes of memory that it took at most. */
export async function weighed(
  at: Desk,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Ended & { readonly peakMb: number }> {
  const file = join(at.folder, 'peak');
  const { exitCode, signal, stdout, stderr } = await start(['--config', at.config, ...args], {
    ...env,
    NODE_OPTIONS: watchPeak,
    PEAK_FILE: file,
  });
  const peakMb = Number(readFileSync(file, 'utf8')) / 1024;
  return { exitCode, signal, stdout: String(stdout), stderr: String(stderr), peakMb };
}
