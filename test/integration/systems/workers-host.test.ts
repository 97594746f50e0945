import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openHost } from '../../../src/clients/host.ts';
import type { HostProcess } from '../../../src/clients/host-types.ts';
import { StaleError } from '../../../src/errors.ts';
import { touchOf } from '../../../src/systems/workers/touch.ts';
import { openWorkers } from '../servers/workers-world.ts';
import type { WorkersWorld } from '../servers/workers-world.ts';

/** A program that writes its pid and stays; the marker is what it is found by. */
const STAY = 'setInterval(() => undefined, 1000); console.log("up")';
const DEAF = `process.on("SIGTERM", () => undefined); ${STAY}`;

describe('on this machine', () => {
  const marker = `orixoon-test-worker-${process.pid}`;
  const started: ChildProcess[] = [];
  const opened: WorkersWorld[] = [];
  const host = openHost({ timeoutMs: 30_000, signal: new AbortController().signal });

  async function start(script: string, name = marker): Promise<ChildProcess> {
    const one = spawn(process.execPath, ['-e', script, name], { stdio: ['ignore', 'pipe', 'inherit'] });
    started.push(one);
    await new Promise(resolve => one.stdout.once('data', resolve));
    return one;
  }
  async function open(worker: object, config: object = {}): Promise<WorkersWorld> {
    const expected = [{ name: 'w', match: marker, ...worker }];
    const one = await openWorkers({
      environment: 'test',
      connections: {},
      ...config,
      phases: { workers: { expected } },
    });
    opened.push(one);
    return one;
  }
  const alive = async (): Promise<HostProcess[]> =>
    (await host.eyes.processes()).filter(one => one.command.includes(marker) && one.state !== 'Z' && !one.isOurs);

  afterEach(async () => {
    await Promise.all(opened.splice(0).map(one => one.end()));
    for (const one of started.splice(0)) one.kill('SIGKILL');
    for (const one of await alive()) process.kill(one.pid, 'SIGKILL');
    await expect.poll(alive).toEqual([]);
  });

  test('found by command line; dead, it is restarted by a command, which may leave it in the background', async () => {
    const worker = await start(STAY);
    const starter = path.join(await mkdtemp(path.join(os.tmpdir(), 'orixoon-starter-')), 'start it.mjs');
    // The worker inherits the output of who starts it, as one does that a careless script leaves in the background.
    await writeFile(
      starter,
      `import { spawn } from 'node:child_process'; console.log('starting', process.argv[2]);
       spawn(process.execPath, ['-e', process.argv[2], '${marker}'], { stdio: 'inherit' }).unref();`,
    );
    const world = await open({ restart_command: [process.execPath, starter, STAY] });
    expect(await world.finding('w', 'processes')).toMatchObject({ status: 'passed', observed: 1 });
    worker.kill('SIGKILL');
    await expect.poll(alive).toEqual([]);
    const problem = await world.problem('w');
    expect(problem).toMatchObject({ issue: 'workers_down', observed: 0 });
    const draft = await world.draft('restart_main_service', problem);
    expect(draft.steps).toEqual([`run ${JSON.stringify([process.execPath, starter, STAY])}`]);
    const before = Date.now();
    expect((await world.heal('restart_main_service', problem, draft)).changed).toEqual({ restarted: 1 });
    expect(Date.now() - before).toBeLessThan(20_000);
    await world.settled('w', 'processes');
    // Not given to a shell: the script with its parentheses, quotes and semicolons came through whole.
    expect(await readFile(path.join(world.folder, 'report', 'restart-w.log'), 'utf8')).toContain(`starting ${STAY}`);
    await expect(world.heal('restart_main_service', problem, draft)).rejects.toThrow(StaleError);
    await rm(path.dirname(starter), { recursive: true });
  });

  test('a command that fails, or is not there, says so; one on the blacklist is denied', async () => {
    const failing = [process.execPath, '-e', 'console.error("no such service"); process.exit(3)'];
    const world = await open({ restart_command: failing });
    const problem = await world.problem('w');
    await expect(world.heal('restart_worker', problem)).rejects.toThrow(
      /node ended with 3, expected 0: no such service/,
    );
    const nothing = await open({ restart_command: ['/nowhere/restart'] });
    await expect(nothing.heal('restart_worker', problem)).rejects.toThrow(/restart could not be run/);
    const listed = await open({ restart_command: ['systemctl', 'restart', 'postgres'] });
    const decision = listed.decide('restart_worker', problem, await listed.draft('restart_worker', problem));
    expect(decision).toMatchObject({ verdict: 'deny', deniedBy: 'blacklist' });
    const bare = await open({});
    expect((await bare.draft('restart_worker', problem)).unavailable).toContain('restart_command');
  });

  test('no command is run beside a living scheduler, not even one that came between plan and act', async () => {
    const world = await open({ kind: 'scheduler', restart_command: [process.execPath, '-e', '0'] });
    const problem = await world.problem('w');
    expect(problem.issue).toBe('scheduler_stopped');
    const draft = await world.draft('restart_scheduler', problem);
    expect(draft.unavailable).toBeNull();
    const { pid } = await start(STAY);
    expect((await world.draft('restart_scheduler', problem)).unavailable).toContain(`still lives (pid ${pid ?? '?'})`);
    await expect(world.heal('restart_scheduler', problem, draft)).rejects.toThrow(StaleError);
    expect(await alive()).toHaveLength(1);
  });

  test('kill_process ends the process that was planned on, and only that', async () => {
    const { pid = 0 } = await start(STAY);
    const world = await open({ min_processes: 2 });
    const problem = await world.problem('w');
    const draft = await world.draft('kill_process', problem);
    expect(draft.identity).toMatchObject({ processes: [{ pid }] });
    expect(draft.touches).toMatchObject([{ kind: 'process', effect: 'signal', sacred: null }]);
    const later = await start(STAY);
    expect((await world.heal('kill_process', problem, draft)).changed).toEqual({ terminated: 1, killed: 0 });
    expect((await alive()).map(one => one.pid)).toEqual([later.pid]);
    await expect(world.heal('kill_process', problem, draft)).rejects.toThrow(StaleError);
    const listed = await open({ min_processes: 2 }, { blacklist: { processes: [path.basename(process.execPath)] } });
    expect(listed.decide('kill_process', problem, await listed.draft('kill_process', problem))).toMatchObject({
      deniedBy: 'blacklist',
    });
  });

  test('what takes no SIGTERM is killed; another start time or command line is another process', async () => {
    await start(DEAF);
    const [target] = await alive();
    if (!target) throw new Error('it is not there');
    const hands = host.hands();
    const { signal } = new AbortController();
    expect(await hands.end({ ...target, startTime: '1' }, 100, signal)).toBe('gone');
    expect(await hands.end({ ...target, command: 'another' }, 100, signal)).toBe('gone');
    expect(await alive()).toHaveLength(1);
    expect(await hands.end(target, 300, signal)).toBe('killed');
    expect(await alive()).toEqual([]);
  });

  test('never process 1, this program, or PostgreSQL', async () => {
    const all = await host.eyes.processes();
    const me = all.find(one => one.pid === process.pid);
    const first = all.find(one => one.pid === 1);
    if (!me || !first) throw new Error('the list is short');
    expect(me.isOurs).toBe(true);
    const hands = host.hands();
    const { signal } = new AbortController();
    await expect(hands.end(me, 100, signal)).rejects.toThrow('not ended');
    await expect(hands.end(first, 100, signal)).rejects.toThrow('never ended');
    expect(touchOf('signal', [], [first]).sacred).toContain('process 1');
    expect(touchOf('signal', [], [me]).sacred).toContain('this program');
    const postmaster = {
      ...me,
      isOurs: false,
      name: 'postgres',
      command: '/usr/lib/postgresql/15/bin/postgres -D /data',
    };
    expect(touchOf('restart', ['postgresql.service'], [postmaster]).sacred).toContain('PostgreSQL');
  });
});
