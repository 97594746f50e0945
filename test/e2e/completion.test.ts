import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, test } from 'vitest';
import { installPackages, isThere } from '../../src/practice/packages.ts';
import { orixoon } from './orixoon.ts';
import { inTerminal } from './pty.ts';

const shells = ['bash', 'zsh', 'fish'] as const;
const folder = mkdtempSync(join(tmpdir(), 'orixoon-completion-'));
const file = (name: string): string => join(folder, name);

/** What a person has in the shell's own file: the script, a prompt, and a command that only says what it was given. */
const rc = {
  bash: (script: string) => `PS1='READY> '\norixoon() { echo "GOT:$*:"; }\nsource ${script}\n`,
  zsh: (script: string) =>
    `PS1='READY> '\nsetopt interactive_comments\nautoload -U compinit && compinit -u -D\norixoon() { echo "GOT:$*:"; }\nsource ${script}\n`,
  fish: (script: string) =>
    `function fish_prompt; echo 'READY> '; end\nset -g fish_greeting\nfunction orixoon; echo "GOT:$argv:"; end\nsource ${script}\n`,
};
const argv = {
  bash: ['bash', '--noprofile', '--rcfile', file('rc.bash'), '-i'],
  zsh: ['zsh', '-d', '-i'],
  fish: ['fish', '--no-config', '-C', `source ${file('rc.fish')}`],
};

const hasShell = async (shell: string): Promise<boolean> =>
  (await Promise.all((process.env['PATH'] ?? '').split(delimiter).map(path => isThere(join(path, shell))))).includes(
    true,
  );

beforeAll(async () => {
  const there = await Promise.all(shells.map(hasShell));
  const missing = shells.filter((_, i) => there[i] !== true);
  if (missing.length > 0) await installPackages(file('packages'), 'image', missing, () => undefined);
  mkdirSync(file('wanted-folder'));
  writeFileSync(file('wanted.json'), '{}');
  for (const shell of shells) {
    const { stdout, exitCode } = await orixoon(['completion', shell]);
    expect(exitCode).toBe(0);
    writeFileSync(file(`script.${shell}`), `${stdout}\n`);
    writeFileSync(file(shell === 'zsh' ? '.zshrc' : `rc.${shell}`), rc[shell](file(`script.${shell}`)));
  }
});

describe.each(shells)('%s, at a terminal', shell => {
  test.each<[string, RegExp]>([
    ['exp\thigh_\t', /GOT:explain high_error_rate ?:/],
    ['--auto\t--out\tjs\t', /GOT:--auto-heal --output[= ]json ?:/],
    ['--phase cont\t', /GOT:--phase containers ?:/],
    ['drill stuck_\t--allow\t', /GOT:drill stuck_transactions --allow-environment[= ]?:/],
    [`validate --config ${file('wanted.')}\t`, /GOT:validate --config \S+\/wanted\.json ?:/],
    [`stats --reports-dir ${file('wanted-f')}\t`, /GOT:stats --reports-dir \S+\/wanted-folder\/? ?:/],
    ['completion fi\t', /GOT:completion fish ?:/],
  ])('orixoon %s', async (typed, got) => {
    const session = inTerminal(argv[shell], { HOME: folder, ZDOTDIR: folder, XDG_CONFIG_HOME: folder });
    await session.seen('READY> ');
    session.type(`orixoon ${typed}\r`);
    await session.seen(got);
    session.type('exit\r');
    await session.end();
  });
});

/** The candidates that bash would show, as its own machinery is told them. */
async function inBash(...words: string[]): Promise<string[]> {
  const code = `source ${file('script.bash')}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _orixoon; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await execa('bash', ['--norc', '-c', code, 'bash', 'orixoon', ...words], { cwd: folder });
  return stdout.split('\n').filter(word => word !== '');
}

test('bash: commands at the start, flags of the command, values of the flag, and what follows them', async () => {
  expect(await inBash('')).toEqual(expect.arrayContaining(['heal', 'validate', 'explain', 'drill', 'completion']));
  expect(await inBash('--d')).toEqual(['--dry-run', '--deadline']);
  expect(await inBash('heal', '--i')).toEqual(['--issue-file']);
  expect(await inBash('validate', '--i')).toEqual([]);
  expect(await inBash('--output', '')).toEqual(['pretty', 'json', 'ndjson']);
  expect(await inBash('--output', '=', 'nd')).toEqual(['ndjson']);
  expect(await inBash('--output', 'json', 'val')).toEqual(['validate']);
  expect(await inBash('--phase', 'redis', 'work')).toEqual(['workers']);
  expect(await inBash('--phase', 'redis,work')).toEqual(['redis,workers']);
  expect(await inBash('--phase', 'redis', '--auto')).toEqual(['--auto-heal']);
  expect(await inBash('--deadline', '')).toEqual([]);
  expect(await inBash('--config', 'list', 'exp')).toEqual(['explain']);
  expect(await inBash('--config', 'wanted')).toEqual(['wanted.json', 'wanted-folder']);
  expect(await inBash('drill', 'table_locks', 'stuck')).toEqual(['stuck_transactions']);
});
