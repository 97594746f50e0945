import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inTerminal as startInTerminal } from './pty.ts';

/** It alone, as a program of its own would load it. */
let built: string;
const QUESTION = /Restart application: app\? \(y\/N\)/;

const driver = (confirmPath: string, holdFile: string): string => `
import { existsSync } from 'node:fs';
import { makeConfirm } from ${JSON.stringify(confirmPath)};
const [times, timeoutMs, isHeld] = process.argv.slice(2);
const issue = {
  type: 'high_error_rate', target: 'app', phase: 'application', severity: 'critical',
  message: 'High error rate: 75 errors in last 5 minutes', outcome: null, denied_by: null, blocked_by: null,
  plan_id: 'e1e2e3-f4f5f6', trace: [], evidence: {}, recommendation: '',
  plan: { action: 'restart_application', title: 'Restart application', risk: 'high',
          steps: ['restart container app (9b1c22de)', 'wait for its health\\u001b[2J'] },
};
const progress = [];
const confirm = makeConfirm({
  stdin: process.stdin, output: process.stdout, isInteractive: process.stdin.isTTY === true,
  timeoutMs: Number(timeoutMs), signal: new AbortController().signal,
  pauseProgress: () => progress.push('pause'), resumeProgress: () => progress.push('resume'),
});
if (isHeld) {
  process.stdout.write('HELD\\n');
  while (!existsSync(${JSON.stringify(holdFile)})) await new Promise(resolve => setTimeout(resolve, 20));
}
for (let i = 0; i < Number(times); i += 1) process.stdout.write('ANSWER ' + (await confirm(issue)) + '\\n');
process.stdout.write('INTERRUPTED ' + confirm.wasInterrupted() + ' RAW ' + process.stdin.isRaw + ' ' + progress.join() + '\\n');
`;

let folder: string;
let hold: string;

beforeAll(async () => {
  const dir = mkdtempSync(join(tmpdir(), 'orixoon-confirm-'));
  built = join(dir, 'confirm.mjs');
  const input = fileURLToPath(new URL('../../src/cli/confirm.ts', import.meta.url));
  await build({
    input,
    platform: 'node',
    logLevel: 'silent',
    output: { dir, format: 'esm', entryFileNames: 'confirm.mjs' },
  });
});

beforeEach(() => {
  if (!existsSync(built)) throw new Error(`expected ${built}, built by: npm run build`);
  folder = mkdtempSync(join(tmpdir(), 'orixoon-confirm-'));
  hold = join(folder, 'go');
  writeFileSync(join(folder, 'driver.mjs'), driver(built, hold));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const inTerminal = (...args: readonly string[]) =>
  startInTerminal([process.execPath, join(folder, 'driver.mjs'), ...args], { NO_COLOR: '1', HOME: folder });

const answers = (shown: string): string[] => [...shown.matchAll(/ANSWER (\w+)/g)].map(([, answer]) => answer ?? '');

describe('a prompt in a terminal', () => {
  test('shows action, target, risk, the exact steps and the plan id, and takes a typed y', async () => {
    const session = inTerminal('1', '120000');
    await session.seen(QUESTION);
    session.type('y\r');
    const { shown } = await session.end();
    expect(answers(shown)).toEqual(['yes']);
    for (const part of [
      'restart_application',
      'app',
      'high',
      'restart container app (9b1c22de)',
      'e1e2e3-f4f5f6',
      '75 errors',
    ])
      expect(shown).toContain(part);
    expect(shown).not.toContain('\u001b[2J');
    expect(shown).toContain('INTERRUPTED false RAW false pause,resume');
  });

  test.each([
    ['Enter alone', '\r', 'no'],
    ['n', 'n\r', 'no'],
    ['yes, spelled out', 'yes\r', 'yes'],
    ['Ctrl-D', '\u0004', 'no'],
  ])('%s', async (_, keys, answer) => {
    const session = inTerminal('1', '120000');
    await session.seen(QUESTION);
    session.type(keys);
    expect(answers((await session.end()).shown)).toEqual([answer]);
  });

  test.each([
    ['Tab', '\t\r'],
    ['a word that begins with y', 'yard\r'],
    ['1', '1\r'],
  ])('%s is not a yes', async (_, keys) => {
    const session = inTerminal('1', '120000');
    await session.seen(QUESTION);
    session.type(keys);
    session.type('\u0004');
    expect(answers((await session.end()).shown)).toEqual(['no']);
  });

  test.each([
    ['a whole line', 'y\r'],
    ['half a line', 'y'],
    ['many lines', 'y\ry\ryes\r'],
  ])('what was typed before the question does not answer it: %s', async (_, early) => {
    const session = inTerminal('1', '120000', 'held');
    await session.seen('HELD');
    session.type(early);
    await session.seen(/HELD\s+y/); // the terminal has it: it was echoed
    writeFileSync(hold, '');
    await session.seen(QUESTION);
    session.type('\r');
    expect(answers((await session.end()).shown)).toEqual(['no']);
  });

  test('Ctrl-C is no to this and to all that would still be asked', async () => {
    const session = inTerminal('3', '120000');
    await session.seen(QUESTION);
    session.type('\u0003');
    const { shown } = await session.end();
    expect(answers(shown)).toEqual(['no', 'no', 'no']);
    expect(shown.match(/Plan\s+e1e2e3-f4f5f6/g)).toHaveLength(1);
    expect(shown).toContain('INTERRUPTED true RAW false pause,resume');
  });

  test('nobody answers: timeout, and the next question is asked all the same', async () => {
    const session = inTerminal('2', '700');
    await session.seen('ANSWER timeout');
    expect(answers((await session.end()).shown)).toEqual(['timeout', 'timeout']);
  });

  test('two questions, one yes and one no', async () => {
    const session = inTerminal('2', '120000');
    await session.seen(QUESTION);
    session.type('y\r');
    await session.seen(/ANSWER yes[\s\S]*\(y\/N\)/);
    session.type('\r');
    expect(answers((await session.end()).shown)).toEqual(['yes', 'no']);
  });

  test('the typing end goes away: no', async () => {
    const session = inTerminal('1', '120000');
    await session.seen(QUESTION);
    session.hangUp();
    expect(answers((await session.end()).shown)).toEqual(['no']);
  });
});

test('without a terminal: silence at once, and stdin is left alone', async () => {
  const child = spawn(process.execPath, [join(folder, 'driver.mjs'), '1', '120000'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let shown = '';
  child.stdout.on('data', chunk => (shown += String(chunk)));
  child.stdin.on('error', () => undefined); // the driver may have ended before it is written to
  child.stdin.write('y\n');
  const code = await new Promise(resolve => child.on('close', resolve)); // stdin stays open: a hang would show here
  expect(code).toBe(0);
  expect(answers(shown)).toEqual(['silence']);
  expect(shown).not.toMatch(QUESTION);
});
