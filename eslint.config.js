import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { checkFiles, walls } from './eslint.walls.js';

const everywhere = ['src/**/*.ts', 'test/**/*.ts', 'scripts/**/*.ts', 'vitest*.config.ts'];

const ends = ['exit', 'exitCode', 'abort'].map(property => ({
  object: 'process',
  property,
  message: 'only bin/ ends the process',
}));
/** See src/within.ts. */
const forgetful = [
  { object: 'AbortSignal', property: 'timeout', message: 'it may be collected before its time: take within()' },
];
const terminal = [
  { object: 'process', property: 'stdout', message: 'take the stream from Io' },
  { object: 'process', property: 'stderr', message: 'take the stream from Io' },
  { object: 'process', property: 'stdin', message: 'take the stream from Io' },
];

const lateImports = [{ selector: 'ImportExpression', message: 'import it at the top, where the walls see it' }];

/** What reaches the world, the clock or the event loop without an import. */
const world = [
  ...['globalThis', 'global', 'process', 'require', 'Buffer', 'performance', 'crypto', 'Atomics', 'fetch', 'WebSocket'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'AbortSignal', 'eval', 'Function'],
];

export default defineConfig(
  { ignores: ['dist/**', 'reports/**', 'node_modules/**', '.stryker-tmp/**'] },
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
    rules: { 'no-restricted-properties': ['error', ...ends, ...forgetful, ...terminal] },
  },
  { files: ['src/main.ts'], rules: { 'no-restricted-properties': ['error', ...ends, ...forgetful] } },
  {
    // The walls see imports at the top. What is loaded at its first use is named here.
    files: ['src/**/*.ts'],
    ignores: [
      'src/main.ts',
      'src/cli/{program,prompting,init-questions}.ts',
      'src/clients/docker-connection.ts',
      'src/clients/postgres-connect.ts',
      'src/clients/redis.ts',
      'src/notify/mail.ts',
      // A config names them.
      'src/plugins/module.ts',
      'src/plugins/load.ts',
      'src/commands/load.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', ...lateImports] },
  },
  {
    // May-not 1: core does no I/O, does not await, reads no clock, env or process. Checks are as pure.
    files: ['src/core/**/*.ts', ...checkFiles],
    rules: {
      'no-restricted-globals': ['error', ...world],
      'no-restricted-properties': [
        'error',
        ...ends,
        ...terminal,
        { object: 'Date', property: 'now', message: 'the clock is an argument' },
        { object: 'Math', property: 'random', message: 'chance is an argument' },
      ],
      'no-restricted-syntax': [
        'error',
        ...lateImports,
        { selector: 'AwaitExpression', message: 'pure code is synchronous' },
        { selector: ':function[async=true]', message: 'pure code is synchronous' },
        { selector: "NewExpression[callee.name='Promise']", message: 'pure code is synchronous' },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'the clock is an argument' },
        { selector: "CallExpression[callee.name='Date']", message: 'the clock is an argument' },
      ],
    },
  },
  ...walls,
);
