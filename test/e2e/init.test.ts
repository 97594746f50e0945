import { existsSync, mkdtempSync, readFileSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type Docker from 'dockerode';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { poll } from '../../src/practice/poll.ts';
import { start } from './orixoon.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';
import { inTerminal } from './pty.ts';

const CANARY = 'canary-p4ss';
const bin = fileURLToPath(new URL('../../bin/orixoon.js', import.meta.url));

let lab: Practice;
/** A compose stack of somebody's: the practice stack's servers beside containers with the labels of a project in a folder. */
let folder: string;
let own: Docker.Container;
beforeAll(async () => {
  lab = await practice('init-', { services: ['tsh_postgres', 'redis', 'app'] });
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'orixoon-init-')));
  await relabel();
});
afterAll(async () => {
  await own.remove({ force: true });
  await lab.down();
});

/** Labels cannot be changed: the application runs a second time, as compose would have made it in the folder. */
async function relabel(): Promise<void> {
  const { Image } = await lab.docker.getContainer('init-app').inspect();
  const labels = (service: string, dependsOn: string) => ({
    'com.docker.compose.project': 'shop',
    'com.docker.compose.project.working_dir': folder,
    'com.docker.compose.service': service,
    'com.docker.compose.depends_on': dependsOn,
    'com.docker.compose.oneoff': 'False',
  });
  own = await lab.docker.createContainer({
    name: 'init-shop-web-1',
    Image,
    Entrypoint: ['python3', '-m', 'uvicorn', 'neurolink:app', '--host', '0.0.0.0', '--port', '8002'],
    Env: [`API_TOKEN=${CANARY}`, `DATABASE_URL=postgresql://shop:${CANARY}@db:5432/shop`],
    Labels: labels('web', ''),
    ExposedPorts: { '8002/tcp': {} },
    HostConfig: {
      NetworkMode: lab.stack.network,
      PortBindings: { '8002/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] },
    },
  });
  await own.start();
  const { NetworkSettings } = await own.inspect();
  const port = NetworkSettings.Ports['8002/tcp']?.[0]?.HostPort ?? '';
  const isUp = () =>
    fetch(`http://127.0.0.1:${port}/health`)
      .then(({ ok }) => ok)
      .catch(() => false);
  await poll({ what: 'the container to answer', timeoutMs: 120_000 }, isUp);
}

const environment = (): Record<string, string> => ({
  DOCKER_HOST: lab.stack.host,
  DATABASE_URL: lab.stack.urls.database,
  REDIS_URL: lab.stack.urls.redis,
});

async function orixoonIn(cwd: string, args: readonly string[], env: Record<string, string> = environment()) {
  const { exitCode, stdout, stderr } = await start(args, env, { cwd });
  return { exitCode, stdout: String(stdout), stderr: String(stderr) };
}

const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'orixoon-init-empty-'));

test('from nothing to a first useful run in an empty folder, in well under two minutes', async () => {
  const cwd = emptyFolder();
  const began = Date.now();
  const init = await orixoonIn(cwd, ['init', '--yes']);
  expect(init.exitCode, init.stderr).toBe(0);
  expect(init.stdout).toMatch(/Wrote .*healing_config\.json, and it is valid\./);
  expect(init.stdout.trimEnd().split('\n').at(-1)).toBe('exit 0 OK');
  expect(readdirSync(cwd)).toEqual(['healing_config.json']);
  const run = await orixoonIn(cwd, ['--phase', 'containers', 'database', 'redis', 'workers', 'application']);
  expect(run.exitCode, run.stdout).toBe(0);
  expect(Date.now() - began).toBeLessThan(120_000);
  const config = readFileSync(join(cwd, 'healing_config.json'), 'utf8');
  for (const word of ['"${DATABASE_URL}"', '"${REDIS_URL}"', 'init-tsh_postgres', 'init-redis', '/health'])
    expect(config).toContain(word);
  // The queue's table is in that database.
  expect(config).toContain('"zoho_queue": { "table": "tds_sync_queue" }');
  for (const secret of [CANARY, 'lab-s3cret']) expect(config + init.stdout + init.stderr).not.toContain(secret);
});

test('the compose project of the folder goes before all else that runs', async () => {
  const { exitCode, stdout, stderr } = await orixoonIn(folder, ['init', '--yes', '--output', 'json']);
  expect(exitCode, stderr).toBe(0);
  const told = JSON.parse(stdout) as { file: string; found: Record<string, string>; backup: string | null };
  expect(told).toMatchObject({ file: join(folder, 'healing_config.json'), backup: null });
  expect(told.found['containers']).toBe('init-shop-web-1 (compose project shop)');
  expect(told.found['application']).toMatch(/^init-shop-web-1, http:\/\/127\.0\.0\.1:\d+\/health$/);
  expect(stdout + readFileSync(told.file, 'utf8')).not.toContain(CANARY);
});

test('what is there is not overwritten unless it is said, and is kept then', async () => {
  const cwd = emptyFolder();
  const file = join(cwd, 'mine.json');
  writeFileSync(file, '{ "mine": true }');
  const refused = await orixoonIn(cwd, ['init', '--yes', '--config', file]);
  expect([refused.exitCode, refused.stdout]).toEqual([2, '']);
  expect(refused.stderr).toContain('--force');
  expect(readFileSync(file, 'utf8')).toBe('{ "mine": true }');
  for (const name of ['mine.json.bak', 'mine.json.bak.2']) {
    const before = readFileSync(file, 'utf8');
    const { exitCode, stdout } = await orixoonIn(cwd, ['init', '--yes', '--force', '--config', file]);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining(name)]);
    expect(readFileSync(join(cwd, name), 'utf8')).toBe(before);
  }
  expect((await orixoonIn(cwd, ['validate', '--config', file])).exitCode).toBe(0);
  expect(readdirSync(cwd).sort()).toEqual(['mine.json', 'mine.json.bak', 'mine.json.bak.2']);
});

test('without a terminal and without --yes, in a folder that is not there, with nothing found: exit 2, nothing written', async () => {
  const cwd = emptyFolder();
  const nowhere = { DOCKER_HOST: 'unix:///nowhere/docker.sock' };
  const unasked = await orixoonIn(cwd, ['init']);
  expect([unasked.exitCode, unasked.stderr]).toEqual([2, expect.stringContaining('--yes')]);
  const lost = await orixoonIn(cwd, ['init', '--yes', '--config', join(cwd, 'no/such/folder.json')]);
  expect([lost.exitCode, lost.stderr]).toEqual([2, expect.stringContaining('ENOENT')]);
  const nothing = await orixoonIn(cwd, ['init', '--yes'], nowhere);
  expect([nothing.exitCode, nothing.stderr]).toEqual([2, expect.stringContaining('nothing was found here')]);
  // At a terminal too, nobody is asked about what is not there.
  const asked = inTerminal([process.execPath, bin, 'init', '--config', join(cwd, 'mine.json')], nowhere);
  const { shown, exitCode } = await asked.end();
  expect([exitCode, shown]).toEqual([2, expect.stringContaining('nothing was found here')]);
  expect(shown).not.toContain('What is this environment called?');
  expect(readdirSync(cwd)).toEqual([]);
});

test('no engine, but a variable: a config for what there is, which says what is missing', async () => {
  const cwd = emptyFolder();
  const env = { ...environment(), DOCKER_HOST: 'unix:///nowhere/docker.sock' };
  expect((await orixoonIn(cwd, ['init', '--yes'], env)).exitCode).toBe(0);
  const run = await orixoonIn(cwd, ['--phase', 'database', 'redis', 'zoho_queue'], env);
  expect(run.exitCode, run.stdout).toBe(0);
  expect(readFileSync(join(cwd, 'healing_config.json'), 'utf8')).toContain('"containers" is left out');
});

test('at a terminal: asked, answered; Ctrl-C writes nothing; a file that is there is asked for, No by default', async () => {
  const cwd = emptyFolder();
  const file = join(cwd, 'healing_config.json');
  const atTerminal = () => inTerminal([process.execPath, bin, 'init', '--config', file], environment());
  const first = atTerminal();
  await first.seen('What is this environment called?');
  first.type('\u0003');
  expect(await first.end()).toMatchObject({
    exitCode: 130,
    shown: expect.stringContaining('nothing was written') as string,
  });
  expect(existsSync(file)).toBe(false);

  const second = atTerminal();
  await second.seen('What is this environment called?');
  second.type('qa\r');
  await second.seen('Which containers should be tested?');
  second.type('\r');
  await second.seen('Which of them is the application?');
  second.type('\r');
  const { shown, exitCode } = await second.end();
  expect(exitCode, shown).toBe(0);
  expect(readFileSync(file, 'utf8')).toContain('"environment": "qa"');

  const before = readFileSync(file, 'utf8');
  const third = atTerminal();
  await third.seen('is there already');
  third.type('\r');
  expect((await third.end()).exitCode).toBe(2);
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(readdirSync(cwd).sort()).toEqual(['healing_config.json']);
});
