import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { PracticeIssue } from '../../src/practice/faults.ts';
import { faults } from '../../src/practice/faults.ts';
import type { Fault } from '../../src/practice/faults.ts';
import { catalogue } from '../../src/systems/catalogue.ts';
import { looks } from '../practice/looks.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';

let lab: Practice;
beforeAll(async () => void (lab = await practice('all-')));
afterEach(() => lab.mend());
afterAll(() => lab.down());

/** What is reported but never healed. */
const notHealed: readonly PracticeIssue[] = ['container_missing', 'disk_space_low'];
const healable = (Object.keys(faults) as PracticeIssue[]).filter(issue => !notHealed.includes(issue));
const isHigh = (issue: string): boolean => catalogue.actions[catalogue.issues[issue]?.action ?? '']?.risk === 'high';

async function deskFor(issue: PracticeIssue) {
  const fault: Fault = faults[issue];
  await fault.inject(lab.stack, lab.docker);
  return lab.desk(fault.config ? await fault.config(lab.stack, lab.docker) : {});
}

test.each(healable)('%s: found as the root, healed, passes the re-test, exit 0', async issue => {
  const at = await deskFor(issue);
  const { look, broken, well, healed } = looks[issue];
  if (isHigh(issue)) {
    const unapproved = await at.run('--auto-heal');
    expect(unapproved.exitCode, unapproved.stdout).toBe(4);
    expect(at.report().auto_healing.actions).toEqual([]);
  } else {
    const tested = await at.run();
    expect(tested.exitCode, tested.stdout).toBe(1);
  }
  expect(await look(lab.stack, lab.docker)).toEqual(broken);
  const run = await at.run('--auto-heal', ...(isHigh(issue) ? ['--approve', issue] : []));
  expect(run.exitCode, run.stdout).toBe(0);
  const report = at.report();
  const roots = report.issues.filter(({ blocked_by, outcome }) => blocked_by === null && outcome !== 'resolved');
  expect(roots.map(({ type, outcome }) => [type, outcome])).toEqual([[issue, 'healed']]);
  expect(await look(lab.stack, lab.docker)).toEqual(healed ?? well);
  expect((await at.run()).exitCode).toBe(0);
});

test.each(notHealed)('%s: reported with what to do by hand, exit 1, nothing done', async issue => {
  const at = await deskFor(issue);
  const run = await at.run('--auto-heal', '--yes');
  expect(run.exitCode, run.stdout).toBe(1);
  const found = at.report().issues.find(({ type }) => type === issue);
  expect(found).toMatchObject({ outcome: 'not_healable' });
  expect(found?.recommendation).not.toBe('');
  expect(at.report().auto_healing.actions).toEqual([]);
});

test('PostgreSQL stopped: one root, one heal, all that rests on it passes after', async () => {
  await lab.docker.getContainer('all-tsh_postgres').stop();
  const at = lab.desk();
  const run = await at.run('--auto-heal');
  expect(run.exitCode, run.stdout).toBe(0);
  const { issues, auto_healing, phases } = at.report();
  expect(auto_healing.actions.map(({ action, target }) => [action, target])).toEqual([
    ['start_container', 'all-tsh_postgres'],
  ]);
  const root = 'container_not_running all-tsh_postgres';
  // What was still well at the first look and failed for want of PostgreSQL later recovered by itself.
  for (const { type, target, blocked_by, outcome } of issues)
    if (target !== 'all-tsh_postgres')
      expect([type, blocked_by === root || outcome === 'resolved']).toEqual([type, true]);
  expect(phases.filter(({ status }) => status !== 'passed').map(({ name, status }) => [name, status])).toEqual([]);
});
