import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse as parseJson } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';
import { afterAll, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { loadFor } from '../../src/commands/load.ts';
import { readAction } from '../e2e/github-runner.ts';
import { blocksOf, pages } from './pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'orixoon-snippets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Part = Readonly<Record<string, unknown>>;

const snippets = pages.flatMap(page =>
  blocksOf(page)
    .filter(({ language }) => language === 'json' || language === 'jsonc')
    .map(({ text }, index) => ({ page, text, name: `${page}, JSON block ${index + 1}` })),
);
const pipelines = pages.flatMap(page =>
  blocksOf(page)
    .filter(({ language }) => language === 'yaml')
    .map(({ text }) => ({ page, text })),
);

/** Snippets that are a part of a config from further in: where they belong. */
const within: Readonly<Record<string, (part: unknown) => Part>> = {
  'docs/issues/containers/container_missing.md': container => ({ phases: { containers: { expected: [container] } } }),
};

/** The system that docs/how-to/custom-system.md speaks of, as far as a config sees it. */
const mySystem = `export default {
  id: 'my_system', title: 'Mine', notConfigured: () => null, inspect: async () => [], checks: [{ id: 'up', title: 'Up' }], actions: [],
  settings: { type: 'object', properties: { url: { type: 'string' } } },
  issues: { my_system_down: { title: 'Down', target: 'host', action: null, meaning: 'It is down.', detection: 'A GET.' } },
};`;

/** The snippet as a whole config, loaded as every command loads one. */
async function load(page: string, text: string) {
  const errors: ParseError[] = [];
  const value: unknown = parseJson(text, errors, { allowTrailingComma: true });
  expect(errors, text).toEqual([]);
  writeFileSync(join(folder, 'my-system.js'), mySystem);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const file = join(folder, 'healing_config.json');
  const part = within[page]?.(value);
  writeFileSync(file, part === undefined ? text : JSON.stringify(part));
  const env = { DATABASE_URL: 'postgresql://app@127.0.0.1/shop', REDIS_URL: 'redis://127.0.0.1:6379/0' };
  return loadFor({ config: file }, { env });
}

test.each(snippets)('$name is a config, or a part of one, that loads', async ({ page, text }) => {
  await expect(load(page, text)).resolves.toHaveProperty('policy');
});

test('there are such snippets, and a wrong key or value in one is seen', async () => {
  expect(snippets.length).toBeGreaterThan(3);
  const wrong = ['{ "enviroment": "x" }', '{ "reports": { "keep": 0 } }', '{ "phases": { "redis": { "port": 1 } } }'];
  for (const text of wrong) await expect(load('README.md', text)).rejects.toThrow(/expected|did you mean|is no key/);
});

describe('the pipelines', () => {
  const textOf = (page: string): string => pipelines.find(one => one.page === page)?.text ?? '';

  test('are those that are looked at here', () => {
    expect(pipelines.map(({ page }) => page)).toEqual(['docs/how-to/github.md', 'docs/how-to/gitlab.md']);
  });

  test('of GitHub: the action gets inputs that it has, and the page speaks of outputs that it has', () => {
    const action = readAction('action.yml');
    interface Step {
      readonly uses?: string;
      readonly id?: string;
      readonly with?: Part;
    }
    const { jobs } = parseYaml(textOf('docs/how-to/github.md')) as { jobs: { deploy: { steps: readonly Step[] } } };
    const step = jobs.deploy.steps.find(({ uses }) => uses?.includes('orixoon'));
    expect(Object.keys(step?.with ?? {}).length).toBeGreaterThan(0);
    expect(Object.keys(step?.with ?? {}).filter(name => !Object.hasOwn(action.inputs, name))).toEqual([]);
    const page = readFileSync('docs/how-to/github.md', 'utf8');
    const spoken = /`steps\.(\w+)\.outputs` has ((?:`[\w-]+`(?:, | and )?)+)/.exec(page);
    expect(spoken?.[1]).toBe(step?.id);
    expect([...(spoken?.[2] ?? '').matchAll(/[\w-]+(?=`)/g)].map(([name]) => name).sort()).toEqual(
      Object.keys(action.outputs).sort(),
    );
    const asked = [...page.matchAll(/`([\w-]+): <\w+>`/g)].map(([, name = '']) => name);
    expect(asked.filter(name => !Object.hasOwn(action.inputs, name))).toEqual([]);
  });

  test('of GitLab: it extends the job that the template has, with variables of that job, for a file of that name', () => {
    interface Job {
      readonly extends?: string;
      readonly variables?: Part;
      readonly needs?: readonly string[];
    }
    const { include, ...jobs } = parseYaml(textOf('docs/how-to/gitlab.md')) as Readonly<Record<string, Job>> & {
      readonly include: readonly { readonly local: string }[];
    };
    const template = parseYaml(readFileSync('templates/orixoon.gitlab-ci.yml', 'utf8')) as Readonly<
      Record<string, Job>
    >;
    expect(include.map(({ local }) => local)).toEqual([expect.stringMatching(/(^|\/)orixoon\.gitlab-ci\.yml$/)]);
    for (const { extends: base, variables = {}, needs = [] } of Object.values(jobs)) {
      expect(needs.filter(name => !Object.hasOwn(jobs, name))).toEqual([]);
      if (base === undefined) continue;
      const known = Object.keys(template[base]?.variables ?? {});
      expect(known.length).toBeGreaterThan(0);
      expect(Object.keys(variables).filter(name => !known.includes(name))).toEqual([]);
    }
  });
});
