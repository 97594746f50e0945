import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** A wall of ARCHITECTURE.md: files of one room may not import the others named. */
const wall = (files, group, message) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
});

const systemFolders = ['preflight', 'containers', 'database', 'redis', 'workers', 'zoho-queue', 'application'];
const otherRooms = ['engine', 'config', 'cli', 'commands', 'report', 'ledger', 'practice'].map(room => `**/${room}/**`);
otherRooms.push(
  '**/clients/docker.ts',
  '**/clients/redis.ts',
  '**/clients/postgres.ts',
  '**/clients/host.ts',
  '**/clients/http.ts',
  'dockerode',
  'pg',
  'ioredis',
);

const everywhere = ['src/**/*.ts', 'test/**/*.ts', 'scripts/**/*.ts', 'vitest.config.ts'];

export default defineConfig(
  { ignores: ['dist/**', 'reports/**', 'node_modules/**'] },
  {
    files: everywhere,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    // May-not 8: nothing but bin/ ends the process, nothing but main.ts takes hold of the terminal.
    files: ['src/**/*.ts'],
    ignores: ['src/main.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'exit', message: 'only bin/ ends the process' },
        { object: 'process', property: 'stdout', message: 'take the stream from Io' },
        { object: 'process', property: 'stderr', message: 'take the stream from Io' },
        { object: 'process', property: 'stdin', message: 'take the stream from Io' },
      ],
    },
  },
  {
    // May-not 1: core does no I/O, does not await, reads no clock, env or process.
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'setTimeout', 'setInterval', 'fetch', 'Buffer', 'performance'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'the clock is an argument' },
        { object: 'Math', property: 'random' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'AwaitExpression', message: 'core is synchronous' },
        { selector: ':function[async=true]', message: 'core is synchronous' },
        { selector: "NewExpression[callee.name='Date']", message: 'the clock is an argument' },
      ],
    },
  },
  wall(['src/core/**/*.ts'], ['../*', 'node:*', '*/node_modules/*'], 'core imports nothing outside core'),
  wall(
    ['src/clients/**/*.ts'],
    ['**/systems/**', '**/engine/**', '**/config/**', '**/cli/**', '**/commands/**', '**/report/**'],
    'clients know no system',
  ),
  wall(
    ['src/report/**/*.ts', 'src/ledger/**/*.ts'],
    [
      '**/systems/**',
      '**/clients/**',
      '**/config/**',
      '**/cli/**',
      '**/commands/**',
      '**/engine/run.ts',
      '**/engine/heal*.ts',
    ],
    'the report reads events and core alone',
  ),
  wall(
    ['src/engine/**/*.ts'],
    [
      '**/config/**',
      '**/cli/**',
      '**/commands/**',
      '**/report/**',
      '**/ledger/**',
      '**/practice/**',
      '**/clients/*.ts',
    ],
    'the engine gets the world through its ports',
  ),
  wall(
    ['src/config/**/*.ts'],
    ['**/engine/**', '**/clients/**', '**/cli/**', '**/commands/**', '**/report/**'],
    'config only reads and judges the config',
  ),
  ...systemFolders.map(system =>
    wall(
      [`src/systems/${system}/**/*.ts`],
      [...otherRooms, ...systemFolders.filter(other => other !== system).map(other => `**/${other}/**`)],
      'a system knows core, client types and its own folder; never another system',
    ),
  ),
  {
    // Checks are pure: a reading in, outcomes out.
    files: ['src/systems/*/checks.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'AwaitExpression', message: 'checks are pure' },
        { selector: ':function[async=true]', message: 'checks are pure' },
      ],
    },
  },
);
