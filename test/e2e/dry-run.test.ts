import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../../src/practice/faults.ts';
import type { Desk } from './orixoon.ts';
import { orixoon } from './orixoon.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';

let lab: Practice;
beforeAll(async () => void (lab = await practice('plan-')));
afterAll(() => lab.down());

/** A container that nothing can create is expected too. */
function expectAnother(at: Desk): void {
  const config = JSON.parse(readFileSync(at.config, 'utf8')) as { phases: { containers: { expected: object[] } } };
  config.phases.containers.expected.push({ name: 'plan-billing' });
  writeFileSync(at.config, JSON.stringify(config));
}

/** Everything at once: a root with what rests on it, an earlier heal, a question, a protected table, a blocker. */
async function breakAll(at: Desk): Promise<void> {
  const neurolink = lab.docker.getContainer('plan-neurolink');
  await neurolink.stop({ t: 0 });
  await at.run('--auto-heal', '--phase', 'containers');
  await neurolink.stop({ t: 0 });
  await faults.high_error_rate.inject(lab.stack, lab.docker);
  await faults.sync_queue_stuck.inject(lab.stack, lab.docker);
  await faults.stuck_transactions.inject(lab.stack, lab.docker);
  await faults.table_locks.inject(lab.stack, lab.docker);
  await lab.docker.getContainer('plan-redis').stop({ t: 0 });
}

const between = (text: string, from: string, to: string): string =>
  text.slice(text.indexOf(from), text.indexOf(to, text.indexOf(from)));

test('a dry run of much that is broken, as a person reads it; and its last command does what it says', async () => {
  const at = lab.desk({
    safety_limits: { max_simultaneous_failures: 10, cooldown_seconds: 600 },
    // What rests on something that was healed waits that long.
    auto_healing: { stabilization: { timeout_seconds: 15 } },
    blacklist: { tables: ['tds_sync_queue'] },
    healing_actions: { stuck_transactions: { requires_confirmation: true } },
  });
  expectAnother(at);
  await breakAll(at);

  const { stdout, exitCode } = await at.run('--auto-heal', '--dry-run');
  expect(exitCode, stdout).toBe(1);
  const plan = stdout.slice(stdout.indexOf('The plan.'));
  const redis = between(plan, '🔧 would heal  container_not_running plan-redis', '\n\n');
  const { Id } = await lab.docker.getContainer('plan-redis').inspect();
  expect(redis).toMatch(new RegExp(`\\+ docker start plan-redis \\(${Id.slice(0, 12)}, exited, .*exit code`));
  expect(redis).toContain('─ ↳ waits  redis_not_responding plan-redis');
  expect(redis).toMatch(
    /↳ waits {2}high_error_rate plan-app[^]*asks {2}then: high risk; yes is --approve high_error_rate/,
  );
  expect(redis).toMatch(/└─ ↳ waits {2}\S+ \S+: /);
  expect(between(plan, '⛔ refused     container_not_running plan-neurolink', '\n\n')).toMatch(
    /no {4}refused by cooldown: start_container on plan-neurolink was done \d+ s ago/,
  );
  expect(plan).toMatch(/✋ by hand {5}container_missing plan-billing[^]*run {3}.*docker compose up -d plan-billing/);
  const asks = between(plan, '⚠️  would ask   stuck_transactions', '\n\n');
  expect(asks.match(/- terminate pid \d+ /g)).toHaveLength(3);
  expect(asks).toContain('then refused by blacklist: table tds_sync_queue is on blacklist.tables');
  expect(plan).toMatch(/🔧 would heal {2}table_locks [^]*- cancel the query of pid \d+/);
  expect(plan).toContain('\nPlan: 2 to heal, 1 to ask, 1 refused, 1 that nothing heals, 3 wait.\n');
  expect(plan).not.toContain('allow  healing is on');
  expect(stdout).toMatch(/\nBLOCK {2}exit 1 {2}\d.* s$/);
  expect(at.report().auto_healing.actions).toEqual([]);

  const commands = [...plan.matchAll(/^ {4}orixoon (.*)$/gm)].map(([, words = '']) => words.split(' '));
  const id = /yes is --approve (\S+)$/m.exec(asks)?.[1] ?? '';
  expect(commands).toEqual([
    ['--auto-heal', '--config', at.config],
    ['--auto-heal', '--config', at.config, '--approve', id],
  ]);
  await orixoon(commands[1] ?? []);
  const done = at.report().auto_healing.actions.map(({ issue, approved_by }) => [issue, approved_by]);
  for (const heal of [
    ['container_not_running', null],
    ['table_locks', null],
    ['stuck_transactions', `--approve ${id}`],
  ])
    expect(done).toContainEqual(heal);
});
