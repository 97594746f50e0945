import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk, orixoon } from './orixoon.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'orixoon-weather-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const phaseNames = ['preflight', 'containers', 'database', 'redis', 'workers', 'zoho_queue', 'application'];

const dockerAt = (socket: string, timeoutSeconds = 10) =>
  desk({
    connections: { docker: { host: `unix://${socket}` } },
    phases: { containers: { expected: [{ name: 'app' }], timeout_seconds: timeoutSeconds } },
  });

/** Serve a socket for the time of the work. */
async function serving(server: Server | net.Server, socket: string, work: () => Promise<void>): Promise<void> {
  await new Promise<void>(resolve => server.listen(socket, resolve));
  const sockets = new Set<Socket>();
  server.on('connection', (one: Socket) => sockets.add(one));
  try {
    await work();
  } finally {
    for (const one of sockets) one.destroy();
    await new Promise(resolve => server.close(resolve));
  }
}

test('no Docker socket: inconclusive, exit 3, with what to do; nothing is healed', async () => {
  const at = dockerAt(join(folder, 'absent.sock'));
  const { exitCode, stdout } = await at.run('--auto-heal', '--yes');
  expect(exitCode, stdout).toBe(3);
  expect(stdout).toMatch(/DOCKER_HOST|is it running/);
  expect(at.report()).toMatchObject({ conclusive: false, issues: [] });
});

test('a socket proxy that answers 403: inconclusive, told apart from absent', async () => {
  const socket = join(folder, 'proxy.sock');
  const server = createServer((_, response) => response.writeHead(403).end('Forbidden'));
  await serving(server, socket, async () => {
    const { exitCode, stdout } = await dockerAt(socket).run();
    expect(exitCode, stdout).toBe(3);
    expect(stdout).toContain('403');
    expect(stdout).not.toMatch(/is it running/);
  });
});

test('an engine that hangs: the phase ends at its timeout, and the process ends', async () => {
  const socket = join(folder, 'hung.sock');
  await serving(net.createServer(), socket, async () => {
    const before = Date.now();
    const { exitCode } = await dockerAt(socket, 2).run('--auto-heal');
    expect(exitCode).toBe(3);
    expect(Date.now() - before).toBeLessThan(60_000);
  });
});

const usage = async (config: string | null, args: readonly string[] = []): Promise<string> => {
  const file = join(folder, 'config.json');
  if (config !== null) writeFileSync(file, config);
  const { exitCode, stderr, stdout } = await orixoon([
    '--config',
    config === null ? join(folder, 'none.json') : file,
    ...args,
  ]);
  expect([exitCode, stdout], stderr).toEqual([2, '']);
  return stderr;
};

test('configs that cannot be: exit 2, in plain words', async () => {
  mkdirSync(join(folder, 'directory.json'), { recursive: true });
  const directory = await orixoon(['--config', join(folder, 'directory.json')]);
  expect([directory.exitCode, directory.stderr]).toEqual([2, expect.stringMatching(/director|folder/)]);
  expect(await usage(null)).toMatch(/none\.json/);
  expect(await usage('')).toMatch(/empty/);
  expect(await usage('{ "a": \u0000 }')).toMatch(/binary/i);
  expect(await usage(`{ "x": "${'y'.repeat(5_000_000)}" }`)).toMatch(/large|at most|MiB|bytes/);
  const wrong = await usage(
    '{\n  "enviroment": "x",\n  "auto_healing": { "max_healing_attempts": "3" },\n  "healing_actions": { "container_not_runing": {}, "redis_memory_full": { "action": "kill_idle_connections" } },\n  "connections": { "redis": { "url": "${NO_SUCH_VARIABLE}" } }\n}',
  );
  for (const words of [
    ':2:3',
    'did you mean "environment"',
    ':3:45',
    'container_not_running',
    'NO_SUCH_VARIABLE',
    'kill_idle_connections',
  ])
    expect(wrong).toContain(words);
});

test('a config that is wrong opens no connection', async () => {
  let connections = 0;
  const server = net.createServer(socket => void ((connections += 1), socket.destroy()));
  await serving(server, join(folder, 'counted.sock'), async () => {
    const docker = { host: `unix://${join(folder, 'counted.sock')}` };
    const phases = { containers: { expected: [{ name: 'app' }] } };
    await usage(JSON.stringify({ connections: { docker }, phases, bogus: 1 }), ['--auto-heal']);
    expect(connections).toBe(0);
    // The server would have counted it.
    await desk({ connections: { docker }, phases }).run();
    expect(connections).toBeGreaterThan(0);
  });
});

test('flags that cannot be: exit 2', async () => {
  const config = '{ "connections": { "redis": { "url": "redis://127.0.0.1:1" } } }';
  expect(await usage(config, ['--phase'])).toMatch(/argument missing/);
  expect(await usage(config, ['--phase', 'rediss'])).toMatch(/did you mean "redis"/);
  expect(await usage(config, ['--deadline', 'soon'])).toMatch(/seconds/);
  expect(await usage(config, ['--output', 'xml'])).toMatch(/pretty/);
  expect(await usage(config, ['hael'])).toMatch(/unknown command/);
  expect(await usage(config, ['--frobnicate'])).toMatch(/unknown option/);
});

test('nothing to test: exit 2', async () => {
  const nothing = desk({});
  expect((await nothing.run()).exitCode).toBe(2);
  const disabled = desk({ phases: Object.fromEntries(phaseNames.map(name => [name, { enabled: false }])) });
  const off = await disabled.run('--output', 'json');
  expect([off.exitCode, JSON.parse(off.stdout)]).toEqual([
    2,
    expect.objectContaining({ exit_code: 2, decision: 'BLOCK' }),
  ]);
  expect(existsSync(disabled.reports)).toBe(false);
  const skipped = desk({ connections: { redis: { url: 'redis://127.0.0.1:1' } } });
  expect((await skipped.run('--skip-phase', ...phaseNames)).exitCode).toBe(2);
  for (const none of ['', ',']) expect((await skipped.run('--phase', none)).exitCode).toBe(2);
});

test('--help, --version, list and explain need no config', async () => {
  for (const args of [['--help'], ['--version'], ['list'], ['explain', 'container_unhealthy'], ['heal', '--help']]) {
    const { exitCode, stdout } = await orixoon(args);
    expect([args, exitCode]).toEqual([args, 0]);
    expect(stdout.length).toBeGreaterThan(4);
  }
  expect((await orixoon(['explain', 'container_unhealty'])).exitCode).toBe(2);
});

test('a reports directory that cannot be written: tests go on, nothing is healed, never ALLOW', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const at = desk({
    phases: { preflight: { min_free_disk_gb: 0.001, min_free_memory_percent: 0 } },
    connections: { docker: { host: 'unix:///nowhere.sock' } },
  });
  const { exitCode, stdout } = await at.run(
    '--reports-dir',
    join(file, 'reports'),
    '--phase',
    'preflight',
    '--auto-heal',
  );
  expect(exitCode, stdout).toBe(3);
  expect(stdout).toMatch(/report/);
});
