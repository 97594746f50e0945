import { describe, expect, test } from 'vitest';
import type { RedisFault } from '../../../../src/clients/redis-types.ts';
import { checks } from '../../../../src/systems/redis/checks.ts';
import type { Info, Reading } from '../../../../src/systems/redis/reading.ts';
import type { Outcome } from '../../../../src/systems/system.ts';

const NOW = 1_700_000_000_000;
const healthy: Info = {
  run_id: 'abc',
  role: 'master',
  redis_mode: 'standalone',
  used_memory: '500',
  maxmemory: '1000',
  maxmemory_policy: 'noeviction',
  rdb_last_bgsave_status: 'ok',
};

const reading = (changes: Partial<Reading> = {}, info: Info = {}): Reading => ({
  target: 'redis',
  restsOn: [],
  nowMs: NOW,
  settings: {
    ...{ enabled: true, critical: true, timeout_seconds: 10, ping_timeout_ms: 2000 },
    ...{ memory_high_percent: 80, memory_full_percent: 95, expiring_within_seconds: 3600 },
  },
  ping: { value: 1.234 },
  isWellInside: false,
  info: { value: { ...healthy, ...info } },
  cluster: null,
  limit: { bytes: 1000, source: 'maxmemory' },
  ...changes,
});

const outcome = (id: string, seen: Reading): Outcome => {
  const [first] = [checks.find(check => check.id === id)?.evaluate(seen) ?? []].flat();
  if (first === undefined) throw new Error(`${id} said nothing`);
  return first;
};
const fault = (name: RedisFault) => ({ fault: name, message: `answered ${name}` });

test('what answers inside its container and not us is not known to be broken, whatever else keeps it from us', () => {
  const seen = outcome('ping', reading({ ping: fault('refused'), isWellInside: true }));
  expect(seen).toMatchObject({ status: 'error', evidence: { fault: 'refused', answers_inside: true } });
  expect(seen.issue).toBeUndefined();
  expect(outcome('ping', reading({ ping: fault('refused') })).issue).toBe('redis_not_responding');
  expect(outcome('ping', reading({ ping: fault('auth'), isWellInside: true })).evidence).toEqual({ fault: 'auth' });
});

describe('memory', () => {
  const at = (used: string) => outcome('memory', reading({}, { used_memory: used }));
  test.each([
    ['799.999', 'passed', undefined],
    ['800', 'failed', 'redis_memory_high'],
    ['949.999', 'failed', 'redis_memory_high'],
    ['950', 'failed', 'redis_memory_full'],
    ['1200', 'failed', 'redis_memory_full'],
  ])('%s of 1000 bytes: %s, %s', (used, status, issue) => {
    const { status: seen, issue: found } = at(used);
    expect([seen, found]).toEqual([status, issue]);
  });

  test('is not rounded up to its threshold', () => {
    expect(at('799.999').message).toBe('Redis uses 79.9999 % of maxmemory, below 80 %');
    expect(at('949.96').message).toContain('uses 94.996 %');
  });

  test('says so where writes are refused for it', () => {
    expect(at('1000').message).toContain('OOM');
    const evicting = outcome('memory', reading({}, { used_memory: '1000', maxmemory_policy: 'allkeys-lru' }));
    expect(evicting.message).not.toContain('OOM');
    expect(evicting.recommendation).toContain('full by design');
  });

  test('without a limit there is no percentage; where it could not be read, nothing is known', () => {
    expect(outcome('memory', reading({ limit: { unknown: 'why' } }))).toMatchObject({ status: 'skipped' });
    expect(outcome('memory', reading({ limit: { unreadable: 'why' } }))).toMatchObject({ status: 'error' });
    expect(outcome('memory', reading({}, { used_memory: 'nonsense' }))).toMatchObject({ status: 'error' });
  });
});

describe('ping', () => {
  test.each([
    ['refused', 'failed', 'redis_not_responding'],
    ['timeout', 'failed', 'redis_not_responding'],
    ['auth', 'error', undefined],
    ['noperm', 'error', undefined],
    ['loading', 'error', undefined],
    ['maxclients', 'failed', undefined],
    ['misconf', 'passed', undefined],
    ['readonly', 'passed', undefined],
    ['oom', 'passed', undefined],
    ['other', 'error', undefined],
  ] as const)('%s: %s, %s', (name, status, issue) => {
    const seen = outcome('ping', reading({ ping: fault(name) }));
    expect([seen.status, seen.issue]).toEqual([status, issue]);
  });

  test('one cause is one finding: what PING has told, the others do not repeat', () => {
    for (const name of ['refused', 'timeout', 'auth', 'maxclients'] as const) {
      const seen = reading({ ping: fault(name), info: fault(name) });
      expect([outcome('memory', seen).status, outcome('writes', seen).status], name).toEqual(['skipped', 'skipped']);
    }
  });

  const loading = (info: Info) =>
    outcome('ping', reading({ ping: fault('loading') }, { server_time_usec: String(NOW * 1000), ...info }))
      .pendingUntil;
  test.each([
    [
      'at least the timeout of a look',
      { loading_start_time: String(NOW / 1000), loading_eta_seconds: '1' },
      NOW + 10_000,
    ],
    ['twice what Redis expects', { loading_start_time: String(NOW / 1000), loading_eta_seconds: '60' }, NOW + 120_000],
    ['ten minutes in all', { loading_start_time: String(NOW / 1000 - 599), loading_eta_seconds: '60' }, NOW + 1000],
    ['not at all after that', { loading_start_time: String(NOW / 1000 - 601), loading_eta_seconds: '60' }, undefined],
    ['not at all where its start is not known', {}, undefined],
  ])('loading is waited for: %s', (_, info, until) => {
    expect(loading(info)).toBe(until);
  });
});

describe('writes', () => {
  test.each([
    ['a master', {}, 'passed'],
    ['a read-only replica', { role: 'slave', slave_read_only: '1' }, 'failed'],
    ['a writable replica', { role: 'slave', slave_read_only: '0' }, 'warning'],
    ['no replica in step', { min_slaves_good_slaves: '0' }, 'failed'],
    ['a failed save', { rdb_last_bgsave_status: 'err' }, 'warning'],
    ['a sentinel', { redis_mode: 'sentinel' }, 'failed'],
  ])('%s', (_, info: Info, status) => {
    expect(outcome('writes', reading({}, info)).status).toBe(status);
  });

  test('MISCONF is told by PING itself, even where INFO is denied', () => {
    const seen = outcome('writes', reading({ ping: fault('misconf'), info: fault('noperm') }));
    expect(seen).toMatchObject({ status: 'failed', message: 'answered misconf' });
  });

  test('cannot tell without INFO', () => {
    expect(outcome('writes', reading({ info: fault('noperm') }))).toMatchObject({ status: 'error' });
  });
});
