import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { isWorthHiding } from '../../src/report/secret-forms.ts';
import { catalogue } from '../../src/systems/catalogue.ts';
import { systems } from '../../src/systems/registry.ts';
import type { System } from '../../src/systems/system.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folderOf = (phase: string): string => phase.replaceAll('_', '-');

describe.each(systems.map(system => [system.id, system] as const))('system %s', (id, system) => {
  test('has its parts, a test against the real thing, and a name that no report hides', () => {
    for (const part of [
      'index.ts',
      'probe.ts',
      'checks.ts',
      'actions.ts',
      'issues.ts',
      'settings.schema.ts',
      'configured.ts',
    ])
      expect(existsSync(join(root, 'src/systems', folderOf(id), part)), part).toBe(true);
    expect(existsSync(join(root, 'test/integration/systems', `${folderOf(id)}.test.ts`))).toBe(true);
    // Else a password of the same name would hide the phase in its own report.
    expect(isWorthHiding(id)).toBe(false);
    expect(system.checks.length).toBeGreaterThan(0);
  });

  test('has a page for each issue type, and an action that fits each', () => {
    const pages = readdirSync(join(root, 'docs/issues', folderOf(id))).sort();
    expect(pages).toEqual(
      Object.keys(system.issues)
        .map(type => `${type}.md`)
        .sort(),
    );
    for (const [type, { action, target }] of Object.entries(system.issues)) {
      const page = readFileSync(join(root, 'docs/issues', folderOf(id), `${type}.md`), 'utf8');
      expect(page).toContain(type);
      if (action !== null) expect(catalogue.actions[action]?.fits).toContain(target);
    }
  });

  test('carries out every action that its issues name', () => {
    const carriedOut = systems.flatMap(({ actions }) => actions.map(action => action.id));
    for (const { action } of Object.values(system.issues)) if (action !== null) expect(carriedOut).toContain(action);
  });
});

test('the registry, the catalogue and the folders are the same systems, in the same order', () => {
  const ids = systems.map(({ id }) => id);
  expect(ids).toEqual(catalogue.phases.map(({ name }) => name));
  const reasons = (all: readonly Pick<System, 'notConfigured'>[]): unknown[] => all.map(one => one.notConfigured);
  expect(reasons(systems)).toEqual(reasons(catalogue.phases));
  const folders = readdirSync(join(root, 'src/systems'), { withFileTypes: true }).filter(entry => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(ids.map(folderOf).sort());
});

test('the shipped config is right', () => {
  expect(loadConfig(join(root, 'healing_config.json'), {}).settings.environment).toBe('practice');
});

/** Every source file with its text. */
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(name => ({ name, text: readFileSync(join(root, 'src', name), 'utf8') }));

const naming = (pattern: RegExp): string[] =>
  sources
    .filter(({ text }) => pattern.test(text))
    .map(({ name }) => name)
    .sort();

test('the gate is asked by the engine alone, a permit is made by the gate alone, and heal.ts alone acts', () => {
  expect(naming(/\bgate\(/)).toEqual(['core/gate.ts', 'engine/decide.ts', 'engine/heal-roots.ts']);
  expect(naming(/new GrantedPermit\(/)).toEqual(['core/gate.ts']);
  // The guard hands the engine's call on to a plugin's action, and judges what it gives back.
  expect(naming(/\baction\.run\(/)).toEqual(['engine/heal.ts', 'plugins/guard.ts']);
  expect(naming(/\bundo\b/).filter(name => /^(engine|commands)\//.test(name))).toEqual(['engine/heal.ts']);
  expect(naming(/(ports|world)\.openHands\(/)).toEqual(['commands/gate-run.ts', 'engine/heal.ts']);
});

test('no file grows past two screens by much', () => {
  const long = sources.filter(({ text }) => text.split('\n').length > 260).map(({ name }) => name);
  expect(long).toEqual([]);
});
