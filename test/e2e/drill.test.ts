import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inspectIfThere } from '../../src/practice/container.ts';
import { dockerAt } from '../../src/practice/docker-at.ts';
import { withDatabase } from '../../src/practice/faults/fault.ts';
import { down } from '../../src/practice/stack.ts';
import type { DrillResult, Standing } from '../../src/cli/drill.ts';
import type { Desk } from './orixoon.ts';
import { orixoon, start } from './orixoon.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';

interface Told {
  readonly environment: string;
  readonly drills: readonly DrillResult[];
  readonly heals: readonly Standing[];
}

describe('on a stack that the config names', () => {
  let lab: Practice;
  let at: Desk;
  let name: string;
  beforeAll(async () => void (lab = await practice('drill-')));
  beforeEach(() => {
    at = lab.desk({ safety_limits: { cooldown_seconds: 0, max_same_heal_per_day: 100 } });
    name = (JSON.parse(readFileSync(at.config, 'utf8')) as { environment: string }).environment;
  });
  afterAll(() => lab.down());

  const drill = (...words: readonly string[]) => orixoon(['drill', '--config', at.config, ...words]);
  const startedAts = async () => {
    const services = Object.keys(lab.stack.containers);
    return Promise.all(services.map(async service => [service, await lab.state(service)]));
  };

  test.each([
    ['no environment is named', [], /Name the environment that it may break/],
    ['another is named', ['--allow-environment', 'staging'], /"staging": nothing was changed/],
    ['an unknown issue type', ['container_stuk', '--allow-environment', 'NAME'], /Did you mean container_stuck/],
    [
      'one that would harm',
      ['sync_delay', '--allow-environment', 'NAME'],
      /workers would sync for real.*Nothing was changed/s,
    ],
  ])('%s: refused, exit 2, nothing is changed', async (_, words, said) => {
    const before = await startedAts();
    const ended = await drill(...words.map(word => (word === 'NAME' ? name : word)));
    expect([ended.exitCode, ended.stdout], ended.stderr).toEqual([2, '']);
    expect(ended.stderr).toMatch(said);
    expect(await startedAts()).toEqual(before);
    expect(existsSync(at.reports)).toBe(false);
  });

  test.each(['production', 'eu-prod', 'PRD', 'live', 'default'])(
    '%s is never drilled, not even when it is named',
    async production => {
      const own = lab.desk();
      const text = readFileSync(own.config, 'utf8').replace(/"environment": "[^"]*"/, `"environment": "${production}"`);
      writeFileSync(own.config, text);
      const before = await startedAts();
      const ended = await orixoon(['drill', '--config', own.config, '--allow-environment', production]);
      expect(ended.exitCode, ended.stdout).toBe(2);
      expect(ended.stderr).toMatch(/a drill never breaks/);
      expect(await startedAts()).toEqual(before);
      expect(existsSync(own.reports)).toBe(false);
    },
  );

  test('a stack that is not well is not broken further', async () => {
    await lab.docker.getContainer('drill-neurolink').pause();
    try {
      const before = await startedAts();
      const ended = await drill('container_not_running', '--allow-environment', name);
      expect(ended.exitCode, ended.stdout).toBe(2);
      expect(ended.stderr).toMatch(/is not well, so nothing was broken: .*neurolink/);
      expect(await startedAts()).toEqual(before);
    } finally {
      await lab.docker.getContainer('drill-neurolink').unpause();
    }
  });

  test('what can be broken there is broken, found, healed and mended; the rest says why not; the record is kept', async () => {
    const ended = await drill('--allow-environment', name, '--output', 'json');
    expect(ended.exitCode, ended.stdout + ended.stderr).toBe(0);
    const told = JSON.parse(ended.stdout) as Told;
    const proven = told.drills.filter(({ is_proven }) => is_proven).map(({ issue }) => issue);
    expect(proven.sort()).toEqual([
      'connection_pool_exhausted',
      'container_not_running',
      'container_stuck',
      'redis_not_responding',
      'stuck_transactions',
      'table_locks',
    ]);
    expect(told.heals).toHaveLength(20);
    for (const { issue, is_proven, impossible } of told.heals)
      expect([issue, is_proven, impossible !== null]).toEqual([issue, proven.includes(issue), !proven.includes(issue)]);
    expect((await at.run()).exitCode).toBe(0);
    const left = await withDatabase(lab.stack, client =>
      client.query(`SELECT 1 FROM pg_stat_activity WHERE application_name = 'orixoon-drill'`),
    );
    expect(left.rowCount).toBe(0);
  });

  test('a heal that was drilled is marked in the report, one that was not too', async () => {
    expect((await drill('container_not_running', '--allow-environment', name)).exitCode).toBe(0);
    expect(at.report().auto_healing.actions).toMatchObject([{ drilled: null }]);
    expect(at.read('report.html')).toContain('never drilled');
    expect(at.read('healing_actions.log')).toContain(
      'This heal was never drilled: orixoon drill container_not_running',
    );
    await lab.docker.getContainer('drill-neurolink').stop();
    await lab.docker.getContainer('drill-tds-scheduler').pause();
    expect((await at.run('--auto-heal')).exitCode).toBe(0);
    const marks = at.report().auto_healing.actions.map(({ issue, drilled }) => [issue, drilled?.environment ?? null]);
    expect(Object.fromEntries(marks)).toEqual({ container_not_running: name, container_stuck: null });
    expect(at.read('report.html')).toContain(`drilled on ${name}`);
  });

  test('a heal that the policy denies is not proven, exit 1, and what was broken is mended', async () => {
    at = lab.desk({ healing_actions: { container_stuck: { enabled: false } } });
    name = (JSON.parse(readFileSync(at.config, 'utf8')) as { environment: string }).environment;
    const ended = await drill('container_stuck', '--allow-environment', name);
    expect(ended.exitCode, ended.stdout).toBe(1);
    expect(ended.stdout).toMatch(/✗ container_stuck .*denied by disabled/);
    expect(ended.stdout).toMatch(/failed \d{4}-/);
    expect((await at.run()).exitCode).toBe(0);
  });

  test('nobody is told of what was broken on purpose: no channel, no CI runner', async () => {
    let posts = 0;
    const server = createServer((_, answer) => {
      posts += 1;
      answer.end();
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    at = lab.desk({ notifications: { notification_channels: ['webhook'], webhook: { url } } });
    const summary = join(at.folder, 'summary.md');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
    try {
      name = (JSON.parse(readFileSync(at.config, 'utf8')) as { environment: string }).environment;
      const words = ['drill', '--config', at.config, 'container_stuck', '--allow-environment', name];
      const ended = await orixoon(words, env);
      expect(ended.exitCode, ended.stdout).toBe(0);
      expect([posts, existsSync(summary)]).toEqual([0, false]);
      expect(ended.stdout + ended.stderr).not.toContain('::');
    } finally {
      server.close();
    }
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s: what is broken is mended first', async signal => {
    const before = (await startedAts()).filter(([service]) => service !== 'neurolink');
    const running = start(['drill', '--config', at.config, 'container_stuck', '--allow-environment', name]);
    await new Promise<void>(resolve => {
      running.stdout?.on('data', (chunk: Buffer) => String(chunk).includes('breaking it') && resolve());
      void running.then(() => resolve());
    });
    running.kill(signal);
    const { exitCode, stdout } = await running;
    expect(exitCode, String(stdout)).toBe(signal === 'SIGINT' ? 130 : 143);
    expect((await at.run()).exitCode).toBe(0);
    expect((await startedAts()).filter(([service]) => service !== 'neurolink')).toEqual(before);
  });
});

test('without a config: the practice stack, brought up, drilled, in a table with dates', async () => {
  const host = process.env['TEST_DOCKER_HOST'] ?? '';
  const docker = dockerAt(host);
  const wasUp = (await inspectIfThere(docker, 'tsh_postgres')) !== undefined;
  const folder = mkdtempSync(join(tmpdir(), 'orixoon-drill-test-'));
  try {
    const words = ['drill', 'container_unhealthy', 'sync_queue_stuck', '--reports-dir', folder];
    const ended = await orixoon(words, { DOCKER_HOST: host });
    expect(ended.exitCode, ended.stdout + ended.stderr).toBe(0);
    for (const issue of ['container_unhealthy', 'sync_queue_stuck'])
      expect(ended.stdout).toMatch(new RegExp(`^ +${issue} .* \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d `, 'm'));
    expect(ended.stdout).toContain('Heals proven on practice: 2 of 2');
  } finally {
    rmSync(folder, { recursive: true, force: true });
    if (!wasUp) await down(docker, '', () => undefined);
  }
});
