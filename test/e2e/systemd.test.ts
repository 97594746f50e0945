import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Machine } from './systemd-machine.ts';
import { systemdMachine } from './systemd-machine.ts';

let machine: Machine;
beforeAll(async () => void (machine = await systemdMachine()));
afterAll(() => machine.end());

const config = (worker: object): object => ({
  environment: 'systemd',
  connections: {},
  auto_healing: { retry_delay_seconds: 0.2, stabilization: { timeout_seconds: 60, interval_seconds: 0.1 } },
  phases: {
    preflight: { min_free_disk_gb: 0, min_free_memory_percent: 0 },
    workers: { expected: [worker] },
  },
  safety_limits: { cooldown_seconds: 0, max_same_heal_per_day: 1000 },
});

const invocation = (unit: string): Promise<string> =>
  machine.sh(`systemctl show --property=InvocationID --value ${unit}`);

test('a unit whose process was killed is found, restarted by systemd, and passes the re-test', async () => {
  await machine.unit('tds.service', 'ExecStart=/bin/sleep 86421');
  await machine.sh('systemctl start tds.service');
  const worker = { name: 'tds', kind: 'worker', match: 'sleep 86421', systemd_unit: 'tds.service' };
  const well = await machine.orixoon(config(worker));
  expect(well.exitCode, well.shown).toBe(0);
  const before = await invocation('tds.service');
  await machine.sh('systemctl kill --signal=KILL tds.service; while systemctl is-active -q tds.service; do :; done');
  const tested = await machine.orixoon(config(worker));
  expect(tested.exitCode, tested.shown).toBe(1);
  expect(await machine.sh('systemctl is-active tds.service || true')).toBe('failed');
  const healed = await machine.orixoon(config(worker), '--auto-heal');
  expect(healed.exitCode, healed.shown).toBe(0);
  expect(await machine.sh('systemctl is-active tds.service')).toBe('active');
  expect(await invocation('tds.service')).not.toBe(before);
});

test('a stopped scheduler is started again', async () => {
  await machine.unit('sched.service', 'ExecStart=/bin/sleep 86422');
  const worker = { name: 'sched', kind: 'scheduler', match: 'sleep 86422', systemd_unit: 'sched.service' };
  const healed = await machine.orixoon(config(worker), '--auto-heal');
  expect(healed.exitCode, healed.shown).toBe(0);
  expect(await machine.sh('systemctl is-active sched.service')).toBe('active');
});

test('a unit that ends at once, until systemd refuses to start it: every attempt fails and says why', async () => {
  await machine.unit('broken.service', 'ExecStart=/bin/false\n[Unit]\nStartLimitBurst=2\nStartLimitIntervalSec=600');
  const worker = { name: 'broken', kind: 'worker', systemd_unit: 'broken.service' };
  const run = await machine.orixoon(config(worker), '--auto-heal');
  expect(run.exitCode, run.shown).toBe(1);
  const shown = run.shown.replace(/\s+/g, ' ');
  expect(shown).toContain('HEALING FAILED');
  expect(shown).toContain('Job for broken.service failed');
  expect(shown).toContain('systemctl status broken.service');
});

test('the unit of a database is never restarted, though its process is not seen', async () => {
  await machine.unit('postgresql.service', 'Type=oneshot\nRemainAfterExit=yes\nExecStart=/bin/true');
  await machine.sh('systemctl start postgresql.service');
  const before = await invocation('postgresql.service');
  const worker = { name: 'db', kind: 'worker', systemd_unit: 'postgresql.service' };
  const run = await machine.orixoon(config(worker), '--auto-heal', '--yes');
  expect(run.exitCode, run.shown).toBe(1);
  expect(await invocation('postgresql.service')).toBe(before);
});
