import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Flags } from '../../../src/cli/program.ts';
import { reportCommand } from '../../../src/commands/report.ts';
import type { Io } from '../../../src/commands/io.ts';
import { UsageError } from '../../../src/errors.ts';
import { foldReport } from '../../../src/report/report.ts';
import { claimRun } from '../../../src/report/run-directory.ts';
import { healedRun, stamped } from '../report/stories.ts';

const events = stamped(healedRun);
let reportsDir: string;
beforeEach(() => {
  reportsDir = mkdtempSync(join(tmpdir(), 'orixoon-reports-'));
});
afterEach(() => rmSync(reportsDir, { recursive: true, force: true }));

/** Writes a run as the gate does; returns its name. */
function written(at: Date, told = events, isFinished = true): string {
  const directory = claimRun(reportsDir, at).open();
  for (const event of told) directory.append(event);
  if (isFinished) directory.finish(foldReport(told));
  return directory.runId;
}

async function shown(run: string, given: Partial<Flags> = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const flags: Flags = {
    output: 'pretty',
    color: false,
    verbose: false,
    quiet: false,
    failOn: [],
    reportsDir,
    ...given,
  };
  const io = { stdin: process.stdin, stdout, stderr, env: {}, version: '0' } as unknown as Io;
  const exitCode = await reportCommand(run, flags, io);
  stdout.end();
  stderr.end();
  return { exitCode, stdout: await text(stdout), stderr: await text(stderr) };
}

test('latest and a name show the run again as it was told; json gives its report, ndjson its events', async () => {
  const first = written(new Date('2025-01-10T14:30:15Z'));
  written(new Date('2025-01-10T14:31:15Z'), events.slice(0, -1), false);
  const pretty = await shown(first);
  expect(pretty).toMatchObject({ exitCode: 0, stderr: '' });
  expect(pretty.stdout).toContain('ALLOW');
  expect(pretty.stdout).toContain('HEALED');
  expect(JSON.parse((await shown(first, { output: 'json' })).stdout)).toEqual(
    JSON.parse(JSON.stringify(foldReport(events))),
  );
  expect((await shown(first, { output: 'ndjson' })).stdout.trimEnd().split('\n')).toHaveLength(events.length);
});

test('a killed run is told up to its kill, and that it was; a torn last line is told too', async () => {
  const run = written(new Date('2025-01-10T14:31:15Z'), events.slice(0, 9), false);
  appendFileSync(join(reportsDir, run, 'events.ndjson'), '{"type":"heal:st');
  const { exitCode, stdout, stderr } = await shown('latest');
  expect(exitCode).toBe(0);
  expect(stdout).not.toContain('ALLOW');
  expect(stderr).toContain('never said how it ended');
  expect(stderr).toContain('the last line is cut off');
  expect(JSON.parse((await shown('latest', { output: 'json' })).stdout)).toMatchObject({ decision: 'BLOCK' });
});

test('a run that is not there is a usage error that names the newest; nothing outside the reports is read', async () => {
  await expect(shown('latest')).rejects.toThrow(/no run "latest" in .*No run is there yet/);
  const run = written(new Date('2025-01-10T14:30:15Z'));
  for (const name of ['20200101_000000', `../${run}`, '..', '', '/etc']) {
    await expect(shown(name)).rejects.toThrow(UsageError);
    await expect(shown(name)).rejects.toThrow(`Show one of the newest: orixoon report ${run}`);
  }
});
