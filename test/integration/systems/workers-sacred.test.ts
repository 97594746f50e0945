import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openHost } from '../../../src/clients/host.ts';
import type { HostClient } from '../../../src/clients/host.ts';
import { noProblem } from '../servers/heal-world.ts';
import { openWorkers } from '../servers/workers-world.ts';
import type { WorkersWorld } from '../servers/workers-world.ts';

const opened: WorkersWorld[] = [];
afterEach(() => Promise.all(opened.splice(0).map(one => one.end())));

async function open(worker: object, host?: HostClient): Promise<WorkersWorld> {
  const expected = [{ name: 'w', ...worker }];
  const config = { connections: {}, blacklist: { processes: [] }, phases: { workers: { expected } } };
  const one = await openWorkers(config, host);
  opened.push(one);
  return one;
}

const problem = noProblem('workers', 'workers_down', 'w');

describe('units, by a systemctl that answers from recorded states', () => {
  let folder: string;
  let host: HostClient;
  /** As Debian's umbrella has it: no process of its own, and a restart takes every cluster with it. */
  const umbrella = { LoadState: 'loaded', ActiveState: 'active', SubState: 'exited', Result: 'success', MainPID: '0' };
  const record = (state: object): Promise<void> =>
    writeFile(
      path.join(folder, 'now'),
      Object.entries(state)
        .map(([key, value]) => `${key}=${String(value)}\n`)
        .join(''),
    );

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'orixoon-units-'));
    const systemctl = path.join(folder, 'systemctl');
    await writeFile(systemctl, `#!/bin/sh\ncat ${folder}/now\n`);
    await chmod(systemctl, 0o755);
    host = openHost({ timeoutMs: 30_000, signal: new AbortController().signal, systemctl });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each([
    'postgresql.service',
    'postgresql',
    'postgresql@15-main.service',
    'postgresql-15',
    'patroni',
    'postgres*',
  ])('%s is never restarted, though no process shows what it is', async name => {
    await record(umbrella);
    const world = await open({ systemd_unit: name }, host);
    const draft = await world.draft('restart_main_service', problem);
    expect(world.decide('restart_main_service', problem, draft)).toMatchObject({
      verdict: 'deny',
      deniedBy: 'blacklist',
    });
  });

  test.each(['ConsistsOf', 'RequiredBy', 'BoundBy'])('nor one that takes it along (%s)', async property => {
    const world = await open({ systemd_unit: 'tds.service' }, host);
    await record({ ...umbrella, [property]: 'tds-beat.service postgresql@15-main.service' });
    const taking = await world.draft('restart_main_service', problem);
    expect(taking.touches.find(touch => touch.sacred !== null)?.names).toContain('postgresql@15-main');
    await record({ ...umbrella, [property]: 'tds-beat.service' });
    const harmless = await world.draft('restart_main_service', problem);
    expect(world.decide('restart_main_service', problem, harmless).verdict).toBe('allow');
  });

  test('the engine itself, where nobody can tell which containers it holds: unavailable', async () => {
    await record(umbrella);
    const world = await open({ systemd_unit: 'docker.service' }, host);
    expect((await world.draft('restart_worker', problem)).unavailable).toContain('connections.docker is not set');
  });
});

test('a command that names the configured database is denied, whatever engine it is on', async () => {
  const worker = { name: 'w', match: 'nobody-has-this-name', restart_command: ['/opt/restart', 'tsh_db'] };
  const world = await openWorkers({
    connections: {},
    blacklist: { processes: [] },
    phases: { workers: { expected: [worker] }, database: { container: 'tsh_db' } },
  });
  opened.push(world);
  const draft = await world.draft('restart_worker', problem);
  expect(world.decide('restart_worker', problem, draft)).toMatchObject({ deniedBy: 'blacklist' });
});

describe('kill_process', () => {
  const marker = `orixoon-test-kill-${process.pid}`;
  const DEAF = 'process.on("SIGTERM", () => undefined); setInterval(() => undefined, 1000); console.log("up")';
  const NOBODY = 65_534;
  const started: ChildProcess[] = [];
  afterEach(() => {
    for (const one of started.splice(0)) one.kill('SIGKILL');
  });

  async function start(uid: number): Promise<number> {
    const one = spawn(process.execPath, ['-e', DEAF, marker], { stdio: ['ignore', 'pipe', 'inherit'], uid });
    started.push(one);
    await new Promise(resolve => one.stdout.once('data', resolve));
    return one.pid ?? 0;
  }

  test('one that may not be signalled does not end the wait for the others', async () => {
    const [theirs, ours] = [await start(NOBODY - 1), await start(NOBODY)];
    const world = await open({ match: marker, min_processes: 3 });
    const draft = await world.draft('kill_process', problem);
    // Root may signal everybody: for this one heal we are somebody else.
    process.seteuid?.(NOBODY);
    const failure = await world.heal('kill_process', problem, draft).catch((error: unknown) => String(error));
    process.seteuid?.(0);
    expect(failure).toContain(`pid ${theirs} takes no signal from this user (EPERM)`);
    expect(failure).toContain('w: 0 ended by SIGTERM, 1 by SIGKILL');
    const alive = (await world.look.host.processes()).filter(one => one.state !== 'Z').map(({ pid }) => pid);
    expect([alive.includes(theirs), alive.includes(ours)]).toEqual([true, false]);
  });
});
