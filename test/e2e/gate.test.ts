import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { faults } from '../../src/practice/faults.ts';
import { ruleOrder } from '../unit/core/given.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';

let lab: Practice;
beforeAll(async () => void (lab = await practice('gate-')));
afterEach(() => lab.mend());
afterAll(() => lab.down());

const phase = (report: { phases: readonly { name: string; status: string }[] }, name: string) =>
  report.phases.find(one => one.name === name)?.status;

test('a healthy stack: ALLOW, exit 0, no action, a valid report', async () => {
  const at = lab.desk();
  const { exitCode, stdout } = await at.run();
  expect(stdout).toContain('ALLOW');
  expect(exitCode).toBe(0);
  const report = at.report();
  expect(report).toMatchObject({
    decision: 'ALLOW',
    exit_code: 0,
    conclusive: true,
    issues: [],
    auto_healing: { actions: [] },
  });
});

test('Redis stopped, one unhealthy, one paused: three roots healed, everything passes, an independent look agrees', async () => {
  for (const issue of ['container_not_running', 'container_unhealthy', 'container_stuck'] as const)
    await faults[issue].inject(lab.stack, lab.docker);
  const paused = await lab.state('tds-scheduler');
  const at = lab.desk();
  const { exitCode, stdout } = await at.run('--auto-heal');
  expect(exitCode, stdout).toBe(0);
  for (const words of [
    "❌ Docker container 'gate-redis' not running",
    '🔧 HEALING: Starting',
    '✅ HEALED',
    '✓ Re-test',
    'ALLOW',
  ])
    expect(stdout).toContain(words);
  const report = at.report();
  const ended = Object.fromEntries(
    report.issues.map(({ type, target, outcome, blocked_by }) => [`${type} ${target}`, [outcome, blocked_by]]),
  );
  expect(ended['container_not_running gate-redis']).toEqual(['healed', null]);
  expect(ended['redis_not_responding gate-redis']).toEqual(['blocked_by', 'container_not_running gate-redis']);
  expect(ended['container_unhealthy gate-neurolink']?.[0]).toBe('healed');
  expect(ended['container_stuck gate-tds-scheduler']?.[0]).toBe('healed');
  expect([phase(report, 'containers'), phase(report, 'redis')]).toEqual(['passed', 'passed']);
  const acts = report.auto_healing.actions.filter(({ target }) => target === 'gate-redis');
  expect(acts.map(({ action, success, changed }) => [action, success, changed])).toEqual([
    ['start_container', true, { started: 1 }],
  ]);
  expect(await lab.state('redis')).toMatchObject({ running: true, health: 'healthy' });
  expect((await lab.state('neurolink')).health).toBe('healthy');
  expect(await lab.state('tds-scheduler')).toEqual({ ...paused, paused: false });
  expect(at.read('healing_actions.log')).toMatch(
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \| SUCCESS \| Container gate-redis started successfully$/m,
  );
});

test('test-only: exit 1, nothing changed, no ledger made', async () => {
  await faults.container_not_running.inject(lab.stack, lab.docker);
  const at = lab.desk();
  const { exitCode } = await at.run();
  expect(exitCode).toBe(1);
  expect((await lab.state('redis')).running).toBe(false);
  expect(existsSync(join(at.reports, '.orixoon'))).toBe(false);
  expect(at.report().issues.find(({ type }) => type === 'container_not_running')).toMatchObject({
    outcome: 'denied',
    denied_by: 'disabled',
  });
});

test('dry run: the trace and the plan of each issue in exact terms, exit 1, and Docker saw nothing but reads', async () => {
  await faults.container_not_running.inject(lab.stack, lab.docker);
  const since = Date.now();
  const at = lab.desk();
  const { exitCode, stdout } = await at.run('--auto-heal', '--dry-run', '-v');
  expect(exitCode).toBe(1);
  const issue = at.report().issues.find(({ type }) => type === 'container_not_running');
  expect(issue).toMatchObject({ outcome: 'would_heal', plan: { action: 'start_container' } });
  expect(issue?.trace.map(({ rule }) => rule)).toEqual(ruleOrder);
  const { id } = lab.stack.containers.redis;
  expect(issue?.plan?.steps.join()).toContain(id.slice(0, 12));
  expect(stdout).toContain(issue?.plan_id ?? '-');
  // Each issue with its nine answers, those that wait for another too.
  for (const rule of ruleOrder)
    expect(
      stdout.split('\n').filter(line => new RegExp(`^[ │]+(rules +)?${rule} +(allow|deny|ask) `).test(line)),
    ).toHaveLength(at.report().issues.length);
  expect(at.report().auto_healing.actions).toEqual([]);
  expect(await eventsOf(id, since)).toEqual([]);
  expect(existsSync(join(at.reports, '.orixoon'))).toBe(false);
});

/** What Docker itself recorded of a container since a moment (epoch ms). */
async function eventsOf(id: string, since: number): Promise<string[]> {
  const stream = await lab.docker.getEvents({
    since: Math.floor(since / 1000),
    until: Math.floor(Date.now() / 1000) + 1,
    filters: { container: [id] },
  });
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  const events = text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as { Action: string; timeNano: number });
  return events.filter(({ timeNano }) => timeNano / 1e6 >= since).map(({ Action }) => Action);
}

test('an action that asks, and nobody there: exit 4, nothing done, and the command that approves it works', async () => {
  await faults.container_not_running.inject(lab.stack, lab.docker);
  const at = lab.desk({ healing_actions: { container_not_running: { requires_confirmation: true } } });
  const asked = await at.run('--auto-heal');
  expect(asked.exitCode).toBe(4);
  expect((await lab.state('redis')).running).toBe(false);
  const issue = at.report().issues.find(({ type }) => type === 'container_not_running');
  expect(issue).toMatchObject({ outcome: 'denied', denied_by: 'confirmation' });
  expect(asked.stdout).toContain(`--approve ${issue?.plan_id ?? '-'}`);
  const approved = await at.run('--auto-heal', '--approve', issue?.plan_id ?? '-');
  expect(approved.exitCode).toBe(0);
  expect(at.report().auto_healing.actions[0]).toMatchObject({ approved_by: `--approve ${issue?.plan_id ?? '-'}` });
});

test('a plan id of an earlier state is stale: nothing is done', async () => {
  await faults.container_not_running.inject(lab.stack, lab.docker);
  const at = lab.desk({ healing_actions: { container_not_running: { requires_confirmation: true } } });
  await at.run('--auto-heal', '--dry-run');
  const id = at.report().issues.find(({ type }) => type === 'container_not_running')?.plan_id ?? '-';
  await lab.docker.getContainer('gate-redis').start();
  await faults.container_not_running.inject(lab.stack, lab.docker);
  const { exitCode } = await at.run('--auto-heal', '--approve', id);
  expect(exitCode).toBe(4);
  expect(at.report().issues.find(({ type }) => type === 'container_not_running')?.outcome).toBe('stale');
  expect((await lab.state('redis')).running).toBe(false);
});

test('a blacklisted container is not touched, whatever is approved', async () => {
  await faults.container_not_running.inject(lab.stack, lab.docker);
  const at = lab.desk({ blacklist: { containers: ['GATE-redis'] } });
  const { exitCode } = await at.run('--auto-heal', '--yes');
  expect(exitCode).toBe(1);
  expect(at.report().issues.find(({ type }) => type === 'container_not_running')?.denied_by).toBe('blacklist');
  expect((await lab.state('redis')).running).toBe(false);
});

test.each([
  ['cooldown', { cooldown_seconds: 600, max_same_heal_per_day: 5 }],
  ['heal_debt', { cooldown_seconds: 0, max_same_heal_per_day: 1 }],
])('%s holds across runs', async (rule, limits) => {
  const at = lab.desk({ safety_limits: limits });
  await faults.container_not_running.inject(lab.stack, lab.docker);
  expect((await at.run('--auto-heal')).exitCode).toBe(0);
  await faults.container_not_running.inject(lab.stack, lab.docker);
  expect((await at.run('--auto-heal')).exitCode).toBe(1);
  expect(at.report().issues.find(({ type }) => type === 'container_not_running')?.denied_by).toBe(rule);
});

test('a stop and a pool of problems: more roots than allowed at once heal nothing', async () => {
  for (const issue of ['container_not_running', 'container_unhealthy', 'container_stuck'] as const)
    await faults[issue].inject(lab.stack, lab.docker);
  const at = lab.desk({ safety_limits: { max_simultaneous_failures: 1 } });
  expect((await at.run('--auto-heal', '--yes')).exitCode).toBe(1);
  expect(at.report().issues.find(({ type }) => type === 'container_unhealthy')?.denied_by).toBe('systemic');
  expect(at.report().auto_healing.actions).toEqual([]);
});

test('heal --issue-file: heals what it names where it is there, resolves what is not', async () => {
  await faults.container_not_running.inject(lab.stack, lab.docker);
  const at = lab.desk();
  const file = join(at.folder, 'issues.json');
  const { writeFileSync } = await import('node:fs');
  writeFileSync(file, JSON.stringify([{ type: 'container_not_running', target: 'gate-redis' }]));
  expect((await at.run('heal', '--issue-file', file, '--dry-run')).exitCode).toBe(1);
  expect((await lab.state('redis')).running).toBe(false);
  expect((await at.run('heal', '--issue-file', file)).exitCode).toBe(0);
  expect((await lab.state('redis')).running).toBe(true);
  expect((await at.run('heal', '--issue-file', file)).exitCode).toBe(0);
  expect(at.report().auto_healing.actions).toEqual([]);
  expect(readdirSync(at.reports).filter(name => /^\d{8}_\d{6}/.test(name))).toHaveLength(3);
});
