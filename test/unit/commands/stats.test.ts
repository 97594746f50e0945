import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Flags, StatsRange } from '../../../src/cli/program.ts';
import { parseArgv } from '../../../src/cli/program.ts';
import type { Io } from '../../../src/commands/io.ts';
import { statsCommand } from '../../../src/commands/stats.ts';
import { recordDrill } from '../../../src/ledger/drills.ts';
import { foldReport } from '../../../src/report/report.ts';
import { claimRun } from '../../../src/report/run-directory.ts';
import type { Stats } from '../../../src/report/stats-shape.ts';
import { blockedRun, healedRun, stamped } from '../report/stories.ts';

let reportsDir: string;
beforeEach(() => void (reportsDir = mkdtempSync(join(tmpdir(), 'orixoon-stats-'))));
afterEach(() => rmSync(reportsDir, { recursive: true, force: true }));

const at = (day: number): Date => new Date(Date.UTC(2025, 0, day, 12));

/** Writes a run as the gate does; returns its directory. */
function leave(day: number, story = healedRun, isFinished = true): string {
  const run = claimRun(reportsDir, at(day)).open();
  const events = stamped(story);
  for (const event of events) run.append(event);
  if (isFinished) run.finish(foldReport(events));
  return run.path;
}

async function told(range: StatsRange = {}, given: Partial<Flags> = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const flags: Flags = {
    ...{ output: 'pretty', color: false, verbose: false, quiet: false, failOn: [], reportsDir },
    ...given,
  };
  const io = { stdin: process.stdin, stdout, stderr, env: {}, version: '0' } as unknown as Io;
  const exitCode = await statsCommand(range, flags, io);
  stdout.end();
  stderr.end();
  return { exitCode, stdout: await text(stdout), stderr: await text(stderr) };
}
const json = async (range: StatsRange = {}): Promise<Stats> =>
  JSON.parse((await told(range, { output: 'json' })).stdout) as Stats;

test('reports as they are really written are counted; the text and both documents say the same', async () => {
  leave(10);
  leave(11, blockedRun);
  leave(12);
  const stats = await json();
  expect(stats.runs).toMatchObject({
    total: 3,
    allowed: 2,
    blocked: 1,
    by_verdict: { ALLOW: 2, BLOCK: 1 },
    damaged: [],
  });
  expect(stats.heals).toMatchObject({ attempts: 3, healed: 2, success_rate: '66.7%', meets_aim: false });
  expect(stats.recurring).toMatchObject([{ issue: 'container_not_running', target: 'redis', runs: 2 }]);
  const { exitCode, stdout, stderr } = await told();
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  for (const words of ['ALLOW 2', 'BLOCK 1', '2 of 3 heals', '66.7%', 'Heal debt', '2 heals in 2 runs'])
    expect(stdout).toContain(words);
  expect(JSON.parse((await told({}, { output: 'ndjson' })).stdout)).toEqual(stats);
});

test('--last and --since choose by when a run began; both at once are refused', async () => {
  for (const day of [10, 11, 12]) leave(day);
  claimRun(reportsDir, new Date())
    .open()
    .finish(foldReport(stamped(healedRun)));
  expect((await json({ last: 2 })).runs.total).toBe(2);
  expect((await json({ last: 50 })).runs.total).toBe(4);
  expect((await json({ since: 1 })).runs.total).toBe(1);
  await expect(told({ last: 1, since: 1 })).rejects.toThrow('choose one');
});

test('a number that is none is a usage error', async () => {
  for (const words of [
    ['--last', '0'],
    ['--last', 'x'],
    ['--since', '-1'],
    ['--since', '1.5'],
  ])
    await expect(parseArgv(['stats', ...words], '0')).rejects.toThrow('whole number');
  expect(await parseArgv(['stats', '--last', '3'], '0')).toMatchObject({ command: 'stats', range: { last: 3 } });
});

test('a killed run counts as far as it came; damaged ones are said and are in no number', async () => {
  leave(10);
  leave(11, healedRun.slice(0, 9), false);
  const broken: ((file: string) => void)[] = [
    file => writeFileSync(file, '{"schema_version":1,'),
    file => writeFileSync(file, '[]'),
    file => writeFileSync(file, JSON.stringify({ schema_version: 1, phases: [], auto_healing: {}, started_at: 'x' })),
    file => truncateSync(file, 2 ** 33),
    file => {
      rmSync(file);
      execFileSync('mkfifo', [file]);
    },
    file => {
      rmSync(file);
      mkdirSync(file);
    },
  ];
  broken.forEach((damage, i) => damage(join(leave(12 + i), 'report.json')));
  mkdirSync(join(reportsDir, '20250130_120000'));
  const { runs } = await json();
  expect(runs).toMatchObject({ total: 2, allowed: 1, by_verdict: { ALLOW: 1, INCOMPLETE: 1 } });
  expect(runs.damaged).toHaveLength(broken.length + 1);
  const { exitCode, stdout } = await told();
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`they cannot be read: ${broken.length + 1} runs`);
});

test('a report of any shape below its first keys ends nothing', async () => {
  const odd = [null, 1, 'x', [], {}, { phase: 1, type: 2 }, { issue: 'a', target: 'b', action: 'c', timestamp: 'x' }];
  const given = { started_at: '2025-01-10T12:00:00Z', environment: 'x', exit_name: 7, issues: odd };
  for (const [i, actions] of [odd, 'many', null].entries())
    writeFileSync(
      join(leave(10 + i), 'report.json'),
      JSON.stringify({ schema_version: 1, phases: odd, auto_healing: { actions }, ...given }),
    );
  expect(await json()).toMatchObject({ runs: { total: 3, damaged: [] }, heals: { attempts: 0 } });
});

test('runs of drills are left out', async () => {
  leave(10);
  leave(11);
  const drill = { environment: 'x', issue: 'i', action: 'a', target: 't', at: at(11).toISOString(), is_proven: true };
  recordDrill(reportsDir, { ...drill, duration_ms: 1, run_id: '20250111_120000' });
  expect((await json()).runs).toMatchObject({ total: 1, drills_left_out: 1 });
});

test('no run, and no directory, is no error', async () => {
  expect(await told()).toMatchObject({ exitCode: 0, stdout: 'No run is there to count.\n' });
  expect(await told({}, { reportsDir: join(reportsDir, 'nowhere') })).toMatchObject({ exitCode: 0 });
});

test('three hundred runs are counted before anybody waits', async () => {
  const report = JSON.stringify(foldReport(stamped(healedRun)));
  for (let nth = 0; nth < 300; nth += 1) {
    const { path } = claimRun(reportsDir, new Date(Date.UTC(2025, 0, 1, nth)));
    writeFileSync(join(path, 'report.json'), report);
  }
  const began = performance.now();
  expect((await json()).runs.total).toBe(300);
  expect(performance.now() - began).toBeLessThan(10_000);
});
