import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { acquireLock } from '../../src/ledger/lock.ts';
import { orixoon, start } from './orixoon.ts';

const folder = mkdtempSync(join(tmpdir(), 'orixoon-refusals-'));
const file = (name: string, text: string | Buffer): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const config = file(
  'good.json',
  '{ "environment": "refusals", "connections": { "redis": { "url": "redis://127.0.0.1:1" } } }',
);
const bad = file('bad one.json', '{ "connections": { "redsi": {} } }');
const nothing = file('nothing.json', '{ "connections": {}, "phases": { "preflight": { "enabled": false } } }');
const reports = join(folder, 'reports');
mkdirSync(join(reports, '20250110_143015'), { recursive: true });
const issues = (name: string, text: string): string[] => ['--config', config, 'heal', '--issue-file', file(name, text)];

/** Each way to be refused: how it begins (what happened), and how its last line before the exit code ends (what to do). */
const refusals: readonly (readonly [argv: readonly string[], what: RegExp, todo: RegExp])[] = [
  [['--no-such'], /^unknown option '--no-such'/, /orixoon --help lists the flags/],
  [['frobnicate'], /^unknown command 'frobnicate'/, /orixoon --help/],
  [['heal'], /^required option '--issue-file <file>' not specified/, /orixoon heal --help/],
  [['stats', '--last', '0'], /^option '--last <n>' argument '0' is invalid/, /orixoon stats --help/],
  [['--fail-on', 'sun'], /^option '--fail-on <what>' argument 'sun' is invalid/, /orixoon --help/],
  [['completion', 'ksh'], /'ksh' is invalid/, /orixoon completion --help/],
  [
    ['--config', join(folder, 'none.json')],
    /^no config at /,
    /Write one with orixoon init, or name yours with --config <file>/,
  ],
  [['--config', folder], /is a directory/, /Name it: --config \S+\/healing_config.json/],
  [['--config', file('empty.json', '')], /is empty/, /The least that is one: /],
  [['--config', file('binary.json', Buffer.from([0xff, 0xfe, 0]))], /is binary/, /Name the right file with --config/],
  [['--config', file('large.json', ' '.repeat(1_100_000))], /larger than 1 MiB/, /Name the right file with --config/],
  [['--config', bad], /bad one\.json:1:\d+: /, /Mend it, and look again: orixoon validate --config '.*bad one\.json'$/],
  [['validate', '--config', bad], /bad one\.json:1:\d+: /, /orixoon validate --config/],
  [['--config', nothing], /^no check would be run/, /Choose a phase, or configure one: orixoon validate/],
  [['--config', config, '--phase', 'rediss'], /^unknown phase "rediss": did you mean "redis"/, /Name some of these: /],
  [['explain', 'table_lock'], /^unknown issue type "table_lock". Did you mean table_locks/, /Name one of these: /],
  [issues('gone/../x.json', ''), /expected JSON, seen what is none/, /Name another with --issue-file/],
  [['--config', config, 'heal', '--issue-file', '/nowhere'], /^the issue file cannot be read/, /Name another with/],
  [issues('list.json', '[]'), /the list of issues is empty/, /Name another with --issue-file/],
  [issues('types.json', '[{ "type": "x" }]'), /issue 1: expected a "type"/, /Mend .*orixoon list names the types/],
  [['report', '--reports-dir', join(folder, 'none')], /^no run "latest" in /, /Make one: orixoon$/],
  [['report', 'x', '--reports-dir', reports], /^no run "x" in /, /orixoon report 20250110_143015/],
  [['report', '20250110_143015', '--reports-dir', reports], /events were expected/, /orixoon report <run>/],
  [['report', '--reports-dir', bad], /^cannot look for runs in /, /choose another place with --reports-dir/],
  [['stats', '--reports-dir', bad], /^cannot look for runs in /, /choose another place with --reports-dir/],
  [['stats', '--last', '1', '--since', '1'], /were both given/, /choose one of them/],
  [['notify'], /^nothing was sent/, /orixoon notify --test$/],
  [['notify', '--test', '--config', config], /^no channel is configured/, /Give one its address/],
  [['drill', '--config', config], /^a drill breaks things on purpose/, /Name the environment/],
  [['drill', '--config', config, '--allow-environment', 'x'], /nothing was changed/, /Name the one of the config/],
  [['drill', '--config', nothing, '--allow-environment', 'default'], /never breaks "default"/, /Drill on staging/],
];

// Each starts the program, and none touches another.
test.concurrent.each(refusals)('orixoon %j', async (argv, what, todo) => {
  const { exitCode, stdout, stderr } = await orixoon(argv);
  expect([exitCode, stdout], stderr).toEqual([2, '']);
  const lines = stderr.split('\n');
  expect(lines[0]).toMatch(what);
  expect(lines.at(-2)).toMatch(todo);
  expect(lines.at(-1)).toBe('exit 2 USAGE');
  expect(stderr).not.toContain('defect');
});

test('a demo or a drill without an engine says what to do, and is no defect of ours', async () => {
  for (const command of ['demo', 'drill']) {
    const { exitCode, stderr } = await start([command], { DOCKER_HOST: 'unix:///nowhere.sock' }, { cwd: folder });
    const lines = String(stderr).split('\n');
    expect([exitCode, lines.at(-1)], String(stderr)).toEqual([2, 'exit 2 USAGE']);
    expect(lines[0]).toMatch(/^DOCKER_HOST names unix:\/\/\/nowhere\.sock, which does not answer/);
    expect(lines.at(-2)).toMatch(/Start it, or unset DOCKER_HOST$/);
  }
});

test('a locked environment: who holds it, what to do, exit 5', async () => {
  const lock = acquireLock('refusals', { run_id: 'run-1', report: null });
  try {
    const { exitCode, stderr } = await orixoon(['--config', config, '--reports-dir', reports]);
    const lines = stderr.split('\n');
    expect([exitCode, lines.at(-1)]).toEqual([5, 'exit 5 LOCKED']);
    expect(lines.at(-2)).toMatch(
      /^"refusals" is locked by another run: run-1, pid \d+ .*Wait until it ends, or stop it/,
    );
  } finally {
    lock.release();
  }
});

test('what the machine reads is whole: a refusal is one document on stdout, and its words and its code are on stderr', async () => {
  const { stdout, stderr } = await orixoon(['--config', bad, '--output', 'json']);
  expect(JSON.parse(stdout)).toMatchObject({ exit_name: 'USAGE' });
  expect(stderr.split('\n').at(-1)).toBe('exit 2 USAGE');
});

test.concurrent.each([
  [['validate', '--config', config], 'exit 0 OK'],
  [['stats', '--reports-dir', reports], 'exit 0 OK'],
  [['validate', '--config', config, '--quiet'], 'exit 0 OK'],
])('orixoon %j ends with its exit code', async (argv, last) => {
  const { exitCode, stdout } = await orixoon(argv);
  expect([exitCode, stdout.split('\n').at(-1)]).toEqual([0, last]);
});

test.concurrent.each([
  ['--help'],
  ['--version'],
  ['list'],
  ['explain', 'table_locks'],
  ['completion', 'bash'],
  ['completion'],
  ['heal', '--help'],
  ['validate', '--config', config, '--output', 'json'],
  ['stats', '--reports-dir', reports, '--output', 'ndjson'],
])('orixoon %s is made to be piped: nothing but its text', async (...argv) => {
  const { exitCode, stdout, stderr } = await orixoon(argv);
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).not.toMatch(/^exit \d/m);
});

test('the gate ends with its verdict, the code named, also where a document is on stdout', async () => {
  const pretty = await orixoon(['--config', config, '--reports-dir', reports]);
  const document = await orixoon(['--config', config, '--reports-dir', reports, '--output', 'json']);
  for (const [text, { exitCode }] of [
    [pretty.stdout, pretty],
    [document.stderr, document],
  ] as const)
    expect(text.split('\n').at(-1)).toMatch(new RegExp(`^(ALLOW|BLOCK) {2}exit ${exitCode ?? '?'}( [A-Z]+)? {2}\\d`));
  expect(JSON.parse(document.stdout)).toMatchObject({ exit_code: document.exitCode });
});
