import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { StaleError } from '../../../src/errors.ts';
import type { ConfigPart } from '../../../src/practice/config.ts';
import { practiceConfig } from '../../../src/practice/config.ts';
import { execIn } from '../../../src/practice/container.ts';
import { dockerAt } from '../../../src/practice/docker-at.ts';
import { faults, undoAll } from '../../../src/practice/faults.ts';
import { down, up } from '../../../src/practice/stack.ts';
import type { Stack } from '../../../src/practice/stack.ts';
import workers from '../../../src/systems/workers/index.ts';
import { liveWorkers } from '../../../src/systems/workers/live-workers.ts';
import { openLab } from '../lab.ts';
import { openWorkers } from '../servers/workers-world.ts';
import type { WorkersWorld } from '../servers/workers-world.ts';

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
    // The new children are seen before they have said that they are ready.
    await expect
      .poll(async () => JSON.stringify((await workers.diagnose?.(problem, two.look))?.evidence['log']))
      .toContain('startup complete');
    const diagnosis = await workers.diagnose?.(problem, two.look);
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
    await expect.poll(async () => (await world.finding('tds-scheduler', 'heartbeat')).status).toBe('failed');
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
    const beat = (query: string) => ({ heartbeat: { query, max_age_seconds: 10 } });
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

test('a zombie under a living parent that does not reap it is no live worker, though it still matches', async () => {
  const lab = await openLab();
  try {
    // The parent's own command line must not match: it counts for nothing here.
    const parent =
      "import subprocess, time; [subprocess.Popen(['ta' + 'il', '-f', '/dev/null']) for _ in range(2)]; time.sleep(9999)";
    await lab.run('zombies', `exec python3 -c "${parent}"`);
    const name = `${lab.prefix}zombies`;
    const expected = [{ name: 'w', kind: 'worker', container: name, match: 'tail', min_processes: 2 }];
    const connections = { docker: { host: lab.host } };
    const phases = { workers: { expected }, containers: { starting_grace_seconds: 1 } };
    const world = await openWorkers({ environment: 'test', connections, phases });
    try {
      await expect.poll(async () => (await world.finding('w', 'processes')).observed).toBe(2);
      await execIn(lab.docker, name, ['sh', '-c', 'kill -9 $(pgrep -o tail)']);
      await expect.poll(async () => (await world.finding('w', 'processes')).observed).toBe(1);
      // Whether or not the engine's list still shows it: it is there, and not buried.
      const dead = 'grep -l "^State:.Z" /proc/[0-9]*/status | xargs -I{} grep -h ^Name: {}';
      expect((await execIn(lab.docker, name, ['sh', '-c', dead])).trim()).toMatch(/^Name:\s+tail$/);
      expect(await world.problem('w')).toMatchObject({ issue: 'workers_down', observed: 1, threshold: 2 });
    } finally {
      await world.end();
    }
  } finally {
    await lab.close();
  }
});
