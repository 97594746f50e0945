import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld } from '../../../src/commands/world.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { gate } from '../../../src/core/gate.ts';
import type { Decision } from '../../../src/core/gate.ts';
import type { HealAction } from '../../../src/systems/system.ts';
import { systems } from '../../../src/systems/registry.ts';
import type { Lab } from '../lab.ts';
import { openLab } from '../lab.ts';
import { noProblem } from '../servers/heal-world.ts';
import { startPostgres } from '../servers/postgres-server.ts';
import type { PostgresServer } from '../servers/postgres-server.ts';

const PROJECT = `orixoon-test-${process.pid}`;
const labels = { 'com.docker.compose.project': PROJECT, 'com.docker.compose.service': 'db' };
/** Every action that could end what runs in a container. */
const restarting = systems
  .flatMap(({ actions }) => actions)
  .filter(({ id, budget }) => (budget === 'container' && id !== 'start_container') || id === 'kill_process');
const onWorkers = ['restart_main_service', 'restart_scheduler', 'restart_worker'];
const onContainers = ['restart_container', 'force_restart_container'];

interface Key {
  readonly name: string;
  readonly phase: string;
  readonly target?: string;
  /** The config that points this key at the container. */
  readonly phases: (name: string, id: string) => object;
  /** The actions that get to the container through it. */
  readonly by: readonly string[];
}

const worker = (rest: object) => ({ workers: { expected: [{ name: 'w', ...rest }] } });
const command = (name: string, argv: (name: string, id: string) => readonly string[]): Key => ({
  ...{ name, phase: 'workers', target: 'w', by: onWorkers },
  phases: (container, id) => worker({ match: 'nobody-has-this-name', restart_command: argv(container, id) }),
});
const keys: readonly Key[] = [
  {
    ...{ name: 'containers.expected[].name', phase: 'containers', by: onContainers },
    phases: name => ({ containers: { expected: [{ name }] } }),
  },
  {
    ...{ name: 'containers.expected[].service', phase: 'containers', target: 'main', by: onContainers },
    phases: () => ({ containers: { expected: [{ name: 'main', project: PROJECT, service: 'db' }] } }),
  },
  {
    ...{ name: 'database.container', phase: 'database', by: onContainers },
    phases: container => ({ database: { container } }),
  },
  {
    ...{ name: 'redis.container', phase: 'redis', by: [...onContainers, 'restart_redis'] },
    phases: container => ({ redis: { container } }),
  },
  {
    ...{ name: 'application.container', phase: 'application' },
    by: [...onContainers, 'restart_application', 'clear_state_and_restart'],
    phases: container => ({ application: { container } }),
  },
  {
    ...{ name: 'workers.expected[].container', phase: 'workers', target: 'w', by: [...onContainers, ...onWorkers] },
    phases: container => worker({ container }),
  },
  {
    ...{ name: "workers.expected[].match: the container's shim", phase: 'workers', target: 'w', by: ['kill_process'] },
    phases: (_, id) => worker({ match: id }),
  },
  command('restart_command: by name', name => ['docker', 'restart', name]),
  command('restart_command: by id', (_, id) => ['/usr/bin/docker', 'restart', '-t', '5', id.slice(0, 12)]),
  command('restart_command: by service', () => ['docker', 'compose', '-p', PROJECT, 'restart', 'db']),
  command('restart_command: all of a project', () => ['docker', 'compose', '-p', PROJECT, 'restart']),
  command('restart_command: a line for a shell', name => ['sh', '-c', `sleep 1; podman kill "${name}" && true`]),
  command('restart_command: found by the shell', () => ['sh', '-c', 'docker restart $(docker ps -q)']),
  command('restart_command: the API', name => ['curl', '-XPOST', `http://localhost/containers/${name}/restart`]),
  command('restart_command: a script', name => ['/opt/restart.sh', `--name=${name}`]),
  command('restart_command: the engine', () => ['systemctl', 'restart', 'docker']),
  command('restart_command: the service', () => ['systemctl', 'restart', 'postgresql']),
];

let lab: Lab;
beforeAll(async () => void (lab = await openLab()));
afterAll(() => lab.close());

/** What the gate says to an action, with nothing on the blacklist, high risk approved and every budget free. */
async function decide(action: HealAction, key: Key, name: string, id: string): Promise<Decision> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'orixoon-sacred-'));
  const file = path.join(folder, 'healing_config.json');
  const config = {
    connections: { docker: { host: lab.host }, redis: { url: 'redis://127.0.0.1:1' } },
    blacklist: { containers: [], processes: [] },
    phases: key.phases(name, id),
  };
  await writeFile(file, JSON.stringify(config));
  const { settings, policy } = loadConfig(file, {});
  const ending = new AbortController();
  const world = openWorld(settings, {}, ending.signal, { checks: () => Promise.resolve({ checks: [], damage: null }) });
  try {
    const problem = noProblem(key.phase, 'made_up', key.target ?? name);
    const draft = await action.draft(problem, world.look);
    const remedy = { isEnabled: true, action, maxRetries: 1, timeoutMs: 30_000, requiresConfirmation: false };
    const node = `${problem.phase}/${problem.target}` as const;
    return gate(
      { id: 'test', problem, node, remedy, action, draft, blockedBy: null, supports: [], dependents: [] },
      {
        ...{ mode: 'heal', policy: { ...policy, isEnabled: true }, history: [], runId: 'test', sick: new Map() },
        ...{ now: { wallMs: Date.now(), bootId: '', uptimeMs: 0 }, roots: 1, warnings: [] },
        approvals: { all: true, named: [] },
      },
    );
  } finally {
    ending.abort();
    await world.close();
    await rm(folder, { recursive: true, force: true });
  }
}

describe.each([
  ['PID 1 is the server', false],
  ['PID 1 is a program that keeps the server', true],
])('a running PostgreSQL, %s', (_, isKept) => {
  let server: PostgresServer;
  beforeAll(async () => void (server = await startPostgres({ maxConnections: 10, labels, isKept })));
  afterAll(() => server.stop());

  test.each(keys.map(key => [key.name, key] as const))('%s: denied to every action', async (_name, key) => {
    const container = lab.docker.getContainer(server.name);
    const { Id, State } = await container.inspect();
    const reached: string[] = [];
    for (const action of restarting) {
      const decision = await decide(action, key, server.name, Id);
      expect(decision, action.id).toMatchObject({ verdict: 'deny' });
      if (decision.verdict !== 'deny' || decision.deniedBy === 'no_action') continue;
      expect(decision.deniedBy, action.id).toBe('blacklist');
      expect(decision.trace.find(step => step.decision === 'deny')?.reason).toContain(
        'a running database is never restarted',
      );
      reached.push(action.id);
    }
    expect(reached.toSorted()).toEqual(key.by.toSorted());
    expect((await container.inspect()).State.StartedAt).toBe(State.StartedAt);
  });

  test('a command that names another container is allowed beside it', async () => {
    const other = await lab.run('worker', 'exec sleep 1000');
    const restart = restarting.find(({ id }) => id === 'restart_worker');
    if (!restart) throw new Error('there is no restart_worker');
    for (const key of keys.filter(({ name }) => ['restart_command: by name', 'restart_command: by id'].includes(name)))
      expect(await decide(restart, key, `${lab.prefix}worker`, other.id)).toMatchObject({ verdict: 'allow' });
    await lab.clear();
  });

  test('stopped, its start is allowed by every key that names it', async () => {
    const container = lab.docker.getContainer(server.name);
    await container.kill();
    const { Id } = await container.inspect();
    const start = systems.flatMap(({ actions }) => actions).find(({ id }) => id === 'start_container');
    if (!start) throw new Error('there is no start_container');
    for (const key of keys.filter(({ by }) => by.includes('restart_container')))
      expect(await decide(start, key, server.name, Id), key.name).toMatchObject({ verdict: 'allow' });
  });
});
