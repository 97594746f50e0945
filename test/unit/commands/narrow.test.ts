import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { columnsOf } from '../../../src/cli/columns.ts';
import { plain } from '../../../src/cli/plain.ts';
import type { Flags } from '../../../src/cli/program.ts';
import { statsText } from '../../../src/cli/stats.ts';
import { openAside } from '../../../src/commands/aside.ts';
import type { Io } from '../../../src/commands/io.ts';
import { openScreen } from '../../../src/commands/screen.ts';
import { validateCommand } from '../../../src/commands/validate.ts';
import { statsOf } from '../../../src/report/stats.ts';
import { openTerminal } from '../cli/terminal.ts';

const widest = (lines: readonly string[]): number => Math.max(...lines.map(columnsOf));
const words = (text: string): string => text.replace(/\s+/g, ' ');
const ioTo = (stream: NodeJS.WriteStream): Io => ({
  ...{ stdin: process.stdin, stdout: stream, stderr: stream, env: {}, version: '0' },
});

test.each([40, 60])('statistics fit in %i columns: a row of a table goes on beneath its name', columns => {
  const runs = Array.from({ length: 70 }, (_, day) => {
    const startedMs = Date.UTC(2025, 0, 1 + day);
    const what = { issue: 'connection_pool_exhausted', target: 'postgres', action: 'kill_idle_connections' };
    return {
      ...{ run: `r${day}`, environment: 'staging', startedMs, exitName: 'ALLOW', isAllowed: true, looked: [] },
      issues: [{ phase: 'database', type: what.issue, target: what.target, outcome: 'healed' }],
      actions: [{ ...what, isHealed: day % 2 === 0, startedMs, durationMs: 90_000 }],
    };
  });
  const stats = statsOf({ runs, damaged: [{ run: 'x', why: 'word '.repeat(12) }] }, new Set());
  const text = statsText(stats, true, { color: plain, columns });
  expect(widest(text.split('\n'))).toBeLessThanOrEqual(columns);
  expect(words(text)).toContain(
    'connection_pool_exhausted action kill_idle_connections, attempts 70, healed 35, rate 50.0%, misses the aim',
  );
  expect(text).toMatch(/^ {2}runs a day {2}█{16,}/m);
});

test.each([40, 60])('validate in %i columns: what is skipped, and why, hangs beside its phase', async columns => {
  const folder = mkdtempSync(join(tmpdir(), 'orixoon-narrow-'));
  const file = join(folder, 'c.json');
  writeFileSync(file, '{"connections": {"redis": {"url": "redis://127.0.0.1"}}}');
  const validated = async (stdout: NodeJS.WriteStream): Promise<void> => {
    const flags: Flags = { config: file, output: 'pretty', color: false, verbose: false, quiet: false, failOn: [] };
    expect(await validateCommand(flags, ioTo(stdout))).toBe(0);
  };
  const [narrow, pipe] = [openTerminal(columns), openTerminal(columns, false)];
  await validated(narrow.stream);
  await validated(pipe.stream);
  rmSync(folder, { recursive: true });
  const lines = narrow.written().split('\n');
  expect(widest(lines.filter(line => !line.includes(file)))).toBeLessThanOrEqual(columns);
  expect(lines.some(line => /^ {17}\S/.test(line))).toBe(true);
  expect(words(narrow.written())).toBe(words(pipe.written()));
  expect(widest(pipe.written().split('\n'))).toBeGreaterThan(60);
});

test('a run without colours wraps in a terminal as one with them does, and in a pipe not at all', () => {
  const message = 'nothing is as it should be, '.repeat(4).trim();
  const told = (stream: NodeJS.WriteStream): void => {
    const flags: Flags = { output: 'pretty', color: false, verbose: false, quiet: false, failOn: [] };
    const screen = openScreen(flags, ioTo(stream));
    screen.on({ type: 'note', level: 'warning', message, at: '2025-01-10T14:30:15Z' });
    screen.close();
  };
  const [narrow, pipe] = [openTerminal(40), openTerminal(40, false)];
  told(narrow.stream);
  told(pipe.stream);
  expect(widest(narrow.written().split('\n'))).toBeLessThanOrEqual(40);
  expect(words(narrow.written())).toBe(words(pipe.written()));
  expect(pipe.written()).toContain(message);
});

test('what is said behind the verdict is wrapped, and the exit code is the last word; where nothing is, it is not', () => {
  const terminal = openTerminal(40);
  const aside = openAside(ioTo(terminal.stream));
  const verdict = () => ({ exit_code: 1, exit_name: 'BLOCK' }) as const;
  aside.end(verdict);
  expect(terminal.written()).toBe('');
  aside.warn('word '.repeat(20));
  aside.end(verdict);
  const lines = terminal.written().trimEnd().split('\n');
  expect(widest(lines)).toBeLessThanOrEqual(40);
  expect([lines[0], lines.at(-1)]).toEqual(['warning: word word word word word word', 'exit 1 BLOCK']);
});
