import { describe, expect, test } from 'vitest';
import { listJson, listText } from '../../../src/cli/list.ts';
import { catalogue } from '../../../src/systems/catalogue.ts';

const systems = [{ id: 'containers', checks: [{ id: 'running', title: 'Containers run' }] }];

describe('list', () => {
  test('names every phase, issue type and action of the catalogue, each with its risk', () => {
    const lines = listText(catalogue, systems).split('\n');
    for (const { name } of catalogue.phases) expect(lines.some(line => line.startsWith(name))).toBe(true);
    for (const [type, { action }] of Object.entries(catalogue.issues)) {
      const remedy = action === null ? 'reported, not healed' : `${action} (${catalogue.actions[action]?.risk ?? '?'})`;
      expect(lines.filter(line => line.includes(`    ${type} `) && line.includes(remedy))).toHaveLength(1);
    }
    for (const { id, risk } of Object.values(catalogue.actions))
      expect(lines.filter(line => new RegExp(`^  ${id} +${risk} `).test(line))).toHaveLength(1);
    expect(lines).toContain('    running  Containers run');
  });

  test('columns are aligned', () => {
    const arrows = listText(catalogue)
      .split('\n')
      .filter(line => /^ {4}(redis_|container_)/.test(line))
      .map(line => line.indexOf('→'));
    expect(new Set(arrows.slice(0, 4)).size).toBe(1);
  });

  test('as data it holds the same', () => {
    const data = listJson(catalogue, systems) as {
      phases: { name: string; issues: unknown[]; checks: unknown[] }[];
      actions: unknown[];
    };
    expect(data.phases.map(({ name }) => name)).toEqual(catalogue.phases.map(({ name }) => name));
    expect(data.phases.flatMap(({ issues }) => issues)).toHaveLength(Object.keys(catalogue.issues).length);
    expect(data.actions).toHaveLength(Object.keys(catalogue.actions).length);
    expect(data.phases.find(({ name }) => name === 'containers')?.checks).toEqual([
      { id: 'running', title: 'Containers run' },
    ]);
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  });
});
