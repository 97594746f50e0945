import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryTrend } from '../../../../src/systems/application/memory-trend.ts';
import type { MemorySample } from '../../../../src/systems/application/memory-trend.ts';

const MB = 2 ** 20;
const MINUTE = 60_000;
const START = Date.parse('2025-01-10T12:00:00Z');

/** Samples in megabytes, so many minutes apart. */
const every = (minutes: number, ...used: number[]): MemorySample[] =>
  used.map((mb, nth) => ({ atMs: START + nth * minutes * MINUTE, usedBytes: mb * MB }));
const base = { minSpanMs: 10 * MINUTE, horizonMs: 24 * 60 * MINUTE, growthPercent: 100 };
const under = (limitMb: number | null) => ({ ...base, limitBytes: limitMb === null ? null : limitMb * MB });

describe('with a limit of 512 MB', () => {
  test.each<[string, MemorySample[], string]>([
    ['rises straight, near the limit', every(10, 100, 160, 220, 280, 340, 400), 'rising'],
    ['one sample short', every(10, 100, 170, 240, 310, 400), 'too_few'],
    ['a second short of the time', every(2 - 1 / 300, 100, 160, 220, 280, 340, 400), 'too_few'],
    ['just the time', every(2, 100, 160, 220, 280, 340, 400), 'rising'],
    ['no sample', [], 'too_few'],
    ['level', every(10, 400, 400, 400, 400, 400, 400), 'not_rising'],
    ['falls', every(10, 400, 340, 280, 220, 160, 100), 'not_rising'],
    ['rises, too slowly to be there in the time it was seen', every(10, 100, 130, 160, 190, 220, 250), 'not_rising'],
    ['a step, and level on both sides', every(10, 100, 100, 100, 400, 400, 400), 'not_rising'],
    ['fills up and levels off', every(10, 50, 250, 350, 400, 401, 401, 401, 401), 'not_rising'],
    ['fills up ever more slowly', every(10, 100, 250, 330, 370, 390, 400, 405, 407, 408), 'not_rising'],
    ['saw teeth of a collector', every(10, 200, 300, 400, 210, 310, 405, 205, 305, 400), 'not_rising'],
    ['one tooth out of line', every(10, 100, 160, 220, 340, 330, 400), 'rising'],
    ['two teeth out of line', every(10, 100, 220, 160, 340, 300, 400), 'not_rising'],
    ['falls since', every(10, 100, 160, 220, 280, 340, 400, 90), 'not_rising'],
    ['under ten percent, however near', every(10, 480, 486, 492, 498, 504, 510), 'not_rising'],
    ['from nothing', every(10, 0, 0, 0, 0, 0, 0), 'not_rising'],
  ])('%s', (_, samples, expected) => {
    expect(memoryTrend(samples, under(512)).kind).toBe(expected);
  });

  test('says when it is reached', () => {
    const trend = memoryTrend(every(10, 112, 172, 232, 292, 352, 412), under(512));
    expect(trend).toMatchObject({ kind: 'rising', count: 6, spanMs: 50 * MINUTE, aheadMs: 50 * MINUTE });
    if (trend.kind === 'too_few') throw new Error('too few');
    expect(trend.reachedInMs).toBeCloseTo((100 / 6) * MINUTE, 0);
    expect(trend.growthPercent).toBeCloseTo(300 / 1.12, 5);
  });

  test('looks no further ahead than the horizon', () => {
    const samples = every(10, 112, 172, 232, 292, 352, 412);
    const limits = under(512);
    const reachedInMs = (100 / 6) * MINUTE;
    expect(memoryTrend(samples, { ...limits, horizonMs: reachedInMs + 1 }).kind).toBe('rising');
    expect(memoryTrend(samples, { ...limits, horizonMs: reachedInMs - 1 }).kind).toBe('not_rising');
  });
});

describe('without a limit', () => {
  test.each<[string, MemorySample[], string]>([
    ['twice as much', every(10, 100, 120, 140, 160, 180, 200), 'rising'],
    ['just under twice', every(10, 100, 120, 140, 160, 180, 199), 'not_rising'],
    ['half as much again', every(10, 100, 110, 120, 130, 140, 150), 'not_rising'],
    ['twice as much, and level since', every(10, 100, 150, 190, 200, 200, 200, 200), 'not_rising'],
    ['one wild sample at the end', every(10, 100, 101, 102, 103, 104, 900), 'not_rising'],
    ['one wild sample at the start', every(10, 1, 100, 101, 102, 103, 104), 'not_rising'],
  ])('%s', (_, samples, expected) => {
    expect(memoryTrend(samples, under(null)).kind).toBe(expected);
  });
});

test('the order of the samples is of no matter, and a copy of one counts once', () => {
  const five = every(10, 100, 170, 240, 310, 400);
  expect(memoryTrend([...five, ...five].toReversed(), under(512))).toMatchObject({ kind: 'too_few', count: 5 });
  const six = every(10, 100, 160, 220, 280, 340, 400);
  expect(memoryTrend(six.toReversed(), under(512))).toEqual(memoryTrend(six, under(512)));
});

const samples = fc.array(
  fc.record({
    atMs: fc.integer({ min: 0, max: 1e13 }),
    usedBytes: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  }),
  { maxLength: 21 },
);
const limits = fc.record({
  limitBytes: fc.option(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
  minSpanMs: fc.integer({ min: 1000, max: 1e9 }),
  horizonMs: fc.integer({ min: 1000, max: 1e10 }),
  growthPercent: fc.integer({ min: 10, max: 1000 }),
});

describe('whatever the samples', () => {
  test('no figure of it is NaN, and what rises has enough of them, over enough time, and is higher than at first', () => {
    fc.assert(
      fc.property(samples, limits, (given, rule) => {
        const trend = memoryTrend(given, rule);
        for (const value of Object.values(trend)) expect(value).not.toBeNaN();
        if (trend.kind !== 'rising') return;
        expect(trend.count).toBeGreaterThanOrEqual(6);
        expect(trend.spanMs).toBeGreaterThanOrEqual(rule.minSpanMs);
        expect(trend.growthPercent).toBeGreaterThanOrEqual(10);
        if (rule.limitBytes !== null)
          expect(trend.reachedInMs).toBeLessThanOrEqual(Math.min(rule.horizonMs, trend.spanMs));
      }),
    );
  });

  test('what never goes up is no leak', () => {
    fc.assert(
      fc.property(samples, limits, (given, rule) => {
        const times = given.map(({ atMs }) => atMs).sort((a, b) => a - b);
        const falling = given.map(({ usedBytes }) => usedBytes).sort((a, b) => b - a);
        const down = times.map((atMs, nth) => ({ atMs, usedBytes: falling[nth] ?? 0 }));
        expect(memoryTrend(down, rule).kind).not.toBe('rising');
      }),
    );
  });

  test('a straight rise that is at its limit soon is a leak, with any noise far below a step', () => {
    const noise = fc.array(fc.integer({ min: -2 * MB, max: 2 * MB }), { minLength: 8, maxLength: 21 });
    fc.assert(
      fc.property(noise, given => {
        const risen = given.map((off, nth) => ({
          atMs: START + nth * 10 * MINUTE,
          usedBytes: (100 + nth * 20) * MB + off,
        }));
        const limitMb = 100 + given.length * 20 + 5;
        expect(memoryTrend(risen, under(limitMb)).kind).toBe('rising');
      }),
    );
  });

  test('level memory with noise is hardly ever one', () => {
    // The same ones at every run of the tests.
    const level = fc.sample(fc.array(fc.integer({ min: 300, max: 500 }), { minLength: 6, maxLength: 21 }), {
      numRuns: 2000,
      seed: 1,
    });
    const wrong = level.filter(used => memoryTrend(every(10, ...used), under(512)).kind === 'rising');
    expect(wrong.length).toBeLessThan(5);
  });
});
