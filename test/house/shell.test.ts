import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const src = fileURLToPath(new URL('../../src', import.meta.url));
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(name => ({ name, text: readFileSync(join(src, name), 'utf8') }));

/** What starts a program from a list of words, and gives none of them to a shell. */
const WITHOUT_SHELL = ['spawn', 'execFile', 'execFileSync'];

/** Only these start programs at all. */
const starters = [
  'clients/docker-ssh.ts',
  'clients/host-command.ts',
  'clients/host-systemd.ts',
  'ledger/moment.ts',
  'ledger/process-start.ts',
  'practice/base-image.ts',
  'practice/command.ts',
  'practice/private-engine.ts',
];

/** The names that a source takes from the module that starts programs; the text of the import where it takes it whole. */
const takenFrom = (text: string): string[] =>
  [...text.matchAll(/(?:import\s+([^;]*?)\s+from\s+|import\(|require\()['"](?:node:)?child_process['"]/g)].flatMap(
    ([whole, names]) =>
      names?.startsWith('{')
        ? names
            .replaceAll(/[{}\s]/g, '')
            .split(',')
            .filter(name => name !== '')
        : [whole],
  );

test('no source starts a shell', () => {
  const taken = sources
    .map(({ name, text }) => ({ name, names: takenFrom(text) }))
    .filter(({ names }) => names.length > 0);
  expect(taken.map(({ name }) => name).sort()).toEqual(starters);
  for (const { name, names } of taken)
    expect([name, names.filter(one => !WITHOUT_SHELL.includes(one))]).toEqual([name, []]);
  const shells = sources.filter(({ text }) => /\bshell:(?!\s*false\b)/.test(text)).map(({ name }) => name);
  expect(shells).toEqual([]);
});

test('the pattern sees every way to take it', () => {
  expect(takenFrom("import { exec, spawn } from 'node:child_process';")).toEqual(['exec', 'spawn']);
  expect(takenFrom("import * as c from 'child_process';")).toHaveLength(1);
  expect(takenFrom("import c from 'node:child_process';")).toHaveLength(1);
  expect(takenFrom("await import('node:child_process')")).toHaveLength(1);
});
