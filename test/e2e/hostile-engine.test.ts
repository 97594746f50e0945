import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { HOSTILE } from '../unit/report/hostile.ts';
import type { FakeContainer, FakeEngine } from './fake-engine.ts';
import { fakeEngine, frame } from './fake-engine.ts';
import { expectHarmless, weighed } from './harmless.ts';
import type { Desk } from './orixoon.ts';
import { desk } from './orixoon.ts';

/** What a container may write, say in its health check and carry in its labels is whatever its program wants. */
const BAD = HOSTILE.filter(text => text.length < 1000).join(' ');
const TEN_MEGABYTES = 10 * 1024 * 1024;
const id = (digit: string): string => digit.repeat(64);

let folder: string;
let engine: FakeEngine | undefined;
let serial = 0;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'orixoon-hostile-'))));
afterEach(() => engine?.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A desk on an engine that tells these containers; preflight would look at this machine, so it is off. */
async function deskOn(containers: readonly FakeContainer[], phases: object, rest: object = {}): Promise<Desk> {
  serial += 1;
  engine = await fakeEngine(join(folder, `${serial}.sock`), containers);
  return desk({
    connections: { docker: { host: engine.host } },
    phases: { preflight: { enabled: false }, ...phases },
    auto_healing: { retry_delay_seconds: 0, max_healing_attempts: 1, stabilization: { timeout_seconds: 60 } },
    safety_limits: { min_free_disk_gb: 0 },
    ...rest,
  });
}

const sick: FakeContainer = {
  id: id('a'),
  name: 'app',
  state: 'exited',
  exitCode: 1,
  startError: BAD,
  image: BAD,
  labels: { [BAD]: BAD, 'com.docker.compose.project.working_dir': BAD },
  env: [BAD],
  command: [BAD],
  processes: [BAD],
  log: answer => void answer.end(frame(`${HOSTILE.join('\n')}\n`)),
};
const unhealthy: FakeContainer = {
  ...sick,
  id: id('b'),
  name: 'web',
  state: 'running',
  health: { Status: 'unhealthy', Log: [{ ExitCode: 1, Output: HOSTILE.join('\n') }] },
};
/** It runs, and has no health check: its log is all that there is to it. */
const talking = (log: FakeContainer['log']): FakeContainer => ({ id: id('c'), name: 'app', ...(log ? { log } : {}) });
const expected = { containers: { expected: [{ name: 'app' }, { name: 'web' }] } };

describe('containers that say whatever they like leave every output whole', () => {
  test.each([
    ['a test', [], 'pretty'],
    ['a test', [], 'ndjson'],
    ['a dry run that tells all', ['--auto-heal', '--dry-run', '--verbose'], 'pretty'],
    ['a dry run', ['--auto-heal', '--dry-run'], 'json'],
  ])('%s %j, as %s', async (_, args, output) => {
    const at = await deskOn([sick, unhealthy], expected);
    const ended = await weighed(at, [...args, '--output', output], { FORCE_COLOR: '1' });
    expect(ended.exitCode, ended.stderr).toBe(1);
    expectHarmless(at, ended);
    if (output === 'json') expect(JSON.parse(ended.stdout)).toMatchObject({ exit_code: 1 });
    if (output === 'ndjson') for (const line of ended.stdout.trimEnd().split('\n')) JSON.parse(line);
    expect(existsSync('/tmp/canary')).toBe(false);
    expect(engine?.asked.filter(asked => !asked.startsWith('GET'))).toEqual([]);
  });

  test('a heal, of the one that is named alone', async () => {
    // What a part of a name, an id's beginning, another case or an option would mean to somebody.
    const others = ['app2', 'App', 'aaaaaaaaaaaa', '-f', '--all', 'tsh_app', 'app '].map((name, at) => ({
      ...sick,
      id: id(String(at)),
      name,
    }));
    const at = await deskOn([...others, sick], { containers: { expected: [{ name: 'app' }] } });
    const ended = await weighed(at, ['--auto-heal', '--yes', '--verbose']);
    expect(ended.exitCode, ended.stdout).toBe(0);
    expectHarmless(at, ended);
    expect(engine?.asked.filter(asked => !asked.startsWith('GET'))).toEqual([`POST /containers/${sick.id}/start`]);
  });
});

describe('a log that never ends a line', () => {
  test('of ten megabytes, of bytes that are no text, takes no more memory than a short one', async () => {
    const line = Buffer.alloc(TEN_MEGABYTES, '\u009b2J ERROR ');
    line.fill(0xff, 5_000_000, 5_000_100);
    const app = talking(answer => void answer.end(frame(line)));
    const at = await deskOn([app], { application: { container: 'app', max_errors: 0 } });
    const ended = await weighed(at, ['--auto-heal', '--dry-run', '--verbose']);
    expectHarmless(at, ended);
    expect(ended.peakMb).toBeLessThan(300);
    const [errors] = at.report().issues;
    expect(errors).toMatchObject({ type: 'high_error_rate', outcome: 'would_heal' });
  });

  test('and is never over: the look ends, and does not know', async () => {
    const app = talking(answer => void answer.write(frame('ERROR\n')));
    const at = await deskOn([app], { application: { container: 'app', max_errors: 0, timeout_seconds: 3 } });
    const ended = await weighed(at, []);
    expect(ended.exitCode, ended.stdout).toBe(3);
    expectHarmless(at, ended);
  });
});

test('lines that make a pattern run for ever do not keep the run from ending', async () => {
  const app = talking(answer => void answer.end(frame(`${'a'.repeat(2000)}!\n`)));
  const at = await deskOn([app], { application: { container: 'app', error_pattern: '^(a+)+$', timeout_seconds: 30 } });
  const ended = await weighed(at, ['--deadline', '120']);
  expect(ended.exitCode, ended.stdout).toBe(3);
  expect(ended.stdout).toContain('error_pattern');
  expectHarmless(at, ended);
});
