import { describe, expect, test } from 'vitest';
import { memory } from '../../../../src/systems/application/memory-check.ts';
import { samplesOf } from '../../../../src/systems/application/memory-history.ts';
import type { MemorySight, Reading } from '../../../../src/systems/application/reading.ts';
import type { Outcome } from '../../../../src/systems/system.ts';

const MB = 2 ** 20;
const NOW = Date.parse('2025-01-10T12:00:00Z');
const MINUTE = 60_000;
const run = { id: 'c0ffee', startedAt: '2025-01-10T08:00:00.123456789Z' };

const settings = {
  memory_percent: 90,
  memory_trend_min_seconds: 600,
  memory_trend_horizon_seconds: 86_400,
  memory_trend_growth_percent: 100,
};

/** Memory now and ten, twenty, … minutes before, in megabytes, the newest last. */
function judge(limitMb: number | null, used: readonly number[], over: Partial<MemorySight> = {}): Outcome {
  const earlier = used.slice(0, -1);
  const samples = earlier.map((mb, nth) => ({ atMs: NOW - (earlier.length - nth) * 10 * MINUTE, usedBytes: mb * MB }));
  const value: MemorySight = {
    usedBytes: (used.at(-1) ?? 0) * MB,
    isWithCache: false,
    limitBytes: limitMb === null ? null : limitMb * MB,
    history: { samples, damage: null },
    ...over,
  };
  const container = { kind: 'seen', view: run };
  const reading = { target: 'app', restsOn: [], nowMs: NOW, settings, container, memory: { value } };
  return memory.evaluate(reading as unknown as Reading) as Outcome;
}

const rising = [100, 160, 220, 280, 340, 400];

describe('memory', () => {
  test('page cache that is not told apart: enough is enough, and too much is not known', () => {
    const over = { isWithCache: true };
    expect(judge(400, [300], over)).toMatchObject({ status: 'passed' });
    const doubted = judge(400, [360], over);
    expect(doubted).toMatchObject({ status: 'error', observed: 90 });
    expect(doubted.issue).toBeUndefined();
    expect(doubted.message).toMatch(/page cache is in there/);
    expect(judge(512, rising, over)).toMatchObject({ status: 'error' });
  });

  test.each<[string, number | null, readonly number[], Partial<Outcome>]>([
    [
      'at its limit, rising or not',
      400,
      [360],
      { status: 'failed', issue: 'memory_leak', observed: 90, threshold: 90 },
    ],
    ['under it, without a history', 512, [400], { status: 'passed', observed: 78.125, threshold: 90 }],
    ['under it, level', 512, [400, 400, 400, 400, 400, 400], { status: 'passed', observed: 78.125 }],
    ['under it, rising', 512, rising, { status: 'failed', issue: 'memory_leak', observed: 1120, threshold: 3000 }],
    ['under it, rising, one sample short', 512, rising.slice(1), { status: 'passed' }],
    ['no limit, no history', null, [400], { status: 'skipped' }],
    ['no limit, one sample short', null, rising.slice(1), { status: 'skipped' }],
    ['no limit, level', null, [400, 400, 400, 400, 400, 400], { status: 'passed', observed: 0, threshold: 100 }],
    ['no limit, rising', null, rising, { status: 'failed', issue: 'memory_leak', observed: 300, threshold: 100 }],
  ])('%s', (_, limitMb, used, expected) => {
    const outcome = judge(limitMb, used);
    expect(outcome).toMatchObject({ identity: run, ...expected });
    expect(outcome.issue).toBe(expected.issue);
    // Whatever it says, the next run finds a sample in it.
    const { identity = {}, evidence = {} } = outcome;
    const usedBytes = (used.at(-1) ?? 0) * MB;
    expect(samplesOf([{ identity, evidence }], run, 0, NOW + 1)).toEqual([{ atMs: NOW, usedBytes }]);
  });

  test('says what it saw, and what follows', () => {
    expect(judge(512, rising).message).toBe(
      'uses 78.1 % of its memory limit of 512 MB and rises steadily, 100 MB to 400 MB in 6 samples over 50 min: at this rate it reaches the limit in 19 min',
    );
    expect(judge(null, rising).message).toBe(
      'uses 400 MB, without a limit, and rises steadily, 100 MB to 400 MB in 6 samples over 50 min: by 300 %, at or above 100 %',
    );
    expect(judge(null, [1, 2]).message).toBe(
      'container app has no memory limit, and no history to judge by: 2 samples of this run of it over 10 min, expected 6 over 600 s',
    );
  });

  test('says what of the history could not be read, and is judged by the limit then', () => {
    const history = { samples: [], damage: '6 of 6 earlier reports cannot be read (x)' };
    const under = judge(512, rising, { history });
    expect(under.status).toBe('passed');
    expect(under.message).toMatch(/below 90 %; 6 of 6 earlier reports cannot be read \(x\)$/);
    expect(judge(400, rising, { history })).toMatchObject({ status: 'failed', threshold: 90 });
    expect(judge(null, rising, { history })).toMatchObject({ status: 'skipped' });
  });

  test('is judged by the limit alone where no trend is wanted', () => {
    expect(judge(512, rising, { history: null }).status).toBe('passed');
    const none = judge(null, rising, { history: null });
    expect(none).toMatchObject({ status: 'skipped' });
    expect(none.message).toContain('memory_trend is off');
  });
});

describe('a sample of an earlier run', () => {
  const good = { identity: run, evidence: { used_bytes: 5, sampled_at: '2025-01-10T11:00:00Z' } };
  const since = Date.parse('2025-01-10T08:10:00Z');
  const taken = (over: object, evidence: object = {}) =>
    samplesOf([{ ...good, evidence: { ...good.evidence, ...evidence }, ...over }], run, since, NOW).length;

  test('counts', () => expect(taken({})).toBe(1));
  test.each<[string, object, object?]>([
    ['of another container', { identity: { ...run, id: 'decaf' } }],
    ['of the container before its restart', { identity: { ...run, startedAt: '2025-01-10T08:00:00.123456788Z' } }],
    ['of nothing', { identity: {} }],
    ['of an id that was taken for a secret', { identity: { ...run, id: '[redacted]' } }],
    ['from before it was warm', {}, { sampled_at: '2025-01-10T08:09:59Z' }],
    ['from now or later', {}, { sampled_at: '2025-01-10T12:00:00Z' }],
    ['from no time', {}, { sampled_at: 'yesterday' }],
    ['from a time in another form', {}, { sampled_at: 1736506800000 }],
    ['without a figure', {}, { used_bytes: null }],
    ['with a text', {}, { used_bytes: '5' }],
    ['less than nothing', {}, { used_bytes: -5 }],
    ['beyond any memory', {}, { used_bytes: 1e300 }],
  ])('%s does not', (_, over, evidence) => {
    expect(taken(over, evidence)).toBe(0);
  });

  test('nested without end in its identity is no sample, and no crash', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as never;
    expect(taken({ identity: { id: deep, startedAt: deep } })).toBe(0);
  });
});
