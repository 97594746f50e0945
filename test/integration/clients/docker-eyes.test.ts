import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openLab } from '../lab.ts';
import type { Lab } from '../lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await openLab();
});
afterEach(() => lab.clear());
afterAll(() => lab.close());

test('the log: both channels in order, long lines cut, counted by pattern and moment', async () => {
  const script = 'echo one; echo two >&2; head -c 5000 /dev/zero | tr "\\0" x; echo; printf "é\\r\\n"; printf last';
  for (const Tty of [false, true]) {
    const app = await lab.run(`log-${Tty}`, script, { Tty });
    await lab.until(app, view => view.state === 'exited');
    const lines = await lab.tool.eyes.logTail(app.id, 10);
    expect([...lines].sort()).toEqual(['last', 'one', 'two', 'é', `${'x'.repeat(2048)}…`].sort());
    expect(await lab.tool.eyes.logTail(app.id, 1)).toEqual(['last']);
  }
});

test('counting stops at its cap, keeps nothing, and begins where it is told', async () => {
  const app = await lab.run(
    'many',
    'i=0; while [ $i -lt 20000 ]; do echo "ERROR $i"; i=$((i+1)); done; sleep 4; echo ERROR late',
  );
  const view = await lab.until(app, one => one.state === 'exited');
  const eyes = lab.tool.eyes;
  const errors = (lines: readonly string[]): number => lines.filter(line => line.includes('ERROR')).length;
  expect(await eyes.countLogLines(view, 0, errors, 1e6)).toBe(20_001);
  expect(await eyes.countLogLines(view, 0, errors, 50)).toBe(50);
  expect(await eyes.countLogLines(view, 0, () => 0, 50)).toBe(0);
  expect(await eyes.countLogLines(view, (view.finishedAtMs ?? 0) - 2000, errors, 50)).toBe(1);
});

test('top: pids, parents and bare names; memory; exec; the clock', async () => {
  const app = await lab.run('app', 'cp /bin/sleep /tmp/postgres; /tmp/postgres 1000 & exec sleep 1000', {
    HostConfig: { Memory: 64 * 1024 * 1024 },
  });
  const eyes = lab.tool.eyes;
  await expect
    .poll(async () => (await eyes.top(app.id)).map(one => `${one.name} ${one.state}`).sort())
    .toEqual(['postgres S', 'sleep S']);
  const { pid } = await lab.view(app);
  expect((await eyes.top(app.id)).find(one => one.name === 'postgres')).toMatchObject({
    ppid: pid,
    command: '/tmp/postgres 1000',
  });
  const memory = await eyes.memory(await lab.view(app));
  expect(memory.limitBytes).toBe(64 * 1024 * 1024);
  expect(memory.usedBytes).toBeGreaterThan(0);
  expect(memory.usedBytes).toBeLessThan(16 * 1024 * 1024);
  // What the engine itself says of it, which takes it a second or two.
  const { memory_stats } = (await app.stats({ stream: false })) as unknown as {
    memory_stats: { usage: number; stats: Record<string, number> };
  };
  const cache = memory_stats.stats['total_inactive_file'] ?? memory_stats.stats['inactive_file'] ?? 0;
  expect(Math.abs(memory.usedBytes - (memory_stats.usage - cache))).toBeLessThan(1024 * 1024);
  expect(await eyes.answersExec(app.id, 60_000)).toBe(true);
  expect(Math.abs(await eyes.clockOffsetMs())).toBeLessThan(10_000);
  const running = await lab.view(app);
  await app.kill();
  await expect(eyes.memory(running)).rejects.toThrow(/no memory figures|not running/);
});

test('a row tells name, compose labels, state, health and shared network without an inspect', async () => {
  const labels = {
    'com.docker.compose.project': 'p',
    'com.docker.compose.service': 's',
    'com.docker.compose.project.working_dir': '/srv/p',
  };
  const Healthcheck = { Test: ['CMD', 'true'], Interval: 100e6 };
  const app = await lab.run('app', 'sleep 1000', { Labels: labels, Healthcheck });
  const side = await lab.create('side', 'true', { HostConfig: { NetworkMode: `container:${app.id}` } });
  const rowOf = async (id: string) => (await lab.tool.eyes.list()).find(row => row.id === id);
  await lab.until(app, view => view.health?.status === 'healthy');
  expect(await rowOf(app.id)).toMatchObject({
    name: `${lab.prefix}app`,
    project: 'p',
    service: 's',
    workingDir: '/srv/p',
    state: 'running',
    health: 'healthy',
    networkOf: null,
  });
  expect(await rowOf(side.id)).toMatchObject({ state: 'created', health: null, networkOf: app.id });
  expect((await lab.view(side)).namespaceOf).toEqual([app.id]);
  expect(await lab.tool.eyes.inspect('f'.repeat(64))).toBeNull();
});
