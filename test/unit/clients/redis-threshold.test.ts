import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { thresholdsOf } from '../../../src/clients/redis-threshold.ts';

const evenly = (count: number, bytes = 100) =>
  Array.from({ length: count }, (_, index) => ({ expiresAtMs: index + 1, bytes }));

const surely = (...args: Parameters<typeof thresholdsOf>): number => thresholdsOf(...args).surelyMs;
const enough = (...args: Parameters<typeof thresholdsOf>): number => thresholdsOf(...args).enoughMs;

describe('the moment before which all has to go', () => {
  test('is a little before that which the sample says', () => {
    const needed = 0.5 * 10 * 10_000 * 100;
    const moment = surely(evenly(10_000), 10, needed);
    expect(moment).toBeLessThan(0.95 * 5000);
    expect(moment).toBeGreaterThan(0.85 * 5000);
  });

  test('is earlier where few huge keys make the sum', () => {
    const skewed = evenly(10_000).map(one => (one.expiresAtMs % 1000 === 0 ? { ...one, bytes: 1_000_000 } : one));
    const total = skewed.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(surely(skewed, 1, total / 2)).toBeLessThan(0.5 * 5000);
  });

  test('is never where nothing was found, or the first key is too much already', () => {
    expect(surely([], 10, 1e9)).toBe(-Infinity);
    expect(surely(evenly(10, 1000), 10, 10_000)).toBe(-Infinity);
  });

  test('is not limited where even all would not be enough', () => {
    expect(surely(evenly(1000), 10, 1e9)).toBe(Infinity);
  });

  test('never says that more has to go than the sample shows, in whatever order it comes', () => {
    const key = fc.record({ expiresAtMs: fc.nat(1000), bytes: fc.integer({ min: 1, max: 1e6 }) });
    const before = fc.property(
      fc.uniqueArray(key, { selector: one => one.expiresAtMs }),
      fc.integer({ min: 1, max: 1e8 }),
      (sample, needed) => {
        const moment = surely(sample, 3, needed);
        const gone = sample.filter(one => one.expiresAtMs <= moment).reduce((sum, { bytes }) => sum + bytes, 0);
        return 3 * gone < needed;
      },
    );
    fc.assert(before);
  });
});

describe('the moment before which all is enough', () => {
  test('is a little after that which the sample says', () => {
    const needed = 0.5 * 10 * 10_000 * 100;
    const moment = enough(evenly(10_000), 10, needed);
    expect(moment).toBeGreaterThan(5000 / 0.95);
    expect(moment).toBeLessThan(1.15 * 5000);
  });

  test('is later where few huge keys make the sum', () => {
    const skewed = evenly(10_000).map(one => (one.expiresAtMs % 1000 === 0 ? { ...one, bytes: 1_000_000 } : one));
    expect(enough(skewed, 1, 2_000_000)).toBeGreaterThan(1.5 * enough(evenly(10_000, 1100), 1, 2_000_000));
  });

  test('is none where nothing was found, or all of it may not be enough', () => {
    expect(enough([], 10, 1)).toBe(Infinity);
    expect(enough(evenly(1000), 10, 1_000_000)).toBe(Infinity);
  });

  test('is never before the moment up to which all has to go, and the sample up to it is more than needed', () => {
    const key = fc.record({ expiresAtMs: fc.nat(1000), bytes: fc.integer({ min: 1, max: 1e6 }) });
    fc.assert(
      fc.property(fc.array(key), fc.integer({ min: 1, max: 1e7 }), (sample, needed) => {
        const { surelyMs, enoughMs } = thresholdsOf(sample, 3, needed);
        const gone = sample.filter(one => one.expiresAtMs <= enoughMs).reduce((sum, { bytes }) => sum + bytes, 0);
        return surelyMs <= enoughMs && (enoughMs === Infinity || 3 * gone > needed);
      }),
    );
  });
});
