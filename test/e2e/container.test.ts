import { chownSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type Docker from 'dockerode';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { practiceConfig } from '../../src/practice/config.ts';
import type { ConfigPart } from '../../src/practice/config.ts';
import type { Report } from '../../src/report/report.ts';
import { buildOrixoon, removeOrixoon } from './container-image.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';

const IMAGE = 'orixoon-test:1';
const SELF = 'ctr-orixoon';
/** Neither root nor the image's own user. */
const USER = 4242;

let lab: Practice;
beforeAll(async () => {
  lab = await practice('ctr-', { services: ['redis'] });
  await buildOrixoon(lab.docker, lab.stack.image, IMAGE);
});
afterEach(async () => {
  const { running, paused } = await lab.state('redis');
  const redis = lab.docker.getContainer('ctr-redis');
  if (paused) await redis.unpause();
  else if (!running) await redis.start();
});
afterAll(async () => {
  await lab.down();
  await removeOrixoon(lab.docker, IMAGE);
});

const socket = (): string => lab.stack.host.replace('unix://', '');

interface Table {
  readonly folder: string;
  readonly report: () => Report;
  readonly directory: () => string;
}

/** A folder with a config for the stack as its own network names it, and reports that the user owns. */
function table(phases: ConfigPart = {}): Table {
  const folder = mkdtempSync(join(tmpdir(), 'orixoon-container-'));
  const config = practiceConfig(lab.stack, {
    environment: `container-${Date.now()}`,
    auto_healing: { stabilization: { interval_seconds: 0.2 } },
    connections: { docker: { host: 'unix:///var/run/docker.sock' }, redis: { url: '${REDIS_URL}' } },
    phases: {
      preflight: { min_free_disk_gb: 0.001, min_free_memory_percent: 0.1 },
      ...Object.fromEntries(['database', 'workers', 'zoho_queue', 'application'].map(id => [id, { enabled: false }])),
      ...phases,
    },
    safety_limits: { min_free_disk_gb: 0.001 },
  });
  writeFileSync(join(folder, 'healing_config.json'), JSON.stringify(config));
  for (const name of ['reports', 'locks']) {
    mkdirSync(join(folder, name));
    chownSync(join(folder, name), USER, USER);
  }
  const directory = (): string => realpathSync(join(folder, 'reports', 'latest'));
  return {
    folder,
    directory,
    report: () => JSON.parse(readFileSync(join(directory(), 'report.json'), 'utf8')) as Report,
  };
}

/** As the head of the Dockerfile says. */
async function create({ folder }: Table, flags: readonly string[], more: Docker.ContainerCreateOptions = {}) {
  return lab.docker.createContainer({
    name: SELF,
    Image: IMAGE,
    Cmd: [...flags],
    User: `${USER}:${USER}`,
    Env: ['REDIS_URL=redis://redis:6379'],
    Labels: { 'orixoon.practice': 'ctr' },
    ...more,
    HostConfig: {
      PidMode: 'host',
      GroupAdd: [String(statSync(socket()).gid)],
      NetworkMode: lab.stack.network,
      // The name of a stopped container is asked further out, where nobody may answer: a lookup cannot be ended by us.
      DnsOptions: ['timeout:1', 'attempts:1'],
      Binds: [
        `${socket()}:/var/run/docker.sock`,
        `${folder}/healing_config.json:/gate/healing_config.json:ro`,
        `${folder}/reports:/gate/reports`,
        `${folder}/locks:/tmp/orixoon-locks`,
      ],
    },
  });
}

interface Ended {
  readonly code: number;
  readonly log: string;
}

async function endOf(container: Docker.Container): Promise<Ended> {
  const { StatusCode } = (await container.wait()) as { StatusCode: number };
  const log = await container.logs({ stdout: true, stderr: true });
  await container.remove();
  return { code: StatusCode, log: log.toString('utf8') };
}

async function run(at: Table, flags: readonly string[], more: Docker.ContainerCreateOptions = {}): Promise<Ended> {
  const container = await create(at, flags, more);
  await container.start();
  return endOf(container);
}

test('ALLOW on the network of the stack; the report is its user’s; a USAGE is 2', async () => {
  const at = table();
  const { code, log } = await run(at, []);
  expect(code, log).toBe(0);
  expect(at.report()).toMatchObject({ decision: 'ALLOW', exit_code: 0 });
  for (const path of [at.directory(), join(at.directory(), 'report.json')])
    expect([statSync(path).uid, statSync(path).gid]).toEqual([USER, USER]);
  expect((await run(at, ['--no-such-flag'])).code).toBe(2);
  const { Config } = await lab.docker.getImage(IMAGE).inspect();
  expect([Config.User, (Config.Healthcheck as { Test?: unknown } | undefined)?.Test]).toEqual(['1000:1000', ['NONE']]);
});

test('a stopped redis is BLOCK, and started with --auto-heal', async () => {
  const at = table();
  await lab.docker.getContainer('ctr-redis').stop({ t: 0 });
  const blocked = await run(at, []);
  expect(blocked.code, blocked.log).toBe(1);
  const { code, log } = await run(at, ['--auto-heal']);
  expect(code, log).toBe(0);
  expect(at.report().auto_healing.actions).toMatchObject([
    { action: 'start_container', target: 'ctr-redis', success: true },
  ]);
  expect((await lab.state('redis')).running).toBe(true);
});

test('its own container is never healed, whoever approves it', async () => {
  const at = table({ containers: { expected: [{ name: SELF }], starting_grace_seconds: 0.1 } });
  const sick = { Test: ['CMD', 'false'], Interval: 1e9, Timeout: 1e9, Retries: 1, StartPeriod: 0 };
  // Until Docker calls it unhealthy, it is only starting.
  const wait = ['sh', '-c', 'until [ -e /gate/reports/go ]; do read -rt 1 < /dev/null; done; exec node "$0" "$@"'];
  const container = await create(at, ['/orixoon/bin/orixoon.js', '--auto-heal', '--yes', '--phase=containers'], {
    Entrypoint: ['bash', ...wait.slice(1)],
    Healthcheck: sick,
  });
  await container.start();
  while ((await container.inspect()).State.Health?.Status !== 'unhealthy') await setTimeout(100);
  writeFileSync(join(at.folder, 'reports', 'go'), '');
  const { code, log } = await endOf(container);
  expect(code, log).toBe(1);
  expect(at.report().issues).toMatchObject([
    { type: 'container_unhealthy', target: SELF, outcome: 'denied', denied_by: 'blacklist' },
  ]);
  expect(at.report().auto_healing.actions).toEqual([]);
});

test('docker stop reaches the run: 143, and a whole report', async () => {
  const at = table({ redis: { container: 'ctr-redis', ping_timeout_ms: 120_000, timeout_seconds: 120 } });
  await lab.docker.getContainer('ctr-redis').pause();
  const container = await create(at, ['--phase', 'redis'], {
    Env: ['REDIS_URL=redis://redis:6379'],
  });
  await container.start();
  while (!(await container.logs({ stdout: true })).toString('utf8').includes('Orixoon')) await setTimeout(50);
  await container.stop({ t: 30 });
  const { code, log } = await endOf(container);
  expect(code, log).toBe(143);
  expect(at.report()).toMatchObject({ complete: true, exit_code: 143, exit_name: 'INTERRUPTED' });
});
