import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { RedisServer } from '../integration/servers/redis-server.ts';
import { startRedis } from '../integration/servers/redis-server.ts';
import { elements, parseXml } from '../unit/report/xml.ts';
import { bring, redisTarget } from './redis-target.ts';

interface Job {
  readonly variables: Readonly<Record<string, string>>;
  readonly script: readonly string[];
  readonly artifacts: { readonly when: string; readonly paths: readonly string[]; readonly reports: { junit: string } };
}

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const file = parse(readFileSync(path('templates/orixoon.gitlab-ci.yml'), 'utf8')) as { '.orixoon': Job };
const job = file['.orixoon'];

let redis: RedisServer;
beforeAll(async () => void (redis = await startRedis()));
afterAll(() => redis.end());

/** The script as a runner's shell executor gives it to its shell, in a project's folder. */
async function run(folder: string, flags: string, shell: readonly string[]): Promise<{ code: unknown; log: string }> {
  const [command = '', ...args] = shell;
  const { exitCode, all } = await execa(command, args, {
    cwd: folder,
    reject: false,
    extendEnv: false,
    all: true,
    input: job.script.join('\n'),
    env: {
      ...job.variables,
      PATH: process.env['PATH'] ?? '',
      HOME: join(folder, 'home'),
      CI_PROJECT_PATH_SLUG: 'somebody-shop',
      ORIXOON: `node ${path('bin/orixoon.js')}`,
      ORIXOON_FLAGS: flags,
    },
  });
  return { code: exitCode, log: all };
}

test.each([[['bash', '-eo', 'pipefail']], [['sh', '-e']]])(
  '%j: the exit code of the run, its own report as artifact, and no earlier one for a run that was refused',
  async shell => {
    const folder = mkdtempSync(join(tmpdir(), 'orixoon-gitlab-'));
    const config = redisTarget(redis, { environment: basename(folder) });
    writeFileSync(join(folder, 'healing_config.json'), JSON.stringify(config));
    const junit = join(folder, job.artifacts.reports.junit);
    const failures = (): number => elements(parseXml(readFileSync(junit, 'utf8')), 'failure').length;
    expect(job.artifacts).toMatchObject({ when: 'always', paths: ['orixoon-report/'] });

    await bring(redis, 'down');
    const blocked = await run(folder, '', shell);
    expect([blocked.code, failures() > 0], blocked.log).toEqual([1, true]);
    const healed = await run(folder, '--auto-heal --skip-phase preflight', shell);
    expect([healed.code, failures()], healed.log).toEqual([0, 0]);
    expect(existsSync(join(folder, 'home', '.orixoon', 'somebody-shop', '.orixoon')), 'the ledger').toBe(true);
    for (const flags of ['--no-such', '$(touch pwned)', '; touch pwned', '*']) {
      const refused = await run(folder, flags, shell);
      expect([refused.code, existsSync(junit)], refused.log).toEqual([2, false]);
    }
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  },
);
