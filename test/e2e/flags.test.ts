import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import type { HostWorker } from './host-worker.ts';
import { hostWorker } from './host-worker.ts';
import { orixoon, start } from './orixoon.ts';
import { inTerminal } from './pty.ts';

const bin = fileURLToPath(new URL('../../bin/orixoon.js', import.meta.url));

let worker: HostWorker;
beforeEach(() => void (worker = hostWorker()));
afterEach(() => worker.end());

describe('what may be done', () => {
  test('--yes approves what asks; --fail-on healed makes the same run a BLOCK', async () => {
    const at = worker.desk({ asks: true });
    expect((await at.run('--auto-heal')).exitCode).toBe(4);
    expect(await worker.alive()).toEqual([]);
    const healed = await at.run('--auto-heal', '--yes', '--fail-on', 'healed');
    expect(healed.exitCode, healed.stdout).toBe(1);
    expect(healed.stdout).toContain('--fail-on healed');
    expect(at.report().auto_healing.actions).toMatchObject([{ approved_by: '--yes', success: true }]);
    expect(await worker.alive()).toHaveLength(1);
    expect((await at.run('--fail-on', 'healed')).exitCode).toBe(0);
  });

  test('a phase that is not critical only warns; --fail-on warning makes it a BLOCK', async () => {
    const expected = [{ name: 'w', match: 'no-such-process-anywhere' }];
    const at = worker.desk({ phases: { workers: { critical: false, expected } } });
    const warned = await at.run();
    expect(warned.exitCode, warned.stdout).toBe(0);
    expect(at.report().phases.find(({ name }) => name === 'workers')?.status).toBe('warning');
    expect((await at.run('--fail-on', 'warning')).exitCode).toBe(1);
  });

  test('a prompt at a terminal: its words, n is exit 4, y heals; progress and prompt leave a JSON document alone', async () => {
    const at = worker.desk({ asks: true });
    const argv = [process.execPath, bin, '--config', at.config, '--auto-heal'];
    const declined = inTerminal(argv, { NO_COLOR: '1' });
    await declined.seen(/w\? \(y\/N\)/);
    declined.type('n\r');
    const no = await declined.end();
    expect([no.exitCode, await worker.alive()], no.shown).toEqual([4, []]);
    for (const words of ['restart_main_service', 'medium', `run ${JSON.stringify(worker.startCommand)}`])
      expect(no.shown.replace(/\s+/g, ' ')).toContain(words);
    expect(at.report().issues[0]?.trace.at(-1)?.reason).toContain('declined at the prompt');
    const approved = inTerminal(argv, {});
    await approved.seen(/w\? .*\(y\/N\)/);
    approved.type('y\r');
    const yes = await approved.end();
    expect(yes.exitCode, yes.shown).toBe(0);
    expect(at.report().auto_healing.actions).toMatchObject([{ approved_by: 'prompt', success: true }]);
    // At its end the cursor is there again, and nothing live is left.
    expect(yes.shown.lastIndexOf('\u001b[?25h')).toBeGreaterThan(yes.shown.lastIndexOf('\u001b[?25l'));
  });

  test('heal takes an earlier report as its issue file, and says what is wrong with any other', async () => {
    const at = worker.desk();
    expect((await at.run()).exitCode).toBe(1);
    const earlier = join(at.reports, 'latest', 'report.json');
    const dry = await at.run('heal', '--issue-file', earlier, '--dry-run');
    expect(dry.stdout).toContain(`orixoon heal --issue-file ${earlier}`);
    expect((await at.run('heal', '--issue-file', earlier)).exitCode).toBe(0);
    expect(await worker.alive()).toHaveLength(1);
    const file = join(at.folder, 'bad.json');
    for (const [text, words] of [
      ['', 'expected JSON'],
      ['[]', 'nothing to heal'],
      ['[{ "type": "redis_donw" }, { "type": 3 }]', 'issue 2'],
    ] as const) {
      writeFileSync(file, text);
      const { exitCode, stderr } = await at.run('heal', '--issue-file', file);
      expect([exitCode, stderr.includes(words)], stderr).toEqual([2, true]);
    }
  });
});

describe('what is shown', () => {
  test('-q and -v show less and more, and change neither exit code nor report', async () => {
    const at = worker.desk();
    const runs = [];
    for (const flags of [['-q'], [], ['-v']]) {
      const { exitCode, stdout } = await at.run(...flags);
      runs.push({ exitCode, length: stdout.length, statuses: at.report().phases.map(({ status }) => status) });
    }
    expect(new Set(runs.map(({ exitCode }) => exitCode))).toEqual(new Set([1]));
    expect(new Set(runs.map(({ statuses }) => statuses.join())).size).toBe(1);
    const lengths = runs.map(({ length }) => length);
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
    expect(new Set(lengths).size).toBe(3);
  });

  test.each<[Record<string, string>, string[], boolean]>([
    [{}, [], false],
    [{ FORCE_COLOR: '1' }, [], true],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, [], true],
    [{ FORCE_COLOR: '1' }, ['--no-color'], false],
    [{ FORCE_COLOR: '0' }, [], false],
  ])('in a pipe with %o and %o there are colours: %s', async (env, flags, isColored) => {
    const at = worker.desk();
    const { stdout } = await orixoon(['--config', at.config, ...flags], env);
    expect(stdout.includes('\u001b[')).toBe(isColored);
  });

  test('at a terminal NO_COLOR leaves no escape code but those of the prompt; TERM=dumb none at all', async () => {
    const at = worker.desk();
    for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) {
      const { shown, exitCode } = await inTerminal([process.execPath, bin, '--config', at.config], env).end();
      expect([exitCode, shown.includes('\u001b')], shown).toEqual([1, false]);
    }
  });

  test('report shows the newest run again, in the same words', async () => {
    const at = worker.desk();
    const { stdout } = await at.run();
    const again = await orixoon(['report', '--reports-dir', at.reports]);
    expect([again.exitCode, again.stdout]).toEqual([0, `${stdout}\nexit 0 OK`]);
  });
});

describe('where the config comes from', () => {
  test('ORIXOON_CONFIG names it, --config wins over it, and validate opens nothing', async () => {
    const at = worker.desk();
    const named = await orixoon(['validate'], { ORIXOON_CONFIG: at.config });
    expect([named.exitCode, named.stdout.includes(`${at.config} is valid`)], named.stderr).toEqual([0, true]);
    const other = await orixoon(['validate', '--config', at.config, '--output', 'json'], {
      ORIXOON_CONFIG: '/nowhere',
    });
    expect(JSON.parse(other.stdout)).toMatchObject({ valid: true, file: at.config });
    expect((await orixoon(['validate'], { ORIXOON_CONFIG: '/nowhere' })).exitCode).toBe(2);
  });

  test('explain and list as JSON', async () => {
    const explained = await orixoon(['explain', 'workers_down', '--output', 'json']);
    expect(JSON.parse(explained.stdout)).toMatchObject({ issue: 'workers_down', action: 'restart_main_service' });
    const listed = await orixoon(['list', '--output', 'json']);
    expect(JSON.stringify(JSON.parse(listed.stdout))).toContain('workers_down');
  });
});

test('a defect of ours in the middle of a run: exit 3, a whole report that says so, never ALLOW', async () => {
  const at = worker.desk();
  // What keeps the process alive in a look breaks.
  const preload = join(at.folder, 'break.mjs');
  writeFileSync(
    preload,
    `const real = setInterval;
     globalThis.setInterval = (work, ms) => {
       if (ms === 2 ** 30) throw new RangeError("out of range");
       return real(work, ms);
     };`,
  );
  const { exitCode, stdout } = await start(['--config', at.config], { NODE_OPTIONS: `--import ${preload}` });
  expect(exitCode, String(stdout)).toBe(3);
  const report = JSON.parse(readFileSync(join(at.reports, 'latest', 'report.json'), 'utf8')) as Report;
  expect(report).toMatchObject({ decision: 'BLOCK', exit_code: 3, conclusive: false, complete: true });
  expect(report.reasons.join()).toContain('out of range');
});
