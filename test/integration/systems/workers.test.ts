import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openHost } from '../../../src/clients/host.ts';
import type { HostClient } from '../../../src/clients/host.ts';
import type { HostProcess } from '../../../src/clients/host-types.ts';
import { StaleError } from '../../../src/errors.ts';
import type { ConfigPart } from '../../../src/practice/config.ts';
import { practiceConfig } from '../../../src/practice/config.ts';
import { execIn } from '../../../src/practice/container.ts';
import { dockerAt } from '../../../src/practice/docker-at.ts';
import { faults, undoAll } from '../../../src/practice/faults.ts';
import { down, up } from '../../../src/practice/stack.ts';
import type { Stack } from '../../../src/practice/stack.ts';
import { beatTime } from '../../../src/systems/workers/beat-time.ts';
import workers from '../../../src/systems/workers/index.ts';
import { liveWorkers } from '../../../src/systems/workers/live-workers.ts';
import { touchOf } from '../../../src/systems/workers/touch.ts';
import { openWorkers } from '../servers/workers-world.ts';
import type { WorkersWorld } from '../servers/workers-world.ts';

const proc = (pid: number, ppid: number, state: string, name: string, command: string) => ({
  pid,
  ppid,
  state,
  name,
  command,
});
const PARENT = proc(10, 1, 'S', 'uvicorn', '/usr/bin/python3 /usr/bin/uvicorn app:app --port 8000 --workers 2');
const PLAIN = proc(10, 1, 'S', 'uvicorn', '/usr/bin/python3 /usr/bin/uvicorn app:app --port 8000');
const TRACKER = proc(11, 10, 'S', 'python3', 'python3 -c from multiprocessing.resource_tracker import main;main(4)');
const child = (pid: number) =>
  proc(pid, 10, 'S', 'python3', 'python3 -c from multiprocessing.spawn import spawn_main; spawn_main(tracker_fd=5)');
const zombie = (pid: number, name = 'python3') => proc(pid, 10, 'Z', name, `[${name}] <defunct>`);

describe('which processes live, by recorded process lists', () => {
  const count = (match: string | undefined, list: readonly ReturnType<typeof proc>[]) => {
    const { live, zombies } = liveWorkers(list, match);
    return [live.length, zombies];
  };
  test.each([
    ['children count in the place of their parent', 'uvicorn', [PARENT, TRACKER, child(12), child(13)], [2, 0]],
    ['one child dead and buried', 'uvicorn', [PARENT, TRACKER, child(12)], [1, 0]],
    ['one child a zombie', 'uvicorn', [PARENT, TRACKER, child(12), zombie(13)], [1, 1]],
    ['all children dead and buried: the parent alone is no worker', 'uvicorn', [PARENT, TRACKER], [0, 0]],
    ['all children zombies', 'uvicorn', [PARENT, zombie(12), zombie(13)], [0, 2]],
    ['all children zombies, their number not in the command', 'uvicorn', [PLAIN, zombie(12), zombie(13)], [0, 2]],
    ['a server without children does the work itself', 'uvicorn', [PLAIN, TRACKER], [1, 0]],
    ['children by their own name', 'spawn_main', [PARENT, TRACKER, child(12), child(13)], [2, 0]],
    ['a zombie that still matches', 'tds_worker', [proc(5, 1, 'Z', 'tds_worker', '[tds_worker] <defunct>')], [0, 1]],
    ['a stopped process lives', 'tds_worker', [proc(5, 1, 'T', 'python3', 'python3 tds_worker.py')], [1, 0]],
    [
      'a shell around it is not one more',
      'tds_worker',
      [proc(1, 0, 'S', 'sh', 'sh -c python3 tds_worker.py; true'), proc(5, 1, 'S', 'python3', 'python3 tds_worker.py')],
      [1, 0],
    ],
    [
      'nor is it one when what it started is dead',
      'tds_worker',
      [proc(1, 0, 'S', 'sh', 'sh -c python3 tds_worker.py; sleep 9'), proc(5, 1, 'S', 'sleep', 'sleep 9')],
      [0, 0],
    ],
    [
      'a worker that is a script of a shell',
      'tds_worker',
      [proc(5, 1, 'S', 'sh', '/bin/sh /opt/tds_worker.sh -c 2')],
      [1, 0],
    ],
    [
      'workers with children of another kind count themselves',
      'tds_worker',
      [
        proc(5, 1, 'S', 'python3', 'python3 tds_worker.py'),
        proc(6, 5, 'S', 'curl', 'curl http://api'),
        proc(7, 1, 'S', 'python3', 'python3 tds_worker.py'),
        proc(8, 7, 'Z', 'curl', '[curl] <defunct>'),
      ],
      [2, 1],
    ],
    ['a Gunicorn master without workers', 'gunicorn', [proc(5, 1, 'S', 'gunicorn', 'gunicorn: master [app]')], [0, 0]],
    [
      'a Gunicorn master with workers',
      'gunicorn',
      [
        proc(5, 1, 'S', 'gunicorn', 'gunicorn: master [app]'),
        proc(6, 5, 'S', 'gunicorn', 'gunicorn: worker [app]'),
        proc(7, 5, 'Z', 'gunicorn', '[gunicorn] <defunct>'),
      ],
      [1, 1],
    ],
    ['without match, all that live', undefined, [PARENT, child(12), zombie(13)], [2, 1]],
  ] as const)('%s', (_, match, list, wanted) => {
    expect(count(match, list)).toEqual(wanted);
  });
});

test('a moment in seconds, milliseconds, microseconds or ISO 8601 is the same moment', () => {
  const at = Date.UTC(2025, 0, 10, 14, 30, 15, 250);
  for (const value of [at / 1000, String(at / 1000), at, String(at), at * 1000, new Date(at), BigInt(at)])
    expect(beatTime(value)).toBe(at);
  for (const text of [
    '2025-01-10T14:30:15.250Z',
    '2025-01-10 14:30:15.25+00',
    '2025-01-10T17:30:15.25+0300',
    '"2025-01-10T14:30:15.25"',
  ])
    expect(beatTime(text)).toBe(at);
  for (const nothing of ['', 'soon', 'alive', 0, -5, null, undefined, {}, '2025-13-45T99:00', 'Fri'])
    expect(beatTime(nothing)).toBeNull();
});

describe('on the practice stack', () => {
  let stack: Stack;
  let world: WorkersWorld;
  const host = process.env['TEST_DOCKER_HOST'] ?? '';
  const docker = dockerAt(host);
  const prefix = `wk${process.pid}-`;
  const quiet = (): void => undefined;
  const opened: WorkersWorld[] = [];

  /** The practice config with other workers, or with anything else changed. */
  async function open(expected?: readonly ConfigPart[], over: ConfigPart = {}): Promise<WorkersWorld> {
    const phases = (over['phases'] ?? {}) as ConfigPart;
    const mine = expected === undefined ? {} : { workers: { expected } };
    const one = await openWorkers(practiceConfig(stack, { ...over, phases: { ...phases, ...mine } }));
    opened.push(one);
    return one;
  }
  const signal = (service: string, match: string, name: string) =>
    execIn(docker, `${prefix}${service}`, ['python3', '/practice/lab.py', 'signal', match, name, '1']);

  beforeAll(async () => {
    const services = ['tsh_postgres', 'redis', 'app', 'tds-scheduler', 'tds-worker'] as const;
    stack = await up({ docker, host, prefix, services, say: quiet });
    world = await openWorkers(practiceConfig(stack));
  });
  afterEach(() => Promise.all(opened.splice(0).map(one => one.end())));
  afterAll(async () => {
    await world.end();
    await down(docker, prefix, quiet);
  });

  test('all well: every check passes, and two looks see the same workers', async () => {
    const first = await world.findings();
    expect(first.map(({ target, check, status }) => `${target} ${check} ${status}`)).toEqual([
      ...['uvicorn', 'tds-scheduler', 'tds-worker'].map(name => `${name} processes passed`),
      ...['tds-scheduler', 'tds-worker'].map(name => `${name} heartbeat passed`),
    ]);
    const second = await world.findings();
    expect(second.map(({ identity }) => identity)).toEqual(first.map(({ identity }) => identity));
    expect(first[0]).toMatchObject({ observed: 2, threshold: 2, restsOn: [`containers/${prefix}app`] });
    expect(first[3]?.restsOn).toEqual([`containers/${prefix}tds-scheduler`, `redis/${prefix}redis`]);
  });

  test('a dead child under a living Uvicorn parent, in a container that is used by two workers', async () => {
    const expected = [
      { name: 'children', kind: 'worker', container: `${prefix}app`, match: 'spawn_main', min_processes: 2 },
      { name: 'by-parent', kind: 'worker', container: `${prefix}app`, match: 'uvicorn', min_processes: 2 },
      { name: 'tracker', kind: 'worker', container: `${prefix}app`, match: 'resource_tracker' },
    ];
    const two = await open(expected);
    await faults.workers_down.inject(stack, docker);
    for (const name of ['children', 'by-parent'])
      expect(await two.problem(name)).toMatchObject({
        check: 'processes',
        issue: 'workers_down',
        observed: 1,
        threshold: 2,
      });
    expect(await two.finding('tracker', 'processes')).toMatchObject({ status: 'passed' });
    const problem = await two.problem('children');
    const draft = await two.draft('restart_main_service', problem);
    expect(draft.steps.join('\n')).toContain('by-parent runs in it too');
    expect(draft.touches[0]).toMatchObject({ kind: 'container', effect: 'restart', sacred: null });
    const done = await two.heal('restart_main_service', problem, draft);
    expect(done.changed).toEqual({ restarted: 1 });
    await two.settled('children', 'processes');
    await two.settled('by-parent', 'processes');
    await expect(two.heal('restart_main_service', problem, draft)).rejects.toThrow(StaleError);
    const diagnosis = await workers.diagnose?.(problem, two.look);
    expect((diagnosis?.evidence['log'] as readonly string[]).join('\n')).toContain('startup complete');
    expect(diagnosis?.recommendation).toContain(`docker logs --tail 100 ${prefix}app`);
  });

  test('the scheduler is dead in a container that runs: one problem, and a restart heals it', async () => {
    await faults.scheduler_stopped.inject(stack, docker);
    const problem = await world.problem('tds-scheduler');
    expect(problem).toMatchObject({ check: 'processes', issue: 'scheduler_stopped', observed: 0 });
    expect(await world.finding('tds-scheduler', 'heartbeat')).toMatchObject({ status: 'skipped' });
    await world.heal('restart_scheduler', problem);
    await world.settled('tds-scheduler', 'processes');
    await world.settled('tds-scheduler', 'heartbeat');
  });

  test('the scheduler is alive with a stale heartbeat, and none or a strange one is told apart', async () => {
    await signal('tds-scheduler', 'tds_auto_sync_scheduler', 'STOP');
    await expect
      .poll(async () => (await world.finding('tds-scheduler', 'heartbeat')).status, { timeout: 30_000 })
      .toBe('failed');
    const problem = await world.problem('tds-scheduler');
    expect(problem).toMatchObject({ check: 'heartbeat', issue: 'scheduler_stopped', threshold: 5 });
    expect(problem.observed).toBeGreaterThan(5);
    await execIn(docker, `${prefix}redis`, ['redis-cli', 'set', 'tds:scheduler:heartbeat', 'alive and well']);
    const strange = await world.finding('tds-scheduler', 'heartbeat');
    expect(strange).toMatchObject({ status: 'error', issue: null });
    expect(strange.message).not.toContain('alive and well');
    await execIn(docker, `${prefix}redis`, ['redis-cli', 'del', 'tds:scheduler:heartbeat']);
    expect(await world.problem('tds-scheduler')).toMatchObject({ issue: 'scheduler_stopped', observed: null });
    await world.heal('restart_scheduler', problem);
    await world.settled('tds-scheduler', 'heartbeat');
    const { live } = liveWorkers(
      await world.look.docker.top(stack.containers['tds-scheduler'].id),
      'tds_auto_sync_scheduler',
    );
    expect(live).toHaveLength(1);
  });

  test('a worker that lives and does nothing: by its heartbeat, and by the queue', async () => {
    const worker = { kind: 'worker', container: `${prefix}tds-worker`, match: 'tds_worker' };
    const byQueue = await open([
      { ...worker, name: 'by-queue', stalled_seconds: 2 },
      { ...worker, name: 'patient', stalled_seconds: 3600 },
    ]);
    expect(await byQueue.finding('by-queue', 'progress')).toMatchObject({ status: 'passed' });
    await faults.worker_not_processing.inject(stack, docker);
    expect(await world.problem('tds-worker')).toMatchObject({ check: 'heartbeat', issue: 'worker_not_processing' });
    const problem = await byQueue.problem('by-queue');
    expect(problem).toMatchObject({ check: 'progress', issue: 'worker_not_processing', threshold: 2 });
    expect(problem.restsOn).toContain(`database/${prefix}tsh_postgres`);
    expect(await byQueue.finding('patient', 'progress')).toMatchObject({ status: 'passed' });
    await world.heal('restart_worker', await world.problem('tds-worker'));
    await world.settled('tds-worker', 'heartbeat');
    await byQueue.settled('by-queue', 'progress');
  });

  test('a heartbeat by query, by the database’s clock', async () => {
    const worker = { kind: 'worker', container: `${prefix}tds-worker`, match: 'tds_worker' };
    const beat = (query: string) => ({ heartbeat: { query, max_age_seconds: 1 } });
    const byQuery = await open([
      { ...worker, name: 'fresh', ...beat('select now()') },
      { ...worker, name: 'text', ...beat("select to_char(now() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS')") },
      { ...worker, name: 'epoch', ...beat('select extract(epoch from now())') },
      { ...worker, name: 'old', ...beat("select now() - interval '1 hour'") },
      { ...worker, name: 'future', ...beat("select now() + interval '1 hour'") },
      { ...worker, name: 'none', ...beat('select now() where false') },
      { ...worker, name: 'wrong', ...beat('select nothing from nowhere') },
      { ...worker, name: 'writes', ...beat('delete from tds_sync_queue returning now()') },
    ]);
    const findings = (await byQuery.findings()).filter(one => one.check === 'heartbeat');
    expect(findings.map(({ target, status }) => [target, status])).toEqual([
      ...['fresh', 'text', 'epoch'].map(name => [name, 'passed']),
      ...[
        ['old', 'failed'],
        ['future', 'error'],
        ['none', 'failed'],
        ['wrong', 'error'],
        ['writes', 'error'],
      ],
    ]);
    expect(findings[3]?.restsOn).toContain(`database/${prefix}tsh_postgres`);
  });

  test('what cannot be looked at is an error of that worker alone', async () => {
    const url = 'redis://127.0.0.1:1';
    const half = await open(undefined, { connections: { redis: { url } } });
    expect((await half.findings()).map(({ target, check, status }) => `${target} ${check} ${status}`)).toEqual([
      ...['uvicorn', 'tds-scheduler', 'tds-worker'].map(name => `${name} processes passed`),
      ...['tds-scheduler', 'tds-worker'].map(name => `${name} heartbeat error`),
    ]);
    const noQueue = await open([{ name: 'w', container: `${prefix}tds-worker`, stalled_seconds: 5 }]);
    expect((await noQueue.finding('w', 'progress')).status).toBe('passed');
  });

  test('a container that does not run, or is not there', async () => {
    const others = await open([
      { name: 'sched', kind: 'scheduler', container: `${prefix}tds-scheduler`, match: 'tds_auto_sync_scheduler' },
      { name: 'nobody', kind: 'worker', container: `${prefix}nobody`, match: 'x' },
    ]);
    await docker.getContainer(`${prefix}tds-scheduler`).kill();
    const problem = await others.problem('sched');
    expect(problem).toMatchObject({ issue: 'scheduler_stopped', restsOn: [`containers/${prefix}tds-scheduler`] });
    expect(problem.message).toContain('is exited');
    const missing = await others.problem('nobody');
    expect((await others.draft('restart_main_service', missing)).unavailable).toContain(
      'only a deployment can create it',
    );
    expect((await others.draft('kill_process', problem)).unavailable).toContain('restart that instead');
    await others.heal('restart_scheduler', problem);
    await others.settled('sched', 'processes');
    await undoAll(stack, docker);
  });
});

/** A program that writes its pid and stays; the marker is what it is found by. */
const STAY = 'setInterval(() => undefined, 1000); console.log("up")';
const DEAF = `process.on("SIGTERM", () => undefined); ${STAY}`;

describe('on this machine', () => {
  const marker = `orixoon-test-worker-${process.pid}`;
  const started: ChildProcess[] = [];
  const opened: WorkersWorld[] = [];
  const host = openHost({ timeoutMs: 5000, signal: new AbortController().signal });

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
    host = openHost({ timeoutMs: 5000, signal: new AbortController().signal, systemctl });
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
      timeoutMs: 5000,
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
