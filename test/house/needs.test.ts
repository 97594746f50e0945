import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { catalogue } from '../../src/systems/catalogue.ts';
import type { Need } from '../../src/systems/needs.ts';
import { systems } from '../../src/systems/registry.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { settings } = loadConfig(join(root, 'healing_config.json'), {});
const actions = systems.flatMap(system => system.actions);

test('every action says what it needs from outside, so that doctor can tell beforehand', () => {
  expect(actions.map(({ id }) => id).sort()).toEqual(Object.keys(catalogue.actions).sort());
  expect(actions.filter(({ needs }) => needs === undefined).map(({ id }) => id)).toEqual([]);
});

const needed: readonly Need[] = actions.flatMap(({ needs }) =>
  Object.entries(catalogue.issues).flatMap(([issue, { phase }]) => needs?.(settings, { phase, issue }) ?? []),
);

test('every request of Docker that an action is said to need is one that the hands make, and none is left out', () => {
  const folder = join(root, 'src/clients');
  const hands = readdirSync(folder)
    .filter(name => name.startsWith('docker-'))
    .map(name => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const made = new Set([
    ...[...hands.matchAll(/connection\.post\(`\/containers\/\$\{[\w.]+\}\/(\w+)`/g)].map(match => match[1]),
    ...[...hands.matchAll(/\bask\(work, '(\w+)'/g)].map(match => match[1]),
  ]);
  const said = needed.flatMap(need => (need.kind === 'docker' ? need.calls : []));
  const posts = said.flatMap(call => /^POST \/containers\/\*\/(\w+)$/.exec(call)?.[1] ?? []);
  expect([...new Set(posts)].sort()).toEqual(['kill', 'restart', 'start', 'stop', 'unpause']);
  expect([...made].filter(verb => verb !== 'exec').sort()).toEqual([...new Set(posts)].sort());
});
