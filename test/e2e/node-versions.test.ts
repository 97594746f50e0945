import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRedis } from '../integration/servers/redis-server.ts';
import type { RedisServer } from '../integration/servers/redis-server.ts';
import { desk, isReport } from './orixoon.ts';

const bin = fileURLToPath(new URL('../../bin/orixoon.js', import.meta.url));
const majors = ['20', '22', '24'] as const;
/** Half a gigabyte: too dear for `npm ci`, and kept for the next run. */
const cache = join(tmpdir(), 'orixoon-node-versions');
const nodeOf = (major: string): string => join(cache, 'node_modules', `node${major}`, 'bin', 'node');

let redis: RedisServer;

beforeAll(async () => {
  if (!majors.every(major => existsSync(nodeOf(major)))) {
    mkdirSync(cache, { recursive: true });
    const platform = `node-${process.platform}-${process.arch}`;
    // The least that `engines` allows of 20, and the newest of the others.
    const wanted = majors.map(major => `node${major}@npm:${platform}@${major === '20' ? '~20.19.0' : major}`);
    await execa('npm', ['install', '--prefix', cache, '--no-save', '--no-audit', '--no-fund', ...wanted]);
  }
  redis = await startRedis({ args: ['--maxmemory', '100mb'] });
});
afterAll(() => redis.end());

test.each(majors)('Node %s: --help, validate, and a whole run with its report', async major => {
  const table = desk({
    connections: { docker: { host: redis.dockerHost }, redis: { url: redis.url } },
    phases: { containers: { expected: [{ name: redis.container }] }, redis: { container: redis.container } },
  });
  const run = async (...args: string[]) =>
    execa(nodeOf(major), [bin, ...args], {
      reject: false,
      extendEnv: false,
      stdin: 'ignore',
      env: { PATH: '/nowhere' },
    });
  expect((await run('--version')).exitCode).toBe(0);
  expect((await run('--help')).stdout).toContain('--auto-heal');
  expect(await run('--config', table.config, 'validate')).toMatchObject({ exitCode: 0, stderr: '' });
  const ended = await run('--config', table.config, '--phase', 'containers', 'redis', '--output', 'json');
  expect(ended).toMatchObject({ exitCode: 0 });
  expect(isReport(JSON.parse(ended.stdout))).toBe(true);
  // No warning of Node's own: nothing deprecated is used.
  expect(ended.stderr).not.toMatch(/Warning/);
  const { stdout } = await execa(nodeOf(major), ['--version']);
  expect(stdout).toMatch(new RegExp(`^v${major}\\.`));
});
