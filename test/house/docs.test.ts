import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { parseArgv } from '../../src/cli/program.ts';

/** The pages for users; those that are generated have a test of their own, and ADRs speak of what was. */
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md') && !name.startsWith('adr/') && !name.startsWith('reference/'))
    .map(name => join('docs', name)),
];

interface Block {
  readonly language: string;
  readonly text: string;
}

function blocksOf(page: string): readonly Block[] {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(/^( *)```(\w+)\n([\s\S]*?)^\1```/gm)].map(([, , language = '', inner = '']) => ({
    language,
    text: inner,
  }));
}

/** Words as a shell would see them: comments, redirections and what comes after `&&`, `||`, `|` and `;` left out. */
function argvOf(line: string): readonly string[] {
  const command = line.replace(/(^|\s)#.*$/, '').split(/\s(?:&&|\|\||\||[<>]|2>)\s|;/)[0] ?? '';
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
}

const isOrixoon = /^\s*(?:\$ )?(?:npx )?(?:orixoon|node bin\/orixoon\.js)(?=\s|$)/;

const commands = pages.flatMap(page =>
  blocksOf(page)
    .filter(({ language }) => ['bash', 'sh', 'yaml', 'console'].includes(language))
    .flatMap(({ text }) => text.split('\n'))
    .map(line => line.replace(/^\s*(?:- )?(?:run: |script: )?/, ''))
    .filter(line => isOrixoon.test(line))
    .map(line => ({ page, line: line.trim() })),
);

test('commands were found to look at', () => expect(commands.length).toBeGreaterThan(30));

test.each(commands)('$page: $line is a command that there is', async ({ line }) => {
  const argv = argvOf(line.replace(isOrixoon, ''));
  await expect(parseArgv(argv, '0')).resolves.toHaveProperty('command');
});

describe.each(pages)('%s', page => {
  test('its links lead somewhere', () => {
    const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)];
    const dead = links.map(([, to = '']) => to).filter(to => !existsSync(join(dirname(page), to)));
    expect(dead).toEqual([]);
  });

  test('its JSON is JSON', () => {
    for (const { language, text } of blocksOf(page)) {
      if (language !== 'json' && language !== 'jsonc') continue;
      const errors: { error: number; offset: number }[] = [];
      parse(text, errors as never, { allowTrailingComma: true });
      expect(errors, text).toEqual([]);
    }
  });
});

test('the reading order names every page that is to be read', () => {
  const order = readFileSync('docs/README.md', 'utf8');
  const toRead = pages.filter(page => page.startsWith('docs/') && !/^docs\/(README\.md|issues\/)/.test(page));
  expect(toRead.filter(page => !order.includes(`(${page.slice('docs/'.length)})`))).toEqual([]);
});
