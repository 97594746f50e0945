import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pageOf } from '../../../src/cli/explain.ts';
import { catalogue } from '../../../src/systems/catalogue.ts';

const root = new URL('../../../', import.meta.url);
const schema: unknown = JSON.parse(readFileSync(new URL('schemas/healing_config.schema.json', root), 'utf8'));
const headings = [
  'Symptom',
  'Likely causes',
  'What Orixoon does',
  'What it will not do',
  'By hand',
  'Settings that matter',
];

/** Every key that a config may have, every issue type and every action. */
const known = new Set([...Object.keys(catalogue.issues), ...Object.keys(catalogue.actions), ...keysOf(schema)]);

function keysOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const properties =
    'properties' in node && typeof node.properties === 'object' ? Object.keys(node.properties ?? {}) : [];
  return [...properties, ...Object.values(node).flatMap(keysOf)];
}

describe.each(Object.entries(catalogue.issues))('the page of %s', (type, issue) => {
  const page = readFileSync(new URL(pageOf(type, catalogue), root), 'utf8');

  test('has its title and its six parts, in order, and is short', () => {
    const found = page.split('\n').filter(line => line.startsWith('#') && !line.startsWith('###'));
    expect(found.filter(line => /^##? [A-Za-z_]/.test(line))).toEqual([
      `# ${type}`,
      ...headings.map(heading => `## ${heading}`),
    ]);
    expect(page.trim().split('\n').length).toBeLessThanOrEqual(50);
  });

  test('names the default action with its risk, or that there is none', () => {
    const action = issue.action === null ? undefined : catalogue.actions[issue.action];
    expect(page).toContain(action ? `\`${action.id}\` (${action.risk} risk)` : 'It is not healable');
    expect(page.includes('always asks')).toBe(action?.risk === 'high' || page.includes('exists as a choice'));
  });

  test('names no setting, issue type or action that does not exist', () => {
    const settings = page.slice(page.indexOf('## Settings that matter'));
    const words = [...settings.matchAll(/`([^`]+)`/g)].flatMap(
      ([, words = '']) => words.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? [],
    );
    expect(words.filter(word => !known.has(word) && !word.startsWith('pg_'))).toEqual([]);
    expect(settings).toMatch(/`phases|`connections/);
  });
});

test('there is no page without an issue type', () => {
  const pages = readdirSync(new URL('docs/issues/', root), { recursive: true, encoding: 'utf8' }).filter(file =>
    file.endsWith('.md'),
  );
  expect(pages.map(file => `docs/issues/${file}`).sort()).toEqual(
    Object.keys(catalogue.issues)
      .map(type => pageOf(type, catalogue))
      .sort(),
  );
});
