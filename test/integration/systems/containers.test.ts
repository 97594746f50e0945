import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DockerError } from '../../../src/clients/errors.ts';
import { StaleError } from '../../../src/errors.ts';
import containers from '../../../src/systems/containers/index.ts';
import { openLab } from '../lab.ts';
import type { Lab } from '../lab.ts';
import { actionOf, decide, handsOf, inspect, lookAt, madeUp, permitFor, problemOf } from './containers-gate.ts';

const FOREVER = 'trap "exit 0" TERM; while :; do sleep 0.1; done';
const DEAF = 'trap "" TERM; while :; do sleep 0.1; done';

let lab: Lab;
beforeAll(async () => {
  lab = await openLab();
});
afterEach(() => lab.clear());
afterAll(() => lab.close());

const named = (name: string) => `${lab.prefix}${name}`;

/** Plan and carry out, as the engine would. */
async function heal(actionId: string, name: string, look = lookAt(lab, [{ name }])) {
  const action = actionOf(actionId);
  const permit = await permitFor(action, await problemOf(look, name), look);
  return {
    permit,
    again: () => action.run(permit, handsOf(lab), look),
    done: await action.run(permit, handsOf(lab), look),
  };
}

describe('not running', () => {
  test('is started, passes, and a second run of the same permit does nothing', async () => {
    const app = await lab.run('app', FOREVER);
    await app.kill();
    const look = lookAt(lab, [{ name: named('app') }]);
    const problem = await problemOf(look, named('app'));
    expect(problem).toMatchObject({ issue: 'container_not_running', status: 'failed', evidence: { exitCode: 137 } });
    const { again, done } = await heal('start_container', named('app'));
    expect(done).toEqual({ changed: { started: 1 }, details: `Container ${named('app')} started successfully` });
    const after = await lab.view(app);
    await expect(again()).rejects.toThrow(StaleError);
    expect((await lab.view(app)).startedAt).toBe(after.startedAt);
    const findings = await inspect(look);
    expect(findings.map(({ status, check }) => [check, status])).toEqual([
      ['running', 'passed'],
      ['health', 'passed'],
    ]);
    expect(findings[0]?.identity).toEqual({ id: app.id, startedAt: after.startedAt, state: 'running' });
    expect(findings[1]?.message).toBe('no health check: unknown');
  });

  test('dies again at once: found again, with its last words', async () => {
    const app = await lab.run('app', 'echo about to fail; exit 3');
    await lab.until(app, view => view.state === 'exited');
    const look = lookAt(lab, [{ name: named('app') }]);
    const first = await lab.view(app);
    // A slow machine shows it running for a moment: then it is the re-test that finds it ended.
    const said = await heal('start_container', named('app')).then(({ done }) => done.details, String);
    expect(said).toMatch(/started and ended at once .*exit code 3|started successfully/);
    await lab.until(app, view => view.state === 'exited' && view.startedAt !== first.startedAt);
    const diagnosis = await containers.diagnose?.(await problemOf(look, named('app')), look);
    expect(diagnosis?.evidence).toMatchObject({ exitCode: 3, log: ['about to fail', 'about to fail'] });
    expect(diagnosis?.recommendation).toContain('docker logs');
  });

  test('a one-shot that ended with 0 is well; with 1, or not declared, it is not', async () => {
    const good = await lab.run('good', 'exit 0');
    const bad = await lab.run('bad', 'exit 1');
    for (const one of [good, bad]) await lab.until(one, view => view.state === 'exited');
    const [first, second] = await inspect(
      lookAt(lab, [
        { name: named('good'), one_shot: true },
        { name: named('bad'), one_shot: true },
      ]),
    );
    expect(first).toMatchObject({ status: 'passed', issue: null });
    expect(second).toMatchObject({ status: 'failed', issue: 'container_not_running' });
    const [undeclared] = await inspect(lookAt(lab, [{ name: named('good') }]));
    expect(undeclared?.issue).toBe('container_not_running');
  });
});

describe('which container', () => {
  test('a name that is a prefix of another is not the other', async () => {
    const stage = await lab.run('app_stage', FOREVER);
    const look = lookAt(lab, [{ name: named('app') }]);
    const problem = await problemOf(look, named('app'));
    expect(problem).toMatchObject({ issue: 'container_missing', evidence: { similar: [named('app_stage')] } });
    expect(problem.recommendation).toContain(`docker compose up -d ${named('app')}`);
    const draft = await actionOf('restart_container').draft(problem, look);
    expect(draft.unavailable).toContain('exists');
    await lab.run('app', FOREVER);
    const permit = await permitFor(actionOf('restart_container'), madeUp(named('app')), look);
    const before = await lab.view(stage);
    await actionOf('restart_container').run(permit, handsOf(lab), look);
    expect((await lab.view(stage)).startedAt).toBe(before.startedAt);
  });

  test('recreated between plan and act: stale, and the newcomer is left alone', async () => {
    const app = await lab.run('app', FOREVER);
    await app.kill();
    const look = lookAt(lab, [{ name: named('app') }]);
    const action = actionOf('start_container');
    const permit = await permitFor(action, await problemOf(look, named('app')), look);
    await app.remove();
    const newcomer = await lab.create('app', FOREVER);
    await expect(action.run(permit, handsOf(lab), look)).rejects.toThrow(StaleError);
    expect((await lab.view(newcomer)).state).toBe('created');
  });

  test('by compose project and service; two replicas are one too many', async () => {
    const labels = { 'com.docker.compose.project': named('p'), 'com.docker.compose.service': 'web' };
    await lab.run('p-web-1', FOREVER, { Labels: labels });
    const look = lookAt(lab, [{ name: 'web', project: named('p') }]);
    expect((await inspect(look))[0]).toMatchObject({ target: 'web', status: 'passed' });
    await lab.run('p-web-2', FOREVER, { Labels: labels });
    expect((await inspect(look))[0]).toMatchObject({ status: 'error', issue: null });
  });

  test('what rests on what: depends_on of the config, else the label of compose, and shared networks', async () => {
    const label = (service: string, on = '') => ({
      Labels: {
        'com.docker.compose.project': named('p'),
        'com.docker.compose.service': service,
        'com.docker.compose.depends_on': on,
      },
    });
    const db = await lab.run('db', FOREVER, label('db'));
    await lab.run('web', FOREVER, label('web', 'db:service_healthy:false'));
    await lab.run('side', FOREVER, { HostConfig: { NetworkMode: `container:${db.id}` } });
    await lab.run('extra', FOREVER);
    const look = lookAt(lab, [
      ...[{ name: named('db') }, { name: named('web') }, { name: named('side') }],
      { name: named('extra'), depends_on: [named('web')] },
    ]);
    const restsOn = new Map((await inspect(look)).map(finding => [finding.target, finding.restsOn]));
    expect(restsOn.get(named('db'))).toEqual([]);
    expect(restsOn.get(named('web'))).toEqual([`containers/${named('db')}`]);
    expect(restsOn.get(named('side'))).toEqual([`containers/${named('db')}`]);
    expect(restsOn.get(named('extra'))).toEqual([`containers/${named('web')}`]);
    // What a phase looks at in a container is needed by who needs the container.
    const served = await inspect(
      lookAt(lab, [{ name: named('db') }, { name: named('web') }], { database: named('db') }),
    );
    expect(served.find(({ target }) => target === named('web'))?.restsOn).toEqual([
      `containers/${named('db')}`,
      `database/${named('db')}`,
    ]);
    const draft = await actionOf('restart_container').draft(madeUp(named('db')), look);
    expect(draft.steps).toContain(`${named('side')} shares its network: look at it after`);
  });
});

describe('where the config names none', () => {
  const targets = async () => {
    const look = lookAt(lab, undefined);
    return (await inspect(look)).filter(one => one.check === 'running' && one.target.startsWith(lab.prefix));
  };

  test('all that run or have a restart policy', async () => {
    await lab.run('runs', FOREVER);
    await lab.create('kept', FOREVER, { HostConfig: { RestartPolicy: { Name: 'unless-stopped' } } });
    await lab.create('old', FOREVER);
    const found = await targets();
    expect(found.map(one => [one.target, one.issue]).sort()).toEqual([
      [named('kept'), 'container_not_running'],
      [named('runs'), null],
    ]);
  });

  test('those of the compose project in the working directory, migrations that ended well among them', async () => {
    const label = (service: string, on = '') => ({
      Labels: {
        'com.docker.compose.project': named('p'),
        'com.docker.compose.service': service,
        'com.docker.compose.depends_on': on,
        'com.docker.compose.project.working_dir': process.cwd(),
      },
    });
    await lab.run('elsewhere', FOREVER);
    const migrate = await lab.run('migrate', 'exit 0', label('migrate'));
    await lab.run('web', FOREVER, label('web', 'migrate:service_completed_successfully:false'));
    await lab.until(migrate, view => view.state === 'exited');
    const found = await targets();
    expect(found.map(one => [one.target, one.status]).sort()).toEqual([
      [named('migrate'), 'passed'],
      [named('web'), 'passed'],
    ]);
    expect(found.find(one => one.target === named('web'))?.restsOn).toEqual([`containers/${named('migrate')}`]);
  });
});

describe('stuck and sick', () => {
  test('running, but answering neither top nor exec: stuck; not allowed to ask: error', async () => {
    await lab.run('app', FOREVER);
    const expected = [{ name: named('app') }];
    const silent = {
      ...lab.tool.eyes,
      top: () => Promise.reject(new DockerError('timeout', 'no answer')),
      answersExec: () => Promise.resolve(false),
    };
    const problem = await problemOf(lookAt(lab, expected, { docker: silent }), named('app'));
    expect(problem.issue).toBe('container_stuck');
    const answers = { ...silent, answersExec: () => Promise.resolve(true) };
    expect((await inspect(lookAt(lab, expected, { docker: answers })))[0]?.status).toBe('passed');
    const refused = { ...silent, answersExec: () => Promise.reject(new DockerError('forbidden', 'refused')) };
    expect((await inspect(lookAt(lab, expected, { docker: refused })))[0]).toMatchObject({
      status: 'error',
      issue: null,
    });
  });

  test('paused: unpaused, not restarted, whatever the action does', async () => {
    const app = await lab.run('app', FOREVER);
    await app.pause();
    const before = await lab.view(app);
    const { done, permit } = await heal('force_restart_container', named('app'));
    expect(permit.planned.problem.issue).toBe('container_stuck');
    expect(permit.planned.draft.touches[0]?.effect).toBe('unpause');
    expect(done.changed).toEqual({ unpaused: 1 });
    expect(await lab.view(app)).toMatchObject({ state: 'running', startedAt: before.startedAt });
  });

  test('unhealthy: restarted, and again healthy', async () => {
    const Healthcheck = {
      Test: ['CMD', 'test', '!', '-e', '/dev/shm/sick'],
      Interval: 100e6,
      Retries: 1,
      Timeout: 60e9,
    };
    const app = await lab.run('app', `rm -f /dev/shm/sick; ${FOREVER}`, { Healthcheck });
    await lab.until(app, view => view.health?.status === 'healthy');
    const exec = await app.exec({ Cmd: ['touch', '/dev/shm/sick'] });
    await exec.start({ Detach: true });
    const before = await lab.until(app, view => view.health?.status === 'unhealthy');
    const { done } = await heal('restart_container', named('app'));
    expect(done.changed).toEqual({ restarted: 1 });
    const after = await lab.until(app, view => view.health?.status === 'healthy');
    expect(after.startedAt).not.toBe(before.startedAt);
    expect((await inspect(lookAt(lab, [{ name: named('app') }]))).every(one => one.status === 'passed')).toBe(true);
  });

  test('starting: pending until the grace is over, then unhealthy, then stuck', async () => {
    const Healthcheck = { Test: ['CMD', 'false'], Interval: 300e9, StartPeriod: 1e9, Retries: 1, Timeout: 1e9 };
    const app = await lab.run('app', FOREVER, { Healthcheck });
    const { startedAtMs } = await lab.view(app);
    const name = named('app');
    const pending = (await inspect(lookAt(lab, [{ name }], { grace: 1 }))).find(one => one.check === 'health');
    expect(pending).toMatchObject({ status: 'error', issue: null });
    // The image's own patience is longer than the config's: 1 s of start period and one interval of 300 s.
    expect(Math.abs((pending?.pendingUntil ?? 0) - (startedAtMs ?? 0) - 301_000)).toBeLessThan(20_000);
    await lab.clear();
    const Short = { Test: ['CMD', 'sleep', '30'], Interval: 1e9, Retries: 1, Timeout: 60e9 };
    const quick = await lab.run('app', FOREVER, { Healthcheck: Short });
    await lab.until(quick, view => Date.now() - (view.startedAtMs ?? 0) > 1200);
    expect(await problemOf(lookAt(lab, [{ name }], { grace: 0 }), name)).toMatchObject({
      issue: 'container_unhealthy',
    });
    expect(await problemOf(lookAt(lab, [{ name }], { grace: 0, stuck: 1 }), name)).toMatchObject({
      issue: 'container_stuck',
    });
  });

  test('a restart loop is pending, and stuck once it has gone on for too long; it can be acted on', async () => {
    const app = await lab.run('app', 'exit 3', { HostConfig: { RestartPolicy: { Name: 'always' } } });
    await lab.until(app, view => view.state === 'restarting' && view.restartCount >= 4);
    const name = named('app');
    const [pending] = await inspect(lookAt(lab, [{ name }], { stuck: 60 }));
    expect(pending).toMatchObject({ status: 'error', issue: null });
    expect(pending?.pendingUntil).toBeGreaterThan(Date.now());
    await lab.until(app, view => view.state === 'restarting' && view.restartCount >= 5);
    const { restartCount } = await lab.view(app);
    const look = lookAt(lab, [{ name }], { stuck: 0.1 });
    // Whether its first run after the restart is seen to end or not.
    const attempt = () => heal('force_restart_container', name, look).then(({ done }) => done.details, String);
    let said = await attempt();
    // By the time that a busy machine looks or acts, it may have been started once more.
    while (/not one problem|StaleError/.test(said)) said = await attempt();
    expect(said).toMatch(/over and over|restarted successfully/);
    // A start by hand begins the count anew.
    expect((await lab.view(app)).restartCount).toBeLessThan(restartCount);
  });
});

describe('what may not be touched', () => {
  const POSTGRES = 'cp /bin/sleep /tmp/postgres; /tmp/postgres 1000 & wait';

  test('a running PostgreSQL is refused a restart by the gate; stopped, it is started', async () => {
    const db = await lab.run('db', POSTGRES);
    await lab.until(db, view => view.state === 'running');
    const look = lookAt(lab, [{ name: named('db') }]);
    for (const id of ['restart_container', 'force_restart_container']) {
      const action = actionOf(id);
      const problem = madeUp(named('db'));
      await expect
        .poll(async () => decide(action, problem, await action.draft(problem, look)))
        .toMatchObject({ verdict: 'deny', deniedBy: 'blacklist' });
    }
    await db.kill();
    expect((await heal('start_container', named('db'))).done.changed).toEqual({ started: 1 });
  });

  test('the configured database is refused by its name, whatever runs in it', async () => {
    await lab.run('db', FOREVER);
    const look = lookAt(lab, [{ name: named('db') }], { database: named('db') });
    const draft = await actionOf('restart_container').draft(madeUp(named('db')), look);
    expect(draft.touches[0]?.sacred).toContain('PostgreSQL');
  });

  test('a program beside the main one does not count', async () => {
    const app = await lab.run('app', 'cp /bin/sleep /tmp/postgres; exec sleep 1000');
    await expect.poll(async () => (await lab.tool.eyes.top(app.id))[0]?.name).toBe('sleep');
    const exec = await app.exec({ Cmd: ['/tmp/postgres', '100'] });
    await exec.start({ Detach: true });
    await expect.poll(async () => (await lab.tool.eyes.top(app.id)).map(one => one.name)).toContain('postgres');
    const look = lookAt(lab, [{ name: named('app') }]);
    const draft = await actionOf('restart_container').draft(madeUp(named('app')), look);
    expect(draft.touches.map(touch => [touch.kind, touch.names[0], touch.sacred])).toEqual([
      ['container', named('app'), null],
      ['process', 'sleep', null],
    ]);
  });

  test('our own container', async () => {
    const app = await lab.run('app', FOREVER);
    const docker = { ...lab.tool.eyes, ownContainerId: () => Promise.resolve(app.id) };
    const look = lookAt(lab, [{ name: named('app') }], { docker });
    const draft = await actionOf('restart_container').draft(madeUp(named('app')), look);
    expect(draft.touches[0]?.sacred).toBe('this program runs in it');
  });

  test('what runs is not started, and the plan says why', async () => {
    await lab.run('app', FOREVER);
    const look = lookAt(lab, [{ name: named('app') }]);
    const draft = await actionOf('start_container').draft(madeUp(named('app')), look);
    expect(draft.unavailable).toBe(`${named('app')} is running: start_container cannot help`);
  });
});

test('a container that ignores SIGTERM is restarted all the same, both ways', async () => {
  const app = await lab.run('app', DEAF);
  const look = lookAt(lab, [{ name: named('app') }]);
  for (const id of ['restart_container', 'force_restart_container']) {
    const before = await lab.view(app);
    const permit = await permitFor(actionOf(id), madeUp(named('app')), look);
    expect(await actionOf(id).run(permit, handsOf(lab), look)).toMatchObject({ changed: { restarted: 1 } });
    const after = await lab.view(app);
    expect(after.state).toBe('running');
    expect(after.startedAt).not.toBe(before.startedAt);
  }
});
