import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventsIn } from '../../src/report/read.ts';
import { foldReport } from '../../src/report/report.ts';
import type { Report } from '../../src/report/report.ts';
import type { Stats } from '../../src/report/stats-shape.ts';
import type { RedisServer } from '../integration/servers/redis-server.ts';
import { startRedis } from '../integration/servers/redis-server.ts';
import { expectOneResult } from '../unit/report/forms.ts';
import { desk, isReport, orixoon, start } from './orixoon.ts';
import type { Desk, Ended } from './orixoon.ts';
import { bring, redisTarget } from './redis-target.ts';

let redis: RedisServer;
beforeAll(async () => void (redis = await startRedis()));
afterAll(() => redis.end());

/** One that is well where nothing else is told. */
const at = (target: Partial<Parameters<typeof redisTarget>[1]> = {}, docker = redis.dockerHost): Desk => {
  const config = redisTarget(redis, { environment: '', ...target });
  return desk({ ...config, connections: { ...config.connections, docker: { host: docker } } });
};

interface Told extends Ended {
  readonly report: Report;
  readonly metrics: string;
  readonly summary: string;
  readonly outputs: string;
}

let serial = 0;

/** A run with every form asked for, `--output json` on stdout; `run` runs it to its end. */
async function told(
  config: string,
  folder: string,
  flags: readonly string[] = [],
  run: typeof orixoon = orixoon,
): Promise<Told> {
  serial += 1;
  const [metrics, summary, outputs] = ['orixoon.prom', 'summary.md', 'outputs'].map(name =>
    join(folder, `${serial}-${name}`),
  ) as [string, string, string];
  const github = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: outputs };
  const args = ['--config', config, '--output', 'json', '--metrics-file', metrics, ...flags];
  const ended = await run(args, github);
  const report = JSON.parse(ended.stdout) as Report;
  expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
  const [metricsText, summaryText, outputsText] = [metrics, summary, outputs].map(file => readFileSync(file, 'utf8'));
  return { ...ended, report, metrics: metricsText ?? '', summary: summaryText ?? '', outputs: outputsText ?? '' };
}

const annotationsIn = (stderr: string): string[] => stderr.split('\n').filter(line => line.startsWith('::'));

interface Ending {
  readonly name: string;
  readonly code: number;
  readonly flags: readonly string[];
  readonly table: () => Desk;
  readonly isDown?: boolean;
  readonly heals?: number;
}

const endings: readonly Ending[] = [
  { name: 'ALLOW', code: 0, flags: [], table: () => at() },
  { name: 'ALLOW', code: 0, flags: ['--auto-heal'], table: () => at(), isDown: true, heals: 1 },
  { name: 'BLOCK', code: 1, flags: [], table: () => at({ required: ['ORIXOON_NOT_SET'] }), isDown: true },
  { name: 'BLOCK', code: 1, flags: ['--auto-heal', '--fail-on', 'healed'], table: () => at(), isDown: true, heals: 1 },
  { name: 'INCONCLUSIVE', code: 3, flags: [], table: () => at({}, 'unix:///no/such.sock') },
  { name: 'APPROVAL', code: 4, flags: ['--auto-heal'], table: () => at({ asks: true }), isDown: true },
];

test.each(endings)('$name ($flags) is one result in every form', async ({ name, code, flags, table, ...world }) => {
  await bring(redis, world.isDown === true ? 'down' : 'up');
  const here = table();
  const run = await told(here.config, here.folder, flags);
  await expectEnding(here, run, code, name);
  expect(run.report.auto_healing.summary.successful).toBe(world.heals ?? 0);
  expect(run.report.issues.length > 0).toBe(world.isDown === true);
});

test('INTERRUPTED, while Redis is waited for, is one result in every form', async () => {
  const silent = await silentRedis();
  const here = at({ url: silent.url });
  try {
    const run = await told(here.config, here.folder, [], async (args, env) => {
      const running = start(args, env);
      await silent.asked;
      running.kill('SIGINT');
      const { exitCode, signal, stdout, stderr } = await running;
      return { exitCode, signal, stdout: String(stdout), stderr: String(stderr) };
    });
    await expectEnding(here, run, 130, 'INTERRUPTED');
  } finally {
    silent.close();
  }
});

/** Of a run that ended: all forms. */
async function expectEnding(here: Desk, run: Told, code: number, name: string): Promise<void> {
  const { report } = run;
  expect(run.exitCode, run.stderr).toBe(code);
  expect(report).toMatchObject({ exit_code: code, exit_name: name, decision: code === 0 ? 'ALLOW' : 'BLOCK' });
  expect(here.report()).toEqual(report);
  expect(foldReport(eventsIn(here.read('events.ndjson')).events)).toEqual(report);
  const directory = realpathSync(join(here.reports, 'latest'));
  expectOneResult(report, { ...run, junit: here.read('junit.xml'), annotations: annotationsIn(run.stderr), directory });
  const stats = await orixoon(['stats', '--reports-dir', here.reports, '--output', 'json']);
  expect((JSON.parse(stats.stdout) as Stats).runs.by_verdict).toEqual({ [name]: 1 });
}

/** Takes connections, and never answers; `asked` resolves with the first. */
async function silentRedis(): Promise<{ readonly url: string; readonly asked: Promise<void>; close(): void }> {
  let isAsked: () => void = () => undefined;
  const asked = new Promise<void>(resolve => (isAsked = resolve));
  const server = createServer(() => isAsked()).listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const url = `redis://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, asked, close: () => void server.close() };
}

test.each([
  ['a bad config', ['--auto-heal']],
  ['a bad flag', ['--deadline', 'soon']],
])('USAGE for %s is one result in every form, and no earlier ALLOW stands for it', async (_, flags) => {
  await bring(redis, 'up');
  const { config, folder, reports } = at();
  const metrics = join(folder, 'orixoon.prom');
  const asked = ['--config', config, '--metrics-file', metrics];
  expect((await orixoon(asked)).exitCode).toBe(0);
  const before = realpathSync(join(reports, 'latest'));
  if (flags.includes('--auto-heal')) writeFileSync(config, '{');
  expect((await orixoon([...asked, ...flags])).exitCode).toBe(2);
  expect(readFileSync(metrics, 'utf8')).toMatch(/^orixoon_run_exit_code\{.*\} 2$/m);
  await expectRefusal(config, folder, flags, 2, 'USAGE');
  expect(realpathSync(join(reports, 'latest'))).toBe(before);
});

test('LOCKED is one result in every form', async () => {
  await bring(redis, 'up');
  const silent = await silentRedis();
  const { config, folder } = at({ url: silent.url });
  const holder = start(['--config', config]);
  try {
    await silent.asked;
    await expectRefusal(config, folder, [], 5, 'LOCKED');
  } finally {
    holder.kill('SIGTERM');
    expect((await holder).exitCode).toBe(143);
    silent.close();
  }
});

/** Of a run that never began: all forms but those of a reports directory, which it leaves alone. */
async function expectRefusal(config: string, folder: string, flags: readonly string[], code: number, name: string) {
  const run = await told(config, folder, flags);
  expect(run.exitCode, run.stderr).toBe(code);
  expect(run.report).toMatchObject({ exit_code: code, exit_name: name, decision: 'BLOCK', phases: [], issues: [] });
  expectOneResult(run.report, { ...run, junit: null, annotations: annotationsIn(run.stderr), directory: '' });
  const ndjson = await orixoon(['--config', config, '--output', 'ndjson', ...flags]);
  expect(ndjson.exitCode).toBe(code);
  const { reasons, exit_name } = foldReport(eventsIn(ndjson.stdout).events);
  expect(exit_name).toBe(name);
  expect(reasons[0]?.slice(0, 20)).toBe(run.report.reasons[0]?.slice(0, 20));
}

test('what cannot be written is told, and changes no exit code', async () => {
  for (const [code, required] of [
    [0, []],
    [1, ['ORIXOON_NOT_SET']],
  ] as const) {
    const { config, folder } = at({ required });
    const flags = ['--phase', 'preflight', '--config', config, '--metrics-file', join(folder, 'no', 'such.prom')];
    mkdirSync(join(folder, 'summary'));
    const place = join(folder, 'summary');
    const github = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: place, GITHUB_OUTPUT: place };
    const { exitCode, stdout, stderr } = await orixoon(flags, github);
    expect(exitCode, stderr).toBe(code);
    for (const what of ['the metrics file', 'the step summary', "the step's outputs"])
      expect(stderr).toContain(`${what} cannot be written`);
    expect(stderr.split('\n').at(-1)).toBe(code === 0 ? 'exit 0 ALLOW' : 'exit 1 BLOCK');
    expect(stdout.includes('::error')).toBe(code === 1);
    expect(existsSync(join(folder, 'no'))).toBe(false);
  }
});
