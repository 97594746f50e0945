import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Without types: the walls are rules about imports and names. */
const eslint = new ESLint({
  cwd: root,
  overrideConfig: [
    { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false, project: null } }, rules: {} },
  ],
  ruleFilter: ({ ruleId }) => ruleId.includes('no-restricted') || ruleId === 'no-console',
});

async function broken(file: string, line: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${line}\n`, { filePath: `${root}/${file}` });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

const imports = '@typescript-eslint/no-restricted-imports';
const properties = 'no-restricted-properties';
const syntax = 'no-restricted-syntax';
const globals = 'no-restricted-globals';

test.each([
  ['src/core/plan.ts', "import { readFileSync } from 'node:fs';", imports],
  ['src/core/plan.ts', "import { createHash } from 'crypto';", imports],
  ['src/core/plan.ts', "import { distance } from 'fastest-levenshtein';", imports],
  ['src/core/plan.ts', "import type { Look } from '../systems/system.ts';", imports],
  ['src/core/plan.ts', "import { OrixoonError } from '../errors.ts';", imports],
  ['src/core/plan.ts', "import { now } from './../clients/host.ts';", imports],
  ['src/core/plan.ts', "export const fs = import('node:fs');", syntax],
  ['src/core/plan.ts', 'export const now = Date.now();', properties],
  ['src/core/plan.ts', 'export const now = new Date();', syntax],
  ['src/core/plan.ts', 'export const now = Date();', syntax],
  ['src/core/plan.ts', 'export const now = performance.now();', globals],
  ['src/core/plan.ts', 'export const chance = Math.random();', properties],
  ['src/core/plan.ts', 'export const f = async () => 1;', syntax],
  ['src/core/plan.ts', 'export const e = process;', globals],
  ['src/core/plan.ts', 'export const e = globalThis.process.env;', globals],
  ['src/core/plan.ts', "export const e = global['process'];", globals],
  ['src/core/plan.ts', 'setTimeout(() => undefined, 1);', globals],
  ['src/core/plan.ts', "void fetch('http://127.0.0.1');", globals],
  ['src/core/plan.ts', "console.log('x');", 'no-console'],

  ['src/systems/redis/probe.ts', "import { x } from '../containers/probe.ts';", imports],
  ['src/systems/redis/probe.ts', "import { run } from '../../engine/run.ts';", imports],
  ['src/systems/redis/probe.ts', "import { openRedis } from '../../clients/redis.ts';", imports],
  ['src/systems/redis/probe.ts', "import { unlink } from '../../clients/redis-unlink.ts';", imports],
  ['src/systems/redis/probe.ts', "import { Redis } from 'ioredis';", imports],
  ['src/systems/redis/probe.ts', "import { systems } from '../registry.ts';", imports],
  ['src/systems/redis/probe.ts', "import { rmSync } from 'node:fs';", imports],
  ['src/systems/redis/probe.ts', "import { rm } from 'node:fs/promises';", imports],
  ['src/systems/redis/probe.ts', "import * as fs from 'node:fs/promises';", imports],
  ['src/systems/redis/probe.ts', "import fs from 'node:fs/promises';", imports],
  ['src/systems/redis/probe.ts', "import { rm } from 'fs/promises';", imports],
  ['src/systems/redis/probe.ts', "import { spawn } from 'node:child_process';", imports],
  ['src/systems/redis/probe.ts', "export const fs = import('node:fs');", syntax],
  ['src/systems/redis/restart.ts', "import { writeFile } from 'node:fs/promises';", imports],
  ['src/systems/database/queries/server.ts', "import { ping } from '../../redis/ping-check.ts';", imports],
  ['src/systems/database/queries/server.ts', "import { openPostgres } from '../../../clients/postgres.ts';", imports],
  ['src/systems/preflight/actions.ts', "import { writeFile } from 'node:fs/promises';", imports],
  ['src/systems/application/log-file.ts', "import { rm } from 'node:fs/promises';", imports],

  ...[
    'src/systems/preflight/checks.ts',
    'src/systems/redis/ping-check.ts',
    'src/systems/workers/heartbeat-check.ts',
  ].flatMap(
    file =>
      [
        [file, 'export const f = async () => 1;', syntax],
        [file, 'export const f = () => new Promise(() => undefined);', syntax],
        [file, "import { writeFileSync } from 'node:fs';", imports],
        [file, "import { readFile } from 'node:fs/promises';", imports],
        [file, "import { openRedis } from '../../clients/redis.ts';", imports],
        [file, 'export const now = Date.now();', properties],
        [file, 'export const e = process.env;', globals],
        [file, "process.stdout.write('x');", properties],
      ] as const,
  ),

  ['src/systems/container-target.ts', "import { run } from '../engine/run.ts';", imports],
  ['src/systems/container-target.ts', "import { openDocker } from '../clients/docker.ts';", imports],
  ['src/systems/container-target.ts', "import { ping } from './redis/ping-check.ts';", imports],
  ['src/systems/catalogue.ts', "import { JsonSchema } from '../config/json-schema.ts';", imports],
  ['src/systems/registry.ts', "import { openDocker } from '../clients/docker.ts';", imports],

  ['src/engine/run.ts', "import { openDocker } from '../clients/docker.ts';", imports],
  ['src/engine/run.ts', "import type { DockerEyes } from '../clients/docker-types.ts';", imports],
  ['src/engine/run.ts', "import { loadConfig } from '../config/load.ts';", imports],
  ['src/engine/run.ts', "import { systems } from '../systems/registry.ts';", imports],
  ['src/engine/run.ts', "console.log('x');", 'no-console'],
  ['src/engine/run.ts', 'process.exit(1);', properties],

  ['src/cli/progress.ts', "import type { DockerEyes } from '../clients/docker-types.ts';", imports],
  ['src/cli/progress.ts', "import { openDocker } from '../clients/docker.ts';", imports],
  ['src/cli/progress.ts', "import { run } from '../engine/run.ts';", imports],
  ['src/cli/progress.ts', "import { writeFileSync } from 'node:fs';", imports],
  ['src/cli/progress.ts', "process.stdout.write('x');", properties],

  ['src/report/report.ts', "import { systems } from '../systems/registry.ts';", imports],
  ['src/report/report.ts', "import { run } from '../engine/run.ts';", imports],
  ['src/report/report.ts', "import { stackAt } from '../practice/stack.ts';", imports],
  ['src/ledger/ledger.ts', "import { stackAt } from '../practice/stack.ts';", imports],
  ['src/ledger/ledger.ts', "import type { Event } from '../engine/events.ts';", imports],
  ['src/config/load.ts', "import { run } from '../engine/run.ts';", imports],
  ['src/config/load.ts', "import { stackAt } from '../practice/stack.ts';", imports],
  ['src/config/schema.ts', "import { settingsSchema } from '../systems/redis/settings.schema.ts';", imports],
  ['src/clients/redis.ts', "import redis from '../systems/redis/index.ts';", imports],
  ['src/clients/redis.ts', "import { stackAt } from '../practice/stack.ts';", imports],
  ['src/plugins/guard.ts', "import { openDocker } from '../clients/docker.ts';", imports],
  ['src/plugins/guard.ts', "import type { DockerEyes } from '../clients/docker-types.ts';", imports],
  ['src/plugins/guard.ts', "import { run } from '../engine/run.ts';", imports],
  ['src/plugins/guard.ts', "import { makeRedact } from '../report/redact.ts';", imports],
  ['src/plugins/load.ts', "import redis from '../systems/redis/index.ts';", imports],
  ['src/plugins/load.ts', "import { loadFor } from '../commands/load.ts';", imports],
  ['src/plugins/load.ts', "import { stackAt } from '../practice/stack.ts';", imports],
  ['src/plugins/load.ts', "import { writeFileSync } from 'node:fs';", imports],
  ['src/plugins/module.ts', "import { spawn } from 'node:child_process';", imports],
  ['src/plugins/guard.ts', "import type { RunOptions } from '../index.ts';", imports],

  ['src/init/survey.ts', "import { openDocker } from '../clients/docker.ts';", imports],
  ['src/init/survey.ts', "import { openHands } from '../clients/docker-hands.ts';", imports],
  ['src/init/survey.ts', "import { loadConfig } from '../config/load.ts';", imports],
  ['src/init/survey.ts', "import { askAll } from '../cli/init-questions.ts';", imports],
  ['src/init/survey.ts', "import { systems } from '../systems/registry.ts';", imports],
  ['src/init/survey.ts', "import { stackAt } from '../practice/stack.ts';", imports],
  ['src/init/survey.ts', "import { input } from '@inquirer/prompts';", imports],
  ['src/init/survey.ts', "import { spawn } from 'node:child_process';", imports],
  ['src/init/survey.ts', "import { writeFile } from 'node:fs/promises';", imports],
  ['src/init/survey.ts', "process.stdout.write('x');", properties],

  ['src/doctor/consultation.ts', "import { openDocker } from '../clients/docker.ts';", imports],
  ['src/doctor/consultation.ts', "import { openRedis } from '../clients/redis.ts';", imports],
  ['src/doctor/consultation.ts', "import { gate } from '../engine/heal.ts';", imports],
  ['src/doctor/consultation.ts', "import { loadConfig } from '../config/load.ts';", imports],
  ['src/doctor/consultation.ts', "import { systems } from '../systems/registry.ts';", imports],
  ['src/doctor/consultation.ts', "import { restart } from '../systems/redis/actions.ts';", imports],
  ['src/doctor/consultation.ts', "import { openLedger } from '../ledger/ledger-file.ts';", imports],
  ['src/doctor/consultation.ts', "import { Redis } from 'ioredis';", imports],
  ['src/doctor/consultation.ts', "import { spawn } from 'node:child_process';", imports],
  ['src/doctor/consultation.ts', "console.log('x');", 'no-console'],

  ['src/commands/run.ts', "import { stackAt } from '../practice/stack.ts';", imports],
  ['src/commands/run.ts', "export const stack = import('../practice/stack.ts');", syntax],
  ['src/practice/stack.ts', "import { openDocker } from '../clients/docker.ts';", imports],
  ['src/main.ts', 'process.exit(1);', properties],
  ['src/main.ts', 'process.exitCode = 1;', properties],
  ['src/engine/run.ts', 'process.exitCode = 1;', properties],
  ['src/commands/run.ts', "import { exit } from 'node:process';", imports],
  ['src/commands/run.ts', "import { stdout } from 'process';", imports],
  ['src/clients/host.ts', "import { exit } from 'node:process';", imports],
  ['src/main.ts', "import { run } from './engine/run.ts';", imports],
  ['src/main.ts', "import { stackAt } from './practice/stack.ts';", imports],
  ['src/errors.ts', "import { run } from './engine/run.ts';", imports],
] as const)('%s may not: %s', async (file, line, rule) => {
  expect(await broken(file, line)).toContain(rule);
});

test.each([
  ['src/core/plan.ts', "import type { Finding } from './finding.ts';"],
  ['src/core/plan.ts', 'export const day = (ms: number) => new Date(ms).toISOString();'],
  ['src/systems/redis/probe.ts', "import type { Look } from '../system.ts';"],
  ['src/systems/redis/probe.ts', "import { RedisError } from '../../clients/errors.ts';"],
  ['src/systems/redis/ping-check.ts', "import { digitsApart } from '../../core/digits.ts';"],
  ['src/systems/database/queries/server.ts', "import type { Reading } from '../reading.ts';"],
  ['src/systems/preflight/old-reports.ts', "import { rm } from 'node:fs/promises';"],
  ['src/cli/progress.ts', "import type { Event } from '../engine/events.ts';"],
  ['src/plugins/guard.ts', "import { defineSystem } from '../systems/system.ts';"],
  ['src/plugins/systems-of.ts', "import { systems } from '../systems/registry.ts';"],
  ['src/plugins/load.ts', "import { quote } from '../config/flaw.ts';"],
  ['src/init/survey.ts', "import type { DockerEyes } from '../clients/docker-types.ts';"],
  ['src/doctor/consultation.ts', "import type { Needs } from '../systems/needs.ts';"],
  ['src/doctor/consultation.ts', "import type { Rights } from '../systems/database/rights.ts';"],
  ['src/commands/demo.ts', "import { stackAt } from '../practice/stack.ts';"],
  ['src/commands/run.ts', "import { run } from '../engine/run.ts';"],
] as const)('%s may: %s', async (file, line) => {
  expect(await broken(file, line)).toEqual([]);
});

test('every source file stands behind a wall', async () => {
  const files = readdirSync(`${root}/src`, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'));
  const open: string[] = [];
  for (const file of files) {
    const { rules } = (await eslint.calculateConfigForFile(`${root}/src/${file}`)) as {
      rules: Record<string, unknown>;
    };
    if (!(imports in rules)) open.push(file);
  }
  expect(open).toEqual([]);
});

test('every file that the config names is there', () => {
  const texts = ['eslint.config.js', 'eslint.walls.js'].map(name => readFileSync(`${root}/${name}`, 'utf8'));
  const named = texts.flatMap(text => [...text.matchAll(/'(src\/[\w/.-]+\.ts)'/g)].map(([, file = '']) => file));
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter(file => !existsSync(`${root}/${file}`))).toEqual([]);
});
