import type Docker from 'dockerode';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ContainerView } from '../../../src/clients/docker-types.ts';
import { openHttp } from '../../../src/clients/http.ts';
import type { Finding } from '../../../src/core/finding.ts';
import { planAll } from '../../../src/engine/planner.ts';
import type { RunPlan } from '../../../src/engine/ports.ts';
import { StaleError } from '../../../src/errors.ts';
import { practiceConfig } from '../../../src/practice/config.ts';
import type { ConfigPart } from '../../../src/practice/config.ts';
import { execIn } from '../../../src/practice/container.ts';
import { dockerAt } from '../../../src/practice/docker-at.ts';
import { crashLoop, highErrorRate, memoryLeak } from '../../../src/practice/faults/application.ts';
import { down, up } from '../../../src/practice/stack.ts';
import type { Stack } from '../../../src/practice/stack.ts';
import application from '../../../src/systems/application/index.ts';
import containers from '../../../src/systems/containers/index.ts';
import { restartLoop } from '../../../src/systems/restart-loop.ts';
import { ownPrefix, quiet, untilHealthy } from '../../practice/practice-stack.ts';
import { openLab } from '../lab.ts';
import type { Lab } from '../lab.ts';
import { openWorld } from '../servers/heal-world.ts';
import type { HealWorld } from '../servers/heal-world.ts';

let lab: Lab;
let docker: Docker;
let stack: Stack;
const prefix = ownPrefix();
beforeAll(async () => {
  lab = await openLab();
  docker = dockerAt(lab.host);
  stack = await up({ docker, host: lab.host, prefix, services: ['tsh_postgres', 'redis', 'app'], say: quiet });
});
afterAll(async () => {
  await lab.close();
  await down(docker, prefix, quiet);
});

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function worldOf(config: ConfigPart): Promise<HealWorld> {
  const world = await openWorld(application, config);
  closers.push(() => world.end());
  return world;
}
const practice = (phase: ConfigPart = {}, over: ConfigPart = {}): Promise<HealWorld> =>
  worldOf(practiceConfig(stack, { phases: { application: phase }, ...over }));

async function serve(answer: RequestListener): Promise<string> {
  const server: Server = createServer(answer);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise(resolve => (server.closeAllConnections(), server.close(resolve))));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'orixoon-application-'));
  closers.push(() => rm(path, { recursive: true }));
  return path;
}

/** A URL that nothing listens at. */
async function closedUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return `http://127.0.0.1:${port}/`;
}

const statuses = (findings: readonly Finding[]) => Object.fromEntries(findings.map(one => [one.check, one.status]));
const app = () => `${prefix}app`;
const inApp = (...argv: string[]) => execIn(docker, app(), argv);

/** As the engine does after a heal: look until nothing is pending or failing, for a bounded time. */
async function settle(world: HealWorld): Promise<readonly Finding[]> {
  const endsAt = Date.now() + 120_000;
  for (;;) {
    const findings = await world.findings();
    const isWell = findings.every(({ status }) => status === 'passed' || status === 'skipped');
    if (isWell || Date.now() > endsAt) return findings;
  }
}

describe('a GET', () => {
  const http = openHttp({ signal: new AbortController().signal });
  test('gives the status and at most 4 KB, over at most three redirects, with the login for its own server alone', async () => {
    const logins: unknown[] = [];
    const other = await serve((request, response) => {
      logins.push(request.headers.authorization);
      response.end('x'.repeat(100_000));
    });
    const url = await serve((request, response) => {
      logins.push(request.headers.authorization);
      const hop = Number(request.url?.slice(1));
      response.writeHead(302, { location: hop < 3 ? `/${hop + 1}` : `${other}/` }).end();
    });
    const withLogin = url.replace('//', '//me:secret@');
    expect(await http.get(`${withLogin}/1`, 60_000)).toMatchObject({ status: 200, body: 'x'.repeat(4096) });
    expect(logins.map(login => login === `Basic ${btoa('me:secret')}`)).toEqual([true, true, true, false]);
    expect((await http.get(`${url}/0`, 60_000)).status).toBe(302);
  });

  test('tells its faults apart, and no secret', async () => {
    const silent = await serve(() => undefined);
    const rude = await serve(request => request.socket.destroy());
    const slow = await serve((_, response) => response.write('half'));
    await expect(http.get(`${silent}/health?token=secret`, 100)).rejects.toMatchObject({
      fault: 'timeout',
      message: `${silent}/health gave no answer within 100 ms`,
    });
    await expect(http.get(slow, 100)).rejects.toMatchObject({ fault: 'timeout' });
    await expect(http.get(rude, 60_000)).rejects.toMatchObject({ fault: 'reset' });
    await expect(http.get(await closedUrl(), 60_000)).rejects.toMatchObject({ fault: 'refused' });
    await expect(http.get('http://no-such-name.invalid/', 20_000)).rejects.toMatchObject({ fault: 'unreachable' });
    await expect(http.get(silent.replace('http:', 'https:'), 300)).rejects.toMatchObject({
      fault: expect.stringMatching(/timeout|tls|reset/) as string,
    });
  });
});

describe('a restart loop', () => {
  const now = Date.parse('2025-01-10T12:00:00Z');
  const ago = (seconds: number) => now - seconds * 1000;
  const view = (over: Partial<ContainerView>): ContainerView =>
    ({
      ...{ state: 'running', restartCount: 5, restartPolicy: 'always', health: null, createdAtMs: ago(86_400) },
      ...{ startedAtMs: ago(1), finishedAtMs: ago(5), ...over },
    }) as ContainerView;
  const limits = { maxRestarts: 3, windowMs: 600_000 };
  test.each<[string, Partial<ContainerView>, string]>([
    ['between two crashes', {}, 'loop'],
    ['restarting for the second time', { state: 'restarting', restartCount: 2 }, 'loop'],
    ['restarting for the first time', { state: 'restarting', restartCount: 1 }, 'unsettled'],
    ['one restart short', { restartCount: 2 }, 'unsettled'],
    ['one restart short, and it has stayed up', { restartCount: 2, startedAtMs: ago(11) }, 'no'],
    ['up again for ten seconds', { startedAtMs: ago(10), finishedAtMs: ago(14) }, 'recovered'],
    ['up for longer than the window', { startedAtMs: ago(601), finishedAtMs: ago(605) }, 'no'],
    ['a short pause: the run before was long', { startedAtMs: ago(20), finishedAtMs: ago(20.1) }, 'spread'],
    ['young, and slow to crash', { createdAtMs: ago(300), startedAtMs: ago(50), finishedAtMs: ago(50.1) }, 'loop'],
    ['just started by hand', { restartCount: 0 }, 'unsettled'],
    ['just started by hand, and healthy', { restartCount: 0, health: { status: 'healthy' } as never }, 'no'],
    ['just started by hand, never restarted by Docker', { restartCount: 0, restartPolicy: 'no' }, 'no'],
    ['ended', { state: 'exited' }, 'no'],
  ])('%s', (_, over, expected) => {
    expect(restartLoop(view(over), now, limits)).toBe(expected);
  });
});

describe('on the practice stack', () => {
  test('all is well, twice with one identity', async () => {
    await untilHealthy(stack.urls.app);
    const world = await practice();
    const findings = await settle(world);
    expect(statuses(findings)).toEqual({ health: 'passed', errors: 'passed', memory: 'passed', restarts: 'passed' });
    expect(findings.every(({ target }) => target === app())).toBe(true);
    const deps = ['app', 'tsh_postgres', 'redis'].map(name => `containers/${prefix}${name}`);
    expect(findings[0]?.restsOn).toEqual(deps);
    const again = await world.findings();
    expect(again.map(({ identity }) => identity)).toEqual(findings.map(({ identity }) => identity));
  });

  test('health: 500, slow and refused fail without an issue; what cannot be reached is no failure', async () => {
    await inApp('touch', '/tmp/lab/unhealthy');
    const health = await (await practice()).finding('health');
    await inApp('rm', '/tmp/lab/unhealthy');
    expect(health).toMatchObject({ status: 'failed', issue: null, observed: 500 });
    const silent = await serve(() => undefined);
    const slow = await practice({ health_url: silent, health_timeout_ms: 100 });
    expect(await slow.finding('health')).toMatchObject({
      status: 'failed',
      issue: null,
      evidence: { fault: 'timeout' },
    });
    const refused = await practice({ health_url: await closedUrl() });
    expect(await refused.finding('health')).toMatchObject({ status: 'failed', evidence: { fault: 'refused' } });
    const lost = await practice({ health_url: 'http://no-such-name.invalid/' });
    expect(await lost.finding('health')).toMatchObject({ status: 'error', issue: null });
  });

  test('75 errors are found; after the restart they count no more', async () => {
    await highErrorRate.inject(stack, docker);
    const world = await practice();
    const problem = await world.problem('high_error_rate');
    expect(problem).toMatchObject({ status: 'failed', observed: 75, threshold: 50, target: app() });
    const plan = await world.draft('restart_application', problem);
    expect(plan.steps[0]).toContain(`docker restart ${app()}`);
    expect(await world.heal('restart_application', problem, plan)).toMatchObject({ changed: { restarted: 1 } });
    const after = await settle(world);
    expect(statuses(after)).toEqual({ health: 'passed', errors: 'passed', memory: 'passed', restarts: 'passed' });
    expect(after.find(({ check }) => check === 'errors')?.observed).toBe(0);
    await expect(world.heal('restart_application', problem, plan)).rejects.toThrow(StaleError);
  });

  test('memory over the share of its limit is found, and given back by a restart; without a limit it is skipped', async () => {
    await memoryLeak.inject(stack, docker);
    const world = await practice();
    const problem = await world.problem('memory_leak');
    expect(problem.observed).toBeGreaterThanOrEqual(90);
    await world.heal('restart_application', problem);
    expect(statuses(await settle(world))['memory']).toBe('passed');
    const unlimited = await practice({ container: `${prefix}redis` });
    expect(await unlimited.finding('memory')).toMatchObject({ status: 'skipped', observed: null });
  });

  test('a crash loop is one root, and is healed without its state, of which a copy is kept', async () => {
    const redis = new Redis(stack.urls.redis);
    closers.push(() => redis.quit());
    await redis.mset('app:state:a', '1', 'app:state:keep', '1', 'app:stateless', '1', 'APP:STATE:b', '1');
    await crashLoop.inject(stack, docker);
    closers.push(() => crashLoop.undo(stack, docker));
    const over = { blacklist: { redis_keys: ['app:state:keep'] } };
    const world = await practice({}, over);
    const problem = await world.problem('crash_loop');
    expect(problem.restsOn).toEqual(['tsh_postgres', 'redis'].map(name => `containers/${prefix}${name}`));
    const ofContainers = await containers.inspect(world.look);
    const runPlan = { policy: world.policy, actions: [...containers.actions, ...application.actions] };
    const planned = await planAll([...ofContainers, problem], runPlan as unknown as RunPlan, world.look);
    expect(planned.map(one => [one.problem.issue, one.blockedBy, one.draft.unavailable])).toEqual([
      ['crash_loop', null, null],
    ]);
    expect(planned[0]?.dependents).toContain(`containers/${app()}`);
    const container = ofContainers.find(({ target }) => target === app());
    expect(container).toMatchObject({ status: 'failed', issue: null });
    expect(container?.restsOn).toContain(`application/${app()}`);

    const plan = await world.draft('clear_state_and_restart', problem);
    expect(plan.touches).toContainEqual(expect.objectContaining({ kind: 'redis_key', names: ['app:state:*'] }));
    expect(plan.steps).toContain('UNLINK 1 keys that match app:state:*, but none that matches app:state:keep');
    // What runs in it changes between two crashes, and so do the programs that a restart would touch.
    const { identity, steps } = await world.draft('clear_state_and_restart', problem);
    expect({ identity, steps }).toEqual({ identity: plan.identity, steps: plan.steps });
    const done = await world.heal('clear_state_and_restart', problem, plan);
    expect(done.changed).toEqual({ restarted: 1, moved_paths: 1, deleted_keys: 1 });
    expect(JSON.parse(await inApp('cat', '/var/lib/tsh/state/session.json'))).toEqual({ version: 1 });
    const copy = /copy: (\S+?)\)/.exec(done.details)?.[1] ?? '';
    expect(await readFile(copy, 'latin1')).toContain('"version": 1, "sess');
    expect(await redis.exists('app:state:keep', 'app:stateless', 'APP:STATE:b')).toBe(3);
    expect(await redis.exists('app:state:a')).toBe(0);
    expect(statuses(await settle(world))['restarts']).toBe('passed');
    await expect(world.heal('clear_state_and_restart', problem, plan)).rejects.toThrow(StaleError);
  });
});

describe('state that is not the cause', () => {
  const LOOPS = 'mkdir -p /state/d; cat /state/f; sleep 0.5; echo new > /state/new; exit 3';
  const BEGIN = 'mkdir -p /state/d; [ -e /state/f ] || echo kept > /state/f; echo inner > /state/d/one;';
  /** Loops over and over, whatever its state. */
  async function looping(
    name: string,
    binds: string[] = [],
  ): Promise<{ container: Docker.Container; world: HealWorld }> {
    const script = `[ -e /begun ] || { ${BEGIN} } ; touch /begun; ${LOOPS}`;
    const policy = { HostConfig: { RestartPolicy: { Name: 'always' }, Binds: binds } };
    const container = await lab.run(name, script, policy);
    await lab.until(container, view => view.restartCount >= 3);
    const phase = { container: `${lab.prefix}${name}`, state_paths: ['/state/f', '/state/d', '/state/none'] };
    const world = await worldOf({ connections: { docker: { host: lab.host } }, phases: { application: phase } });
    return { container, world };
  }
  const filesOf = async (container: Docker.Container): Promise<string> => {
    const chunks: Buffer[] = [];
    for await (const chunk of await container.getArchive({ path: '/state' })) chunks.push(Buffer.from(chunk as Buffer));
    return Buffer.concat(chunks).toString('latin1');
  };

  test.each([
    ['running', 'restarting'],
    ['restarting', 'running'],
  ])('a plain restart planned while it is %s holds while it is %s', async (planned, met) => {
    const { container, world } = await looping(`loop-${planned}`);
    const problem = await world.problem('crash_loop');
    await lab.until(container, view => view.state === planned);
    const plan = await world.draft('restart_application', problem);
    expect(plan.identity).toMatchObject({ isLooping: true });
    await lab.until(container, view => view.state === met);
    expect((await world.heal('restart_application', problem, plan)).changed).toEqual({ restarted: 1 });
  });

  test('is put back, and the container goes on as it was', async () => {
    const { container, world } = await looping('loop');
    const problem = await world.problem('crash_loop');
    await expect(world.heal('clear_state_and_restart', problem)).rejects.toThrow(/did not stay up .*was put back/);
    const files = await filesOf(container);
    expect(files).toContain('kept');
    expect(files).toContain('inner');
    expect((await lab.view(container)).state).not.toBe('exited');
    const { recommendation, evidence } = (await application.diagnose?.(problem, world.look)) ?? {};
    expect(recommendation).toContain('with and without its saved state');
    expect(evidence?.['log']).toContain('kept');
  });

  test('is put back too where the second path cannot be moved, or an interrupt comes', async () => {
    const bound = join(await folder(), 'bound');
    await writeFile(bound, 'of the host');
    const { container } = await looping('cut', [`${bound}:/state/bound`]);
    const base = {
      id: container.id,
      isStill: () => true,
      keepIn: await folder(),
      whileStopped: () => Promise.resolve(),
    };
    const hands = lab.tool.hands();
    const clear = (...paths: string[]) => hands.restartCleared({ ...base, paths }, lab.signal);
    await expect(clear('/state/d', '/state/bound')).rejects.toThrow('did not remove /state/bound');
    await expect(clear('/state/d', `/state/${'x'.repeat(101)}`)).rejects.toThrow('too long');
    expect(await readFile(bound, 'utf8')).toBe('of the host');
    expect(await filesOf(container)).toContain('inner');
    expect((await lab.view(container)).state).not.toBe('exited');

    const cut = new AbortController();
    const whileStopped = () => {
      cut.abort();
      return Promise.resolve();
    };
    const task = { ...base, paths: ['/state/f'], whileStopped };
    await expect(hands.restartCleared(task, cut.signal)).rejects.toThrow('cut short');
    await lab.tool.settled();
    expect(await filesOf(container)).toContain('kept');
    expect((await lab.view(container)).state).not.toBe('exited');
  });

  test('is not touched where it is no state at all', async () => {
    const { world } = await looping('broad');
    const problem = await world.problem('crash_loop');
    const { settings } = world.look;
    for (const path of ['/var', '/var/lib/../../etc', '//etc/']) {
      const phase = { ...settings.phases.application, state_paths: [path] };
      const look = { ...world.look, settings: { ...settings, phases: { ...settings.phases, application: phase } } };
      const action = application.actions.find(({ id }) => id === 'clear_state_and_restart');
      expect((await action?.draft(problem, look))?.unavailable).toContain('more than the state of one application');
    }
  });
});
