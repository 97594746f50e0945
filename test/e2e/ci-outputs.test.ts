import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { StampedEvent } from '../../src/engine/events.ts';
import type { Report } from '../../src/report/report.ts';
import type { Stats } from '../../src/report/stats-shape.ts';
import { desk, orixoon } from './orixoon.ts';

/** A variable that is not set blocks; needs no server but the engine of the tests. */
const at = (required: readonly string[]) =>
  desk({
    connections: { docker: { host: process.env['TEST_DOCKER_HOST'] } },
    phases: { preflight: { min_free_disk_gb: 0.001, required_env: required } },
  });

test.each([
  ['ALLOW', []],
  ['BLOCK', ['ORIXOON_NOT_SET']],
])('%s is one result: exit code, report, events, JUnit, metrics, GitHub and stats', async (decision, required) => {
  const table = at(required);
  const { config, folder, reports } = table;
  const [metrics, summary] = [join(folder, 'orixoon.prom'), join(folder, 'summary.md')];
  const github = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
  const flags = ['--phase', 'preflight', '--config', config, '--output', 'json', '--metrics-file', metrics];
  const { exitCode, stdout, stderr } = await orixoon(flags, github);
  expect(exitCode, stderr).toBe(decision === 'ALLOW' ? 0 : 1);
  expect(table.report()).toMatchObject({ decision, exit_code: exitCode });
  expect((JSON.parse(stdout) as Report).exit_code).toBe(exitCode);
  const last = JSON.parse(table.read('events.ndjson').trimEnd().split('\n').at(-1) ?? '') as StampedEvent;
  expect(last).toMatchObject({ type: 'run:finish', verdict: { decision, exitCode } });
  const failed = table
    .report()
    .phases.flatMap(({ checks }) => checks)
    .filter(({ status }) => status === 'failed').length;
  expect(table.read('junit.xml')).toContain(`failures="${failed + (decision === 'ALLOW' ? 0 : 1)}"`);
  expect(readFileSync(metrics, 'utf8')).toMatch(new RegExp(`^orixoon_run_exit_code\\{[^\n]*\\} ${exitCode}$`, 'm'));
  expect(readFileSync(summary, 'utf8')).toContain(`## Orixoon: ${decision}, exit ${exitCode}`);
  expect(stderr.includes('::error title=Orixoon BLOCK')).toBe(decision === 'BLOCK');
  const stats = await orixoon(['stats', '--reports-dir', reports, '--output', 'json']);
  expect((JSON.parse(stats.stdout) as Stats).runs.by_verdict).toEqual({ [decision]: 1 });
});

test('what cannot be written is told, and changes no exit code', async () => {
  for (const [code, required] of [
    [0, []],
    [1, ['ORIXOON_NOT_SET']],
  ] as const) {
    const { config, folder } = at(required);
    const flags = ['--phase', 'preflight', '--config', config, '--metrics-file', join(folder, 'no', 'such.prom')];
    mkdirSync(join(folder, 'summary'));
    const github = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, 'summary') };
    const { exitCode, stdout, stderr } = await orixoon(flags, github);
    expect(exitCode, stderr).toBe(code);
    expect(stderr).toContain('the metrics file cannot be written');
    expect(stderr).toContain('the step summary cannot be written');
    expect(stdout.includes('::error')).toBe(code === 1);
  }
});

test('a run that never began leaves no earlier ALLOW standing in the metrics', async () => {
  const { config, folder } = at([]);
  const metrics = join(folder, 'orixoon.prom');
  const flags = ['--phase', 'preflight', '--config', config, '--metrics-file', metrics];
  expect((await orixoon(flags)).exitCode).toBe(0);
  writeFileSync(config, '{');
  const { exitCode, stdout } = await orixoon(flags, { GITHUB_ACTIONS: 'true' });
  expect(exitCode).toBe(2);
  expect(readFileSync(metrics, 'utf8')).toMatch(/^orixoon_run_exit_code\{.*\} 2$/m);
  expect(stdout).toContain('::error title=Orixoon BLOCK');
});
