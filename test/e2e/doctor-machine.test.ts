import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';
import type { Consultation } from '../../src/doctor/consultation.ts';
import type { Sign } from '../../src/doctor/sign.ts';
import { ledgerFile } from '../../src/ledger/ledger-file.ts';
import { acquireLock } from '../../src/ledger/lock.ts';
import { changedPaths, listing } from './watches/files.ts';

const folder = mkdtempSync(join(tmpdir(), 'orixoon-doctor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
chmodSync(folder, 0o755);

const bin = fileURLToPath(new URL('../../bin/orixoon.js', import.meta.url));
const NOBODY = ['--reuid=65534', '--regid=65534', '--clear-groups'];

let serial = 0;

/** A folder with a config for an engine at a socket, and its own TMPDIR. */
function place(socket: string) {
  serial += 1;
  const own = join(folder, `place-${serial}`);
  const [reports, tmp] = [join(own, 'reports'), join(own, 'tmp')];
  for (const path of [own, reports, tmp]) mkdirSync(path);
  const environment = `doctor-${process.pid}-${serial}`;
  const config = join(own, 'healing_config.json');
  writeFileSync(config, JSON.stringify({ environment, connections: { docker: { host: `unix://${socket}` } } }));
  return { own, reports, tmp, environment, config };
}

/** Ask it, as root or as nobody, and see that no file came, went or changed. */
async function consult({ own, tmp, config }: ReturnType<typeof place>, isNobody = false): Promise<Consultation> {
  const before = listing(own);
  const [program, ...args] = [...(isNobody ? ['setpriv', ...NOBODY] : []), process.execPath, bin];
  const env = { PATH: process.env['PATH'] ?? '', TMPDIR: tmp };
  const options = { reject: false, extendEnv: false, env, cwd: own } as const;
  const { stdout, exitCode } = await execa(
    program,
    [...args, 'doctor', '--config', config, '--output', 'json'],
    options,
  );
  expect(changedPaths(before, listing(own))).toEqual([]);
  const consultation = JSON.parse(stdout) as Consultation;
  expect(exitCode).toBe(consultation.exit_code);
  return consultation;
}

const signOf = ({ parts }: Consultation, about: string): Sign | undefined =>
  parts.flatMap(({ signs }) => signs).find(one => one.about === about);

const mendsOf = (sign: Sign | undefined): string[] => sign?.mend.map(({ text }) => text) ?? [];

test('a socket that is not there, that nobody listens at, and that is not for us: each with its own mend', async () => {
  const absent = await consult(place(join(folder, 'absent.sock')));
  expect(absent.exit_code).toBe(1);
  expect(signOf(absent, 'engine')?.message).toContain('ENOENT');
  expect(mendsOf(signOf(absent, 'engine'))).toContain('sudo systemctl start docker');

  const closed = join(folder, 'closed.sock');
  const program = `require('net').createServer().listen(${JSON.stringify(closed)}, () => process.kill(process.pid, 'SIGKILL'))`;
  await execa(process.execPath, ['-e', program], { reject: false });
  const refused = await consult(place(closed));
  expect(signOf(refused, 'engine')?.message).toContain('ECONNREFUSED');
  expect(mendsOf(signOf(refused, 'engine'))).toContain('sudo systemctl restart docker');

  const ours = join(folder, 'ours.sock');
  const server = createServer(socket => socket.destroy());
  await new Promise<void>(resolve => server.listen(ours, resolve));
  chmodSync(ours, 0o660);
  try {
    const forbidden = await consult(place(ours), true);
    expect(signOf(forbidden, 'engine')?.message).toContain('EACCES');
    expect(mendsOf(signOf(forbidden, 'engine'))[0]).toBe('sudo usermod -aG docker nobody');
  } finally {
    server.close();
  }
});

test('a lock that is held is a warning; one that nobody can tell of keeps every run out', async () => {
  const at = place(join(folder, 'absent.sock'));
  const lock = acquireLock(at.environment, { run_id: 'another', report: null }, join(at.tmp, 'orixoon-locks'));
  const held = signOf(await consult(at), 'lock');
  expect(held).toMatchObject({ health: 'warning' });
  expect(held?.message).toContain(`another, pid ${process.pid}`);
  lock.release();
  expect(signOf(await consult(at), 'lock')).toMatchObject({ health: 'ok' });
  const elsewhere = { boot_id: '', pid_namespace: '', process_start: '', host: 'elsewhere', run_id: 'r', report: null };
  const file = join(at.tmp, 'orixoon-locks', `${at.environment}.2.lock`);
  writeFileSync(file, JSON.stringify({ ...elsewhere, pid: 1, since: '2026-01-01T00:00:00Z' }));
  expect(signOf(await consult(at), 'lock')).toMatchObject({ health: 'failed' });
});

test('a damaged ledger and reports that cannot be written: no heal is available', async () => {
  const at = place(join(folder, 'absent.sock'));
  const ledger = ledgerFile(at.reports, at.environment);
  mkdirSync(join(at.reports, '.orixoon'), { mode: 0o700 });
  writeFileSync(ledger, '{"kind":"reserved"');
  const damaged = await consult(at);
  expect(signOf(damaged, 'ledger')).toMatchObject({ health: 'failed' });
  expect(signOf(damaged, 'ledger')?.message).toContain('mv ');
  const cleanup = damaged.heals.find(({ name }) => name === 'disk_space_low');
  expect(cleanup?.state).toBe('unavailable');
  expect(cleanup?.why).toContain('the ledger');

  const closed = place(join(folder, 'absent.sock'));
  const shut = await consult(closed, true);
  expect(signOf(shut, 'reports')).toMatchObject({ health: 'failed' });
  expect(shut.heals.find(({ name }) => name === 'disk_space_low')?.state).toBe('unavailable');
});
