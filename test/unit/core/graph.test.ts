import { describe, expect, test } from 'vitest';
import type { Finding, NodeId } from '../../../src/core/finding.ts';
import { drawGraph, rootBeneath, sickNodes } from '../../../src/core/graph.ts';
import { finding } from './given.ts';

/** `b: ['a']` says that b rests on a. */
const world = (edges: Record<string, string[]>, sick: readonly string[] = []): Finding[] =>
  Object.entries(edges).map(([target, supports]) =>
    finding({
      target,
      restsOn: supports.map((name): NodeId => `containers/${name}`),
      ...(sick.includes(target) ? { status: 'failed', issue: 'container_not_running' } : {}),
    }),
  );

const node = (name: string): NodeId => `containers/${name}`;

function root(name: string, findings: readonly Finding[]): string | undefined {
  return rootBeneath(node(name), drawGraph(findings), sickNodes(findings));
}

/** The guide's own picture: PostgreSQL and Redis carry the app, the app carries its worker. */
const erp = { pg: [], redis: [], app: ['pg', 'redis'], worker: ['app'] };

describe('what rests on what', () => {
  test('through all levels, near first, without itself', () => {
    const graph = drawGraph(world(erp));
    expect(graph.supportsOf(node('worker'))).toEqual([node('app'), node('pg'), node('redis')]);
    expect(graph.dependentsOf(node('pg'))).toEqual([node('app'), node('worker')]);
    expect(graph.supportsOf(node('pg'))).toEqual([]);
    expect(graph.dependentsOf(node('worker'))).toEqual([]);
    expect(graph.supportsOf(node('unheard-of'))).toEqual([]);
  });

  test('several findings of one node tell together, each edge once', () => {
    const graph = drawGraph([...world({ app: ['pg'] }), ...world({ app: ['redis', 'pg'] })]);
    expect(graph.supportsOf(node('app'))).toEqual([node('pg'), node('redis')]);
    expect(graph.dependentsOf(node('pg'))).toEqual([node('app')]);
  });

  test('a diamond is walked once', () => {
    const graph = drawGraph(world({ top: ['left', 'right'], left: ['base'], right: ['base'], base: [] }));
    expect(graph.supportsOf(node('top'))).toEqual([node('left'), node('right'), node('base')]);
  });

  test('loops end, and nothing rests on itself', () => {
    const graph = drawGraph(world({ a: ['b'], b: ['c'], c: ['a'], self: ['self'] }));
    expect(graph.supportsOf(node('a'))).toEqual([node('b'), node('c')]);
    expect(graph.dependentsOf(node('a'))).toEqual([node('c'), node('b')]);
    expect(graph.supportsOf(node('self'))).toEqual([]);
  });
});

describe('what is sick, and in which words', () => {
  test.each<[string, Partial<Finding>, string | undefined]>([
    ['passed', { status: 'passed' }, undefined],
    ['skipped', { status: 'skipped' }, undefined],
    ['a warning without an issue', { status: 'warning' }, undefined],
    ['a warning with one', { status: 'warning', issue: 'redis_memory_high' }, 'redis_memory_high redis'],
    ['failed with an issue', { status: 'failed', issue: 'container_stuck' }, 'container_stuck redis'],
    ['failed without one', { status: 'failed' }, 'containers/redis (running: failed)'],
    ['not known to be well', { status: 'error' }, 'containers/redis (running: error)'],
    ['an issue that passed', { status: 'passed', issue: 'container_stuck' }, undefined],
  ])('%s', (_, changes, words) => {
    expect(sickNodes([finding(changes)]).get(node('redis'))).toBe(words);
  });

  test('an issue names the node better than a failure without one, in either order', () => {
    const failed = finding({ status: 'failed' });
    const problem = finding({ status: 'failed', issue: 'container_stuck' });
    for (const findings of [
      [failed, problem],
      [problem, failed],
    ])
      expect([...sickNodes(findings).values()]).toEqual(['container_stuck redis']);
  });
});

describe('the root beneath', () => {
  test('a node whose supports are well is a root itself', () => {
    expect(root('app', world(erp, ['app']))).toBeUndefined();
    expect(root('pg', world(erp, ['pg', 'app', 'worker']))).toBeUndefined();
  });

  test('a healthy support between does not hide the root below it', () => {
    expect(root('worker', world(erp, ['pg', 'worker']))).toBe('container_not_running pg');
  });

  test('the lowest sick support, not the nearest', () => {
    expect(root('worker', world(erp, ['pg', 'app', 'worker']))).toBe('container_not_running pg');
    expect(root('app', world(erp, ['pg', 'app', 'worker']))).toBe('container_not_running pg');
  });

  test('two roots: one of them, always the same', () => {
    expect(root('worker', world(erp, ['pg', 'redis', 'app']))).toBe('container_not_running pg');
  });

  test('a support that is well is not named, though it is the nearest', () => {
    expect(root('app', world({ redis: [], pg: [], app: ['redis', 'pg'] }, ['pg', 'app']))).toBe(
      'container_not_running pg',
    );
  });

  test('a support that could not be looked at blocks too', () => {
    const findings = [...world({ app: ['pg'] }, ['app']), finding({ target: 'pg', status: 'error', check: 'probe' })];
    expect(root('app', findings)).toBe('containers/pg (probe: error)');
  });

  test('a support that was never looked at blocks nothing', () => {
    expect(root('app', world({ app: ['pg'] }, ['app']))).toBeUndefined();
  });

  test('in a loop of sick nodes each blocks the others, and none is a root', () => {
    const loop = world({ a: ['b'], b: ['a'] }, ['a', 'b']);
    expect(root('a', loop)).toBe('container_not_running b');
    expect(root('b', loop)).toBe('container_not_running a');
  });

  test('what rests on a sick loop is blocked by it; a true root beside it is named first', () => {
    expect(root('app', world({ a: ['b'], b: ['a'], app: ['a'] }, ['a', 'b', 'app']))).toBe('container_not_running a');
    expect(root('app', world({ a: ['b'], b: ['a'], pg: [], app: ['a', 'pg'] }, ['a', 'b', 'pg', 'app']))).toBe(
      'container_not_running pg',
    );
  });

  test('in a loop with one sick node, that one is the root', () => {
    const loop = world({ a: ['b'], b: ['a'] }, ['a']);
    expect(root('a', loop)).toBeUndefined();
    expect(root('b', loop)).toBe('container_not_running a');
  });
});
