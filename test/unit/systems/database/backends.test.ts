import { expect, test } from 'vitest';
import { backendsIn, identityOf, touchesOf } from '../../../../src/systems/database/backends.ts';
import { many, session } from './readings.ts';

test('what an identity names is found again, in the order of the pids', () => {
  const [a, b] = many(2);
  if (!a || !b) throw new Error('expected two');
  expect(identityOf([b, a])).toEqual(identityOf([a, b]));
  expect(backendsIn(identityOf([b, a]))).toEqual([
    { pid: 1000, backend_start: a.backendStart, state: 'idle', state_change: a.stateChange },
    { pid: 1001, backend_start: b.backendStart, state: 'idle', state_change: b.stateChange },
  ]);
});

test.each([
  {},
  { backends: 'all' },
  { backends: [{ pid: 1 }] },
  { backends: [{ pid: '1', backend_start: 'a', state: 'b', state_change: 'c' }] },
])('an identity that is not one of ours is refused: %j', identity => {
  expect(() => backendsIn(identity)).toThrow('names no PostgreSQL sessions');
});

test('each user, application and table is named once', () => {
  const tables = new Map([[1000, [['public.orders', 'orders'] as const]]]);
  expect(touchesOf([...many(2), session({ user: null, application: '' })], tables, 'terminate')).toEqual([
    { kind: 'database_user', names: ['tsh'], effect: 'terminate', sacred: null },
    { kind: 'database_application', names: ['app'], effect: 'terminate', sacred: null },
    { kind: 'table', names: ['public.orders', 'orders'], effect: 'terminate', sacred: null },
  ]);
});
