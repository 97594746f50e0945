import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { execIn } from '../../src/practice/container.ts';
import { faults } from '../../src/practice/faults.ts';
import { withDatabase } from '../../src/practice/faults/fault.ts';
import { poll } from '../../src/practice/poll.ts';
import type { Desk } from './orixoon.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';

const PREFIX = 'noheal-';
const STANDBY = '/var/lib/practice/postgres/standby.signal';
let lab: Practice;
beforeAll(async () => void (lab = await practice(PREFIX)));
afterEach(() => lab.mend());
afterAll(() => lab.down());

/** A heal that would otherwise be done: neurolink is unhealthy, low risk. Nothing of it, and the run says why. */
async function expectNothingHealed(at: Desk, why: RegExp): Promise<void> {
  await faults.container_unhealthy.inject(lab.stack, lab.docker);
  const before = await lab.state('neurolink');
  const { exitCode, stdout } = await at.run('--auto-heal', '--yes');
  expect(exitCode, stdout).toBe(1);
  const { issues, auto_healing } = at.report();
  const issue = issues.find(({ type }) => type === 'container_unhealthy');
  expect(issue).toMatchObject({ outcome: 'denied', denied_by: 'systemic' });
  expect(issue?.trace.find(({ rule }) => rule === 'systemic')?.reason).toMatch(why);
  expect(auto_healing.actions).toEqual([]);
  expect((await lab.state('neurolink')).startedAt).toBe(before.startedAt);
}

/** As an operator may well write it. */
function inProduction(): Desk {
  const at = lab.desk();
  const config = JSON.parse(readFileSync(at.config, 'utf8')) as object;
  writeFileSync(at.config, JSON.stringify({ ...config, environment: 'Production' }));
  return at;
}

test('less free disk than safety_limits.min_free_disk_gb: nothing is healed', () =>
  expectNothingHealed(lab.desk({ safety_limits: { min_free_disk_gb: 1_000_000 } }), /min_free_disk_gb \(1000000\)/));

test('production, and the database refuses writes: nothing is healed', async () => {
  const set = (sql: string) => withDatabase(lab.stack, client => client.query(sql));
  await set('alter database tsh_erp set default_transaction_read_only = on');
  try {
    await expectNothingHealed(inProduction(), /environment is production and the database refuses writes/);
  } finally {
    await set('begin read write; alter database tsh_erp reset default_transaction_read_only; commit');
  }
});

test('production, and the database is in recovery: nothing is healed', async () => {
  const name = `${PREFIX}tsh_postgres`;
  const restart = async (): Promise<void> => {
    await lab.docker.getContainer(name).restart();
    await poll({ what: `${name} to be healthy`, timeoutMs: 120_000 }, async () => {
      return (await lab.state('tsh_postgres')).health === 'healthy';
    });
  };
  await execIn(lab.docker, name, ['touch', STANDBY]);
  await restart();
  try {
    await expectNothingHealed(inProduction(), /environment is production and the database is in recovery/);
  } finally {
    await execIn(lab.docker, name, ['rm', STANDBY]);
    await restart();
  }
});
