import { describe, expect, test } from 'vitest';
import { digitsApart } from '../../../src/core/digits.ts';
import { isGone, isProblem, isSick, nodeOf, pageFor, problemKey } from '../../../src/core/finding.ts';
import type { Finding } from '../../../src/core/finding.ts';
import { canonical } from '../../../src/core/json.ts';
import type { Json } from '../../../src/core/json.ts';
import { isEarlierState, mayBeginBeside, unavailable } from '../../../src/core/plan.ts';
import type { NodeId } from '../../../src/core/finding.ts';
import type { PlannedAction, Touch } from '../../../src/core/plan.ts';
import { finding, planned, touch } from './given.ts';

describe('plan ids', () => {
  test.each<[string, string, boolean]>([
    ['a1b2c3-000000', 'a1b2c3-d4e5f6', true],
    ['a1b2c3-d4e5f6', 'a1b2c3-d4e5f6', false],
    ['ffffff-d4e5f6', 'a1b2c3-d4e5f6', false],
    ['a1b2c3', 'a1b2c3-d4e5f6', false],
    ['a1b2c3-', 'a1b2c3-d4e5f6', false],
    ['a1b2c3-0000000', 'a1b2c3-d4e5f6', false],
    ['container_not_running', 'a1b2c3-d4e5f6', false],
    ['', 'a1b2c3-d4e5f6', false],
    ['a1b2c3-d4e5f6', '', false],
    ['', '', false],
  ])('%j is an earlier state of %j: %s', (id, planId, expected) => {
    expect(isEarlierState(id, planId)).toBe(expected);
  });

  test('a draft for what cannot be done touches nothing and says why', () => {
    expect(unavailable('no container is configured')).toEqual({
      identity: {},
      steps: [],
      touches: [],
      unavailable: 'no container is configured',
    });
  });
});

describe('findings', () => {
  test.each<[Partial<Finding>, boolean, boolean]>([
    [{ status: 'passed' }, false, false],
    [{ status: 'passed', issue: 'x' }, false, false],
    [{ status: 'skipped', issue: 'x' }, false, false],
    [{ status: 'warning' }, false, false],
    [{ status: 'warning', issue: 'x' }, true, true],
    [{ status: 'failed' }, false, true],
    [{ status: 'failed', issue: 'x' }, true, true],
    [{ status: 'error' }, false, true],
    // Could not tell is never a reason to heal, whatever the check says.
    [{ status: 'error', issue: 'x' }, false, true],
  ])('%j: problem %s, sick %s', (changes, problem, sick) => {
    expect(isProblem(finding(changes))).toBe(problem);
    expect(isSick(finding(changes))).toBe(sick);
  });

  test('the page of an issue type', () => {
    expect(pageFor('zoho_queue', 'sync_queue_stuck')).toBe('docs/issues/zoho-queue/sync_queue_stuck.md');
  });

  test('their names', () => {
    expect(nodeOf(finding())).toBe('containers/redis');
    expect(problemKey({ issue: 'container_stuck', target: 'redis' })).toBe('container_stuck redis');
  });

  test.each<[string, Partial<Finding>[], boolean]>([
    ['it passes', [{}], true],
    ['nothing is said of it', [], true],
    ['it is still there', [{ status: 'failed', issue: 'container_stuck' }], false],
    ['it is a warning now', [{ status: 'warning', issue: 'container_stuck' }], false],
    ['another issue of the same target', [{ status: 'failed', issue: 'container_unhealthy' }], true],
    ['the same issue of another target', [{ status: 'failed', issue: 'container_stuck', target: 'app' }], true],
    ['the target could not be looked at', [{ status: 'error' }], false],
    ['another target could not', [{ status: 'error', target: 'app' }], true],
    ['the whole phase could not', [{ status: 'error', target: 'docker', check: 'probe' }], false],
    ['another phase could not', [{ status: 'error', phase: 'redis', check: 'probe' }], true],
  ])('a problem is gone when %s: %s', (_, changes, expected) => {
    const problem = { phase: 'containers', issue: 'container_stuck', target: 'redis' };
    expect(isGone(problem, changes.map(finding))).toBe(expected);
  });
});

describe('canonical JSON', () => {
  test('equal values give equal texts, whatever the order of their keys, and read back as they were', () => {
    const one: Json = { b: [1, { y: null, x: 'ü"' }], a: true };
    const two: Json = { a: true, b: [1, { x: 'ü"', y: null }] };
    expect(canonical(one)).toBe(canonical(two));
    expect(canonical(one)).toBe('{"a":true,"b":[1,{"x":"ü\\"","y":null}]}');
    expect(JSON.parse(canonical(one))).toEqual(one);
    expect(canonical([1, 2])).not.toBe(canonical([2, 1]));
    expect(canonical('1')).not.toBe(canonical(1));
    expect(canonical({})).not.toBe(canonical([]));
  });
});

describe('digits that keep a number on its side of the threshold', () => {
  test.each<[number, number, string]>([
    [50, 75, '50'],
    [75, 75, '75'],
    [74.96, 75, '74.96'],
    [74.94, 75, '74.9'],
    [75.000001, 75, '75.000001'],
    [-0.04, 0, '-0.04'],
  ])('%d against %d is %s', (value, threshold, expected) => {
    expect(digitsApart(value, threshold)).toBe(expected);
  });
});

describe('what may begin while another settles', () => {
  const of = (name: string, more: Parameters<typeof planned>[0] = {}): PlannedAction => ({
    ...planned({ touches: [touch({ names: [name, `${name}-id`] })], ...more }),
    node: `containers/${name}`,
  });
  const resting: readonly NodeId[] = ['database/db', 'containers/redis'];

  test.each<[string, PlannedAction, PlannedAction, boolean]>([
    ['neither rests on the other, and nothing is shared', of('redis'), of('app'), true],
    ['what touches nothing shares nothing', of('redis', { touches: [] }), of('app', { touches: [] }), true],
    ['the same target', of('redis', { touches: [] }), of('redis', { touches: [] }), false],
    ['one rests on the other', of('redis'), of('app', { supports: resting }), false],
    ['both rest on a third', of('app', { supports: resting }), of('web', { supports: resting }), true],
    [
      'one of their names is the same',
      of('redis'),
      of('app', { touches: [touch({ names: ['x', 'redis-id'] })] }),
      false,
    ],
    [
      'the second thing that one touches',
      of('redis'),
      of('app', { touches: [touch({ names: ['x'] }), touch()] }),
      false,
    ],
    ['a table may be called as a container is', of('redis'), of('app', { touches: [touch({ kind: 'table' })] }), true],
  ])('%s', (_, one, other, expected) => {
    for (const preventCascade of [true, false]) {
      expect(mayBeginBeside(one, [other], { preventCascade })).toBe(expected);
      expect(mayBeginBeside(other, [one], { preventCascade })).toBe(expected);
    }
  });

  test('all that settle count, wherever they stand', () => {
    const one = of('redis');
    expect(mayBeginBeside(one, [of('app'), of('redis')], { preventCascade: false })).toBe(false);
    expect(mayBeginBeside(one, [of('redis'), of('app')], { preventCascade: false })).toBe(false);
    expect(mayBeginBeside(one, [of('app'), of('web')], { preventCascade: true })).toBe(true);
  });

  test.each<[Touch['effect'], boolean]>([
    ['start', true],
    ['unpause', true],
    ['restart', false],
    ['signal', false],
    ['terminate', true],
    ['write', true],
    ['delete', true],
  ])(
    '%s beside another, where cascades are prevented: %s; where they are not, or nothing settles, always',
    (effect, expected) => {
      const one = of('app', { touches: [touch({ names: ['x'] }), touch({ names: ['app'], effect })] });
      expect(mayBeginBeside(one, [of('redis')], { preventCascade: true })).toBe(expected);
      expect(mayBeginBeside(one, [of('redis')], { preventCascade: false })).toBe(true);
      expect(mayBeginBeside(one, [], { preventCascade: true })).toBe(true);
    },
  );
});
