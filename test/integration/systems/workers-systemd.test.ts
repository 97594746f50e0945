import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openHost } from '../../../src/clients/host.ts';
import type { HostClient } from '../../../src/clients/host.ts';
import { StaleError } from '../../../src/errors.ts';
import workers from '../../../src/systems/workers/index.ts';
import { openWorkers } from '../servers/workers-world.ts';
import type { WorkersWorld } from '../servers/workers-world.ts';

describe('systemd, by a systemctl that answers from recorded states', () => {
  let folder: string;
  let host: HostClient;
  const opened: WorkersWorld[] = [];
  const state = {
    LoadState: 'loaded',
    ActiveState: 'active',
    SubState: 'running',
    Result: 'success',
    MainPID: '0',
    NRestarts: '0',
    InvocationID: 'a1',
    StateChangeTimestampMonotonic: '5000000',
  };
  const set = (now: Partial<typeof state>, after: Partial<typeof state> = now) =>
    Promise.all(
      Object.entries({ now, after }).map(([name, over]) =>
        writeFile(
          path.join(folder, name),
          Object.entries({ ...state, ...over })
            .map(([key, value]) => `${key}=${value}\n`)
            .join(''),
        ),
      ),
    );
  const open = async (worker: object): Promise<WorkersWorld> => {
    const expected = [{ name: 'w', systemd_unit: 'tds.service', ...worker }];
    const one = await openWorkers({ environment: 'test', connections: {}, phases: { workers: { expected } } }, host);
    opened.push(one);
    return one;
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'orixoon-systemctl-'));
    const systemctl = path.join(folder, 'systemctl');
    const script = [
      '#!/bin/sh',
      `cd ${folder}`,
      'echo "$@" >> calls',
      'case $1 in',
      '  show) cat now ;;',
      '  restart) [ -e refuse ] && { cat refuse >&2; exit 1; }; cp after now ;;',
      'esac',
    ];
    await writeFile(systemctl, `${script.join('\n')}\n`);
    await chmod(systemctl, 0o755);
    host = openHost({ timeoutMs: 30_000, signal: new AbortController().signal, systemctl });
  });
  afterEach(() => Promise.all(opened.splice(0).map(one => one.end())));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each([
    [
      'failed',
      { ActiveState: 'failed', SubState: 'failed', Result: 'exit-code' },
      'failed',
      'has failed (exit-code)',
      null,
    ],
    ['inactive', { ActiveState: 'inactive', SubState: 'dead' }, 'failed', 'is inactive', null],
    [
      'auto-restart',
      { ActiveState: 'activating', SubState: 'auto-restart', Result: 'exit-code', NRestarts: '7' },
      'failed',
      'over and over',
      null,
    ],
    ['exited', { SubState: 'exited' }, 'failed', 'its process has ended', null],
    [
      'not-found',
      { LoadState: 'not-found', ActiveState: 'inactive', SubState: 'dead' },
      'failed',
      'does not exist',
      'only a deployment',
    ],
    [
      'masked',
      { LoadState: 'masked', ActiveState: 'inactive', SubState: 'dead' },
      'failed',
      'is masked',
      'systemctl unmask',
    ],
    [
      'start-limit-hit',
      { ActiveState: 'failed', SubState: 'failed', Result: 'start-limit-hit' },
      'failed',
      'given up',
      'systemctl reset-failed tds.service',
    ],
    ['active', {}, 'passed', 'is active (running)', null],
    ['reloading', { ActiveState: 'reloading', SubState: 'reload' }, 'passed', 'is reloading', null],
  ])('%s', async (_, seen, status, message, unavailable) => {
    await set(seen);
    const world = await open({});
    const finding = await world.finding('w', 'processes');
    expect(finding).toMatchObject({ status, issue: status === 'failed' ? 'workers_down' : null });
    expect(finding.message).toContain(message);
    if (status !== 'failed') return;
    const draft = await world.draft('restart_main_service', await world.problem('w'));
    if (unavailable === null) expect(draft.unavailable).toBeNull();
    else expect(draft.unavailable).toContain(unavailable);
  });

  test('starting is not judged before its time is over', async () => {
    const uptimeS = Number((await readFile('/proc/uptime', 'utf8')).split(' ')[0]);
    const starting = { ActiveState: 'activating', SubState: 'start' };
    await set({ ...starting, StateChangeTimestampMonotonic: String(Math.round((uptimeS - 1) * 1e6)) });
    const world = await open({ kind: 'scheduler' });
    const [finding] = await workers.inspect(world.look);
    expect(finding).toMatchObject({ status: 'error', issue: null });
    expect(finding?.pendingUntil).toBeGreaterThan(Date.now() + 60_000);
    await set({ ...starting, StateChangeTimestampMonotonic: String(Math.round((uptimeS - 100) * 1e6)) });
    expect(await world.finding('w', 'processes')).toMatchObject({ status: 'failed', issue: 'scheduler_stopped' });
  });

  test('a failed unit is restarted, once; one that fails again is told', async () => {
    const failed = { ActiveState: 'failed', SubState: 'failed', Result: 'exit-code' };
    await set(failed, { InvocationID: 'b2' });
    const world = await open({ kind: 'scheduler' });
    const problem = await world.problem('w');
    const draft = await world.draft('restart_scheduler', problem);
    expect(draft.touches).toMatchObject([{ kind: 'process', names: ['tds.service', 'tds'], effect: 'restart' }]);
    expect(await world.heal('restart_scheduler', problem, draft)).toMatchObject({ changed: { restarted: 1 } });
    await world.settled('w', 'processes');
    await expect(world.heal('restart_scheduler', problem, draft)).rejects.toThrow(StaleError);
    const calls = (await readFile(path.join(folder, 'calls'), 'utf8'))
      .split('\n')
      .filter(line => line.startsWith('restart'));
    expect(calls).toEqual(['restart --no-ask-password -- tds.service']);
    await set(failed);
    await expect(world.heal('restart_scheduler', problem, draft)).rejects.toThrow('has failed');
    await writeFile(path.join(folder, 'refuse'), 'Failed to restart tds.service: Access denied\n');
    await expect(world.heal('restart_scheduler', problem, draft)).rejects.toThrow('Access denied');
  });

  test('dead children under a living main process of a unit', async () => {
    const marker = `orixoon-test-unit-${process.pid}`;
    const script = `setTimeout(() => undefined, 100000, '${marker}')`;
    const parent = spawn('/bin/sh', ['-c', '"$0" -e "$1" & echo up; wait; sleep 100', process.execPath, script], {
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    await new Promise(resolve => parent.stdout.once('data', resolve));
    try {
      await set({ MainPID: String(parent.pid ?? 0) });
      const world = await open({ match: marker });
      await expect.poll(async () => (await world.finding('w', 'processes')).observed).toBe(1);
      const [worker] = (await host.eyes.processes()).filter(one => one.ppid === parent.pid);
      process.kill(worker?.pid ?? 0, 'SIGKILL');
      await expect.poll(async () => (await world.finding('w', 'processes')).status).toBe('failed');
    } finally {
      process.kill(-(parent.pid ?? 0), 'SIGKILL');
    }
  });

  test('no systemd: an error that says so, and no restart', async () => {
    const none = openHost({
      timeoutMs: 30_000,
      signal: new AbortController().signal,
      systemctl: path.join(folder, 'nothing'),
    });
    const world = await openWorkers(
      {
        environment: 'test',
        connections: {},
        phases: { workers: { expected: [{ name: 'w', systemd_unit: 'tds.service' }] } },
      },
      none,
    );
    opened.push(world);
    const finding = await world.finding('w', 'processes');
    expect(finding).toMatchObject({ status: 'error', issue: null });
    expect(finding.message).toContain('no systemd');
  });
});
