import { describe, expect, test } from 'vitest';
import { checks } from '../../../../src/systems/database/checks.ts';
import type { Reading } from '../../../../src/systems/database/reading.ts';
import type { Outcome } from '../../../../src/systems/system.ts';
import { many, reading, session } from './readings.ts';

function evaluate(id: string, of: Reading): Outcome {
  const outcome = checks.find(check => check.id === id)?.evaluate(of);
  if (outcome === undefined || Array.isArray(outcome)) throw new Error(`${id}: expected one outcome`);
  return outcome as Outcome;
}

describe('pool', () => {
  test.each([
    [89, 'passed'],
    [90, 'failed'],
    [91, 'failed'],
  ])('%i of 100 slots: %s', (used, status) => {
    expect(evaluate('pool', reading(many(used)))).toMatchObject({ status, observed: used, threshold: 90 });
  });

  test('just under the threshold is not shown as the threshold', () => {
    const server = { ...reading([]).server, usableSlots: 3001 };
    expect(evaluate('pool', reading(many(2700), { server }))).toMatchObject({ status: 'passed', observed: 89.9 });
  });

  test('only client sessions count, and not our own', () => {
    const others = [
      ...many(5, { type: 'walsender' }),
      ...many(5, { isOurs: true }),
      ...many(5, { type: 'autovacuum worker' }),
    ];
    expect(evaluate('pool', reading([...many(85), ...others]))).toMatchObject({ status: 'passed', observed: 85 });
  });

  test('what is seen is enough to fail, whatever else is hidden', () => {
    const hidden = many(3, { type: null, state: null });
    expect(evaluate('pool', reading([...many(90), ...hidden]))).toMatchObject({ status: 'failed' });
    expect(evaluate('pool', reading([...many(88), ...hidden]))).toMatchObject({ status: 'error' });
    expect(evaluate('pool', reading([...many(86), ...hidden]))).toMatchObject({ status: 'passed' });
  });

  test('no way in: the issue, and every other check says that it did not look', () => {
    const { target, restsOn, settings } = reading([]);
    const full: Reading = {
      target,
      restsOn,
      settings,
      kind: 'full',
      refusal: 'no slot',
      limit: null,
      triedSeconds: 8,
      hasAdmin: false,
    };
    expect(checks.map(({ id }) => `${id} ${evaluate(id, full).status} ${evaluate(id, full).issue ?? '-'}`)).toEqual([
      'connection failed -',
      'pool failed connection_pool_exhausted',
      'locks error -',
      'transactions error -',
      'writable error -',
    ]);
  });
});

describe('locks', () => {
  const waiting = (waitSeconds: number) => session({ pid: 2, state: 'active', waitSeconds, blockedBy: [1] });
  const blocker = session({ pid: 1, state: 'idle in transaction' });

  test.each([
    [30, 'passed'],
    [30.01, 'failed'],
  ])('waiting for %d s: %s', (seconds, status) => {
    expect(evaluate('locks', reading([blocker, waiting(seconds)])).status).toBe(status);
  });

  test('a wait in another database, or of ourselves, is not this one’s', () => {
    for (const differs of [{ isHere: false }, { isOurs: true }, { type: 'autovacuum worker' }])
      expect(evaluate('locks', reading([blocker, { ...waiting(60), ...differs }])).status).toBe('passed');
  });

  test('the wait of a session that this role may not see counts: pg_locks hides nothing', () => {
    const hidden = { ...waiting(60), type: null, state: null };
    expect(evaluate('locks', reading([blocker, hidden])).status).toBe('failed');
  });
});

describe('transactions', () => {
  test.each([
    ['idle in transaction', 300, 'passed'],
    ['idle in transaction', 301, 'failed'],
    ['idle in transaction (aborted)', 301, 'failed'],
    ['active', 999, 'passed'],
    ['idle', 999, 'passed'],
  ])('%s for %i s: %s', (state, stateSeconds, status) => {
    expect(evaluate('transactions', reading([session({ state, stateSeconds })])).status).toBe(status);
  });

  test('a transaction that this role may not see: error that names the grant', () => {
    const hidden = session({ type: null, state: null, isInTransaction: true });
    expect(evaluate('transactions', reading([hidden]))).toMatchObject({
      status: 'error',
      message: expect.stringContaining('GRANT pg_monitor TO "tsh"') as string,
    });
    expect(evaluate('transactions', reading([{ ...hidden, isInTransaction: false }])).status).toBe('passed');
  });

  test('track_activities off: error, not passed', () => {
    expect(evaluate('transactions', reading([session({ state: 'disabled', isInTransaction: true })])).status).toBe(
      'error',
    );
  });
});
