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

test.each([
  ['src/core/plan.ts', "import { readFileSync } from 'node:fs';", imports],
  ['src/core/plan.ts', "import type { Look } from '../systems/system.ts';", imports],
  ['src/core/plan.ts', 'export const now = Date.now();', 'no-restricted-properties'],
  ['src/core/plan.ts', 'export const f = async () => 1;', 'no-restricted-syntax'],
  ['src/core/plan.ts', 'export const e = process;', 'no-restricted-globals'],
  ['src/systems/redis/probe.ts', "import { x } from '../containers/probe.ts';", imports],
  ['src/systems/redis/probe.ts', "import { run } from '../../engine/run.ts';", imports],
  ['src/systems/redis/probe.ts', "import { openRedis } from '../../clients/redis.ts';", imports],
  ['src/systems/redis/checks.ts', 'export const f = async () => 1;', 'no-restricted-syntax'],
  ['src/engine/run.ts', "import { openDocker } from '../clients/docker.ts';", imports],
  ['src/engine/run.ts', "import { loadConfig } from '../config/load.ts';", imports],
  ['src/report/report.ts', "import { systems } from '../systems/registry.ts';", imports],
  ['src/config/load.ts', "import { run } from '../engine/run.ts';", imports],
  ['src/clients/redis.ts', "import redis from '../systems/redis/index.ts';", imports],
  ['src/engine/run.ts', "console.log('x');", 'no-console'],
  ['src/engine/run.ts', 'process.exit(1);', 'no-restricted-properties'],
  ['src/cli/progress.ts', "process.stdout.write('x');", 'no-restricted-properties'],
] as const)('%s may not: %s', async (file, line, rule) => {
  expect(await broken(file, line)).toContain(rule);
});

test('what is allowed passes', async () => {
  expect(await broken('src/core/plan.ts', "import type { Finding } from './finding.ts';")).toEqual([]);
  expect(await broken('src/systems/redis/probe.ts', "import type { Look } from '../system.ts';")).toEqual([]);
});
