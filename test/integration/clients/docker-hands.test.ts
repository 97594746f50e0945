import type Docker from 'dockerode';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectDocker } from '../../../src/clients/docker-connection.ts';
import type { DockerConnection } from '../../../src/clients/docker-connection.ts';
import { openHands } from '../../../src/clients/docker-hands.ts';
import type { ContainerView } from '../../../src/clients/docker-types.ts';
import { DockerError } from '../../../src/clients/errors.ts';
import { StaleError } from '../../../src/errors.ts';
import { openLab } from '../lab.ts';
import type { Lab } from '../lab.ts';

const FOREVER = 'trap "exit 0" TERM; while :; do sleep 0.1; done';
const DEAF = 'trap "" TERM; while :; do sleep 0.1; done';

let lab: Lab;
let real: DockerConnection;
beforeAll(async () => {
  lab = await openLab();
  real = connectDocker(lab.host, { timeoutMs: 60_000, signal: lab.signal });
});
afterEach(() => lab.clear());
afterAll(() => lab.close());

const identityOf = ({ id, startedAt, state }: ContainerView) => ({ id, startedAt, state });
const never = (): AbortSignal => new AbortController().signal;

/** The real engine, whose answer to some verb is lost or turned into a failure after it was carried out. */
function afterwards(verb: string, failure: DockerError, fired: string[]): DockerConnection {
  return {
    ...real,
    async post(path, query, body, bounds) {
      fired.push(path.split('/').at(-1) ?? '');
      const answer = await real.post<never>(path, query, body, bounds);
      if (path.endsWith(`/${verb}`)) throw failure;
      return answer;
    },
  };
}

describe('an answer that is lost', () => {
  test('after a timeout StartedAt is looked at, and nothing is fired twice', async () => {
    const before = await lab.view(await lab.run('app', FOREVER));
    const fired: string[] = [];
    const hands = openHands(afterwards('restart', new DockerError('timeout', 'no answer'), fired));
    const after = await hands.restart(identityOf(before), never());
    expect(after.startedAt).not.toBe(before.startedAt);
    expect(fired).toEqual(['restart']);
  });

  test.each([
    ['restart', true],
    ['start', false],
  ] as const)(
    'of a %s that the engine goes on with: it is waited for, and nothing is fired twice',
    async (verb, runs) => {
      const app = await lab.run('app', DEAF, { StopTimeout: 3 });
      if (!runs) await app.kill();
      const before = await lab.view(app);
      const fired: string[] = [];
      const broken: DockerConnection = {
        ...real,
        post(path, query, body, bounds) {
          fired.push(path.split('/').at(-1) ?? '');
          void real.post(path, query, body, bounds);
          return Promise.reject(new DockerError('lost', 'socket hang up'));
        },
      };
      const after = await openHands(broken)[verb](identityOf(before), never());
      expect([after.state, after.startedAt === before.startedAt]).toEqual(['running', false]);
      expect(fired).toEqual([verb]);
    },
  );

  test('of a restart that never got through is reported', async () => {
    const app = await lab.run('app', FOREVER, { StopTimeout: 0 });
    const before = await lab.view(app);
    const cut: DockerConnection = { ...real, post: () => Promise.reject(new DockerError('lost', 'socket hang up')) };
    await expect(openHands(cut).restart(identityOf(before), never())).rejects.toThrow('socket hang up');
    expect((await lab.view(app)).startedAt).toBe(before.startedAt);
  });

  test('a restart that failed half-way is followed by one start', async () => {
    const app = await lab.run('app', FOREVER);
    const before = await lab.view(app);
    const fired: string[] = [];
    const stopsOnly: DockerConnection = {
      ...real,
      async post(path, query, body, bounds) {
        fired.push(path.split('/').at(-1) ?? '');
        if (!path.endsWith('/restart')) return real.post(path, query, body, bounds);
        await app.stop();
        throw new DockerError('other', 'Docker: server error');
      },
    };
    const after = await openHands(stopsOnly).restart(identityOf(before), never());
    expect(after.state).toBe('running');
    expect(fired).toEqual(['restart', 'start']);
  });

  test('a restart that failed and changed nothing is only reported', async () => {
    const app = await lab.run('app', FOREVER);
    const refused: DockerConnection = { ...real, post: () => Promise.reject(new DockerError('forbidden', 'refused')) };
    await expect(openHands(refused).restart(identityOf(await lab.view(app)), never())).rejects.toThrow('refused');
  });
});

describe('a container that ends as soon as it is started', () => {
  /** The real engine, which answers only when the container has ended again: no race with a short life. */
  const whenEnded = (container: Docker.Container, restarts = 0): DockerConnection => ({
    ...real,
    async post(path, query, body, bounds) {
      const { startedAt } = await lab.view(container);
      const answer = await real.post<never>(path, query, body, bounds);
      await lab.until(
        container,
        view => view.startedAt !== startedAt && view.state !== 'running' && view.restartCount >= restarts,
      );
      return answer;
    },
  });

  test('after a start: the error says how it ended', async () => {
    const app = await lab.create('app', 'exit 3');
    const act = openHands(whenEnded(app)).start(identityOf(await lab.view(app)), never());
    await expect(act).rejects.toThrow(/^[^W].*started and ended at once \(state exited, exit code 3\)/);
  });

  test('after a restart it is worse than before, and the error says so', async () => {
    const app = await lab.run('app', `test -e /tmp/ran && exit 4; touch /tmp/ran; ${FOREVER}`);
    await expect.poll(async () => (await lab.tool.eyes.top(app.id)).some(one => one.name === 'sleep')).toBe(true);
    const act = openHands(whenEnded(app)).restart(identityOf(await lab.view(app)), never());
    await expect(act).rejects.toThrow(/^WORSE THAN BEFORE: .*exit code 4.*docker start/);
  });

  test('in a restart loop it is not worse than before', async () => {
    const app = await lab.run('app', 'exit 5', { HostConfig: { RestartPolicy: { Name: 'always' } } });
    const before = await lab.until(app, view => view.state === 'restarting' && view.restartCount >= 5);
    const act = openHands(whenEnded(app, 6)).restart(identityOf(before), never());
    await expect(act).rejects.toThrow(/^[^W].*exit code 5, and Docker restarts it over and over/);
  });
});

test('each refuses what has changed since, and does nothing', async () => {
  const app = await lab.run('app', FOREVER);
  const now = await lab.view(app);
  const hands = lab.tool.hands();
  for (const verb of ['start', 'restart', 'forceRestart', 'unpause'] as const) {
    await expect(hands[verb]({ ...identityOf(now), startedAt: 'earlier' }, never())).rejects.toThrow(StaleError);
    await expect(hands[verb]({ ...identityOf(now), state: 'exited' }, never())).rejects.toThrow(StaleError);
    await expect(hands[verb]({ ...identityOf(now), id: 'f'.repeat(64) }, never())).rejects.toThrow(StaleError);
  }
  expect(await lab.view(app)).toMatchObject(identityOf(now));
});

describe('an interrupt', () => {
  test('ends our waiting for a slow stop at once', async () => {
    const app = await lab.run('app', DEAF, { StopTimeout: 60 });
    await lab.until(app, view => Date.now() - (view.startedAtMs ?? 0) > 500);
    const ending = new AbortController();
    const startedMs = performance.now();
    setTimeout(() => ending.abort(), 200);
    const act = lab.tool.hands().restart(identityOf(await lab.view(app)), ending.signal);
    await expect(act).rejects.toThrow(/interrupted after Docker was asked to restart/);
    expect(performance.now() - startedMs).toBeLessThan(20_000);
  });

  test('between kill and start leaves nothing down', async () => {
    const app = await lab.run('app', FOREVER);
    const before = await lab.view(app);
    const ending = new AbortController();
    const cutAfterKill: DockerConnection = {
      ...real,
      async post(path, query, body, bounds) {
        const answer = await real.post<never>(path, query, body, bounds);
        if (path.endsWith('/kill')) ending.abort();
        return answer;
      },
    };
    const act = openHands(cutAfterKill).forceRestart(identityOf(before), ending.signal);
    await expect(act).rejects.toThrow(/interrupted after .* was killed; it was started again/);
    const after = await lab.until(app, view => view.state === 'running');
    expect(after.startedAt).not.toBe(before.startedAt);
  });
});

test('a force restart of what is paused', async () => {
  const app = await lab.run('app', DEAF);
  await app.pause();
  const before = await lab.view(app);
  const after = await lab.tool.hands().forceRestart(identityOf(before), never());
  expect(after.state).toBe('running');
  expect(after.startedAt).not.toBe(before.startedAt);
});
