import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RedisServer } from '../integration/servers/redis-server.ts';
import { startRedis } from '../integration/servers/redis-server.ts';
import { bring, redisTarget } from './redis-target.ts';

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));

let redis: RedisServer;
beforeAll(async () => void (redis = await startRedis()));
afterAll(() => redis.end());

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'orixoon-deploy-'));
  const step = '#!/bin/sh\necho "$1" >> deployed\n';
  writeFileSync(join(folder, 'deploy-step.sh'), step, { mode: 0o755 });
});

/** What a stage's config says; both stand on the same Redis. */
function stage(name: string, target: Partial<Parameters<typeof redisTarget>[1]> = {}): void {
  const config = redisTarget(redis, { environment: `${basename(folder)}-${name}`, ...target });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(config));
}

interface Deployed {
  readonly exitCode: number | undefined;
  readonly said: string;
  readonly deployed: string;
}

async function deploy(args: readonly string[], env: Record<string, string> = {}, input = ''): Promise<Deployed> {
  const { exitCode, all } = await execa(path('examples/deploy.sh'), args, {
    cwd: folder,
    reject: false,
    extendEnv: false,
    all: true,
    input,
    env: { PATH: process.env['PATH'] ?? '', ORIXOON: path('bin/orixoon.js'), ...env },
  });
  const record = join(folder, 'deployed');
  return { exitCode, said: all, deployed: existsSync(record) ? readFileSync(record, 'utf8') : '' };
}

const isRunning = async (): Promise<boolean> => (await redis.docker.inspect()).State.Running;

test('ALLOW: staging is healed and deployed, then production; a BLOCK there ends it with 1 and deploys nothing more', async () => {
  stage('staging');
  stage('production');
  await bring(redis, 'down');
  const both = await deploy([]);
  expect([both.exitCode, both.deployed], both.said).toEqual([0, 'staging\nproduction\n']);
  expect(await isRunning()).toBe(true);
  stage('production', { required: ['ORIXOON_NOT_SET'] });
  const blocked = await deploy(['staging', 'production']);
  expect([blocked.exitCode, blocked.deployed], blocked.said).toEqual([1, 'staging\nproduction\nstaging\n']);
  expect(blocked.said).toContain('production is not deployed');
  writeFileSync(join(folder, 'staging.json'), '{');
  const wrong = await deploy([]);
  expect([wrong.exitCode, wrong.deployed.length], wrong.said).toEqual([2, blocked.deployed.length]);
});

test('APPROVAL is told, and the approval is handed on', async () => {
  stage('staging', { asks: true });
  await bring(redis, 'down');
  const asking = await deploy(['staging']);
  expect([asking.exitCode, asking.deployed], asking.said).toEqual([4, '']);
  expect(asking.said).toContain('staging waits for your approval');
  const [, id = ''] = /--approve ([\w-]+)/.exec(asking.said) ?? [];
  const approved = await deploy(['staging'], { APPROVE: id });
  expect([approved.exitCode, approved.deployed], approved.said).toEqual([0, 'staging\n']);
});

test('dry run first: without a yes nothing is healed or deployed, with it both', async () => {
  stage('staging');
  await bring(redis, 'down');
  const first = { DRY_RUN_FIRST: 'yes' };
  for (const answer of ['', 'n\n']) {
    const refused = await deploy(['staging'], first, answer);
    expect([refused.exitCode, refused.deployed], refused.said).toEqual([1, '']);
    expect(await isRunning()).toBe(false);
  }
  const agreed = await deploy(['staging'], first, 'y\n');
  expect([agreed.exitCode, agreed.deployed], agreed.said).toEqual([0, 'staging\n']);
  expect(await isRunning()).toBe(true);
});
