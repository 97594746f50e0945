import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseArgv } from '../../src/cli/program.ts';
import { excused, runs } from '../e2e/documented-commands.ts';
import { commandsOf, pages } from './pages.ts';

/** Words as a shell would see them: redirections and what comes after `&&`, `||`, `|` and `;` left out. */
function argvOf(line: string): readonly string[] {
  const command = line.split(/\s(?:&&|\|\||\||[<>]|2>)\s|;/)[0] ?? '';
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
}

const isOrixoon = /^(?:npx )?(?:orixoon|node bin\/orixoon\.js)(?=\s|$)/;

const commands = pages.flatMap(commandsOf);
const lines = [...new Set(commands.map(({ line }) => line))];
const ours = commands.filter(({ line }) => isOrixoon.test(line));

test('commands were found to look at', () => expect(ours.length).toBeGreaterThan(30));

test.each(ours)('$page: $line is a command that there is', async ({ line }) => {
  const argv = argvOf(line.replace(isOrixoon, ''));
  await expect(parseArgv(argv, '0')).resolves.toHaveProperty('command');
});

describe('test/e2e/documented.test.ts', () => {
  test('runs every command of the docs, or test/e2e/documented-commands.ts says why not', () => {
    expect(lines.filter(line => !Object.hasOwn(runs, line) && !Object.hasOwn(excused, line))).toEqual([]);
  });

  test('names no command that the docs no longer have, and none twice', () => {
    const named = [...Object.keys(runs), ...Object.keys(excused)];
    expect(named.filter(line => !lines.includes(line))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });

  test('keeps every promise of a page: none stands beside a command that is not run', () => {
    const promised = commands.filter(({ promised: code }) => code !== null).map(({ line }) => line);
    expect(promised.length).toBeGreaterThan(4);
    expect(promised.filter(line => !Object.hasOwn(runs, line))).toEqual([]);
  });

  test('sends nobody to a test that is not there', () => {
    const named = Object.values(excused).flatMap(({ shownBy }) => (shownBy ? [shownBy] : []));
    const gone = named.filter(([file, title]) => !existsSync(file) || !readFileSync(file, 'utf8').includes(title));
    expect(gone).toEqual([]);
  });

  test('excuses no script of package.json that is not there', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object };
    const asked = lines.flatMap(line => [...line.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name));
    expect(asked.filter(name => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

/** Where a page leads, from the root of the package. */
const linksOf = (page: string): readonly string[] =>
  [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(([, to = '']) =>
    join(dirname(page), to),
  );

test.each(pages)('%s: its links lead somewhere', page => {
  expect(linksOf(page).filter(to => !existsSync(to))).toEqual([]);
});

test('the program sends nobody to a file of docs/: it lies in the package, not where the program is run', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'));
  const texts = files.filter(name => /['"`][^'"`\n]*docs\/\w/.test(readFileSync(join('src', name), 'utf8')));
  // Where `explain` finds the page that it prints.
  expect(texts).toEqual(['core/finding.ts']);
});

test('the README leads to the reading order, and to the tutorial', () => {
  const readme = readFileSync('README.md', 'utf8');
  expect(readme).toContain('](docs/README.md)');
  expect(readme).toContain('](docs/tutorial.md)');
});

test('the pages that are shipped lead to files that are shipped', () => {
  const { files } = JSON.parse(readFileSync('package.json', 'utf8')) as { files: readonly string[] };
  const isShipped = (path: string): boolean => files.some(one => path === one || path.startsWith(`${one}/`));
  const shipped = pages.filter(isShipped);
  expect(shipped.length).toBeGreaterThan(20);
  const dead = shipped.flatMap(page =>
    linksOf(page)
      .filter(to => !isShipped(to))
      .map(to => `${page}: ${to}`),
  );
  expect(dead).toEqual([]);
});

test('the reading order names every page that is to be read', () => {
  const order = readFileSync('docs/README.md', 'utf8');
  const toRead = pages.filter(page => page.startsWith('docs/') && !/^docs\/(README\.md|issues\/)/.test(page));
  expect(toRead.filter(page => !order.includes(`(${page.slice('docs/'.length)})`))).toEqual([]);
});
