import { describe, expect, test } from 'vitest';
import { blockageOf } from '../../../../src/systems/database/blockers.ts';
import { session } from './readings.ts';

const waiter = (pid: number, ...blockedBy: number[]) => session({ pid, state: 'active', waitSeconds: 60, blockedBy });
const roots = (...sessions: Parameters<typeof blockageOf>[0]): number[] =>
  blockageOf(sessions, 30).roots.map(({ pid }) => pid);

describe('the roots of a wait', () => {
  test('of a chain: its end', () => {
    expect(roots(session({ pid: 1 }), waiter(2, 1), waiter(3, 2))).toEqual([1]);
  });

  test('two, each once', () => {
    expect(roots(session({ pid: 1 }), session({ pid: 2 }), waiter(3, 1, 2), waiter(4, 3, 2)).toSorted()).toEqual([
      1, 2,
    ]);
  });

  test('nobody, of a deadlock: PostgreSQL ends it by itself', () => {
    expect(roots(waiter(1, 2), waiter(2, 1))).toEqual([]);
  });

  test('a prepared transaction, which has no pid', () => {
    expect(blockageOf([waiter(2, 0)], 30)).toMatchObject({ roots: [], hasPrepared: true });
  });

  test('behind one that has not waited for long itself', () => {
    const between = { ...waiter(2, 1), waitSeconds: 1 };
    expect(roots(session({ pid: 1 }), between, waiter(3, 2))).toEqual([1]);
  });

  test('not the blockers of those who have not waited for long', () => {
    expect(roots(session({ pid: 1 }), { ...waiter(2, 1), waitSeconds: 29 })).toEqual([]);
  });
});
