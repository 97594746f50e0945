import { describe, expect, test } from 'vitest';
import type { Moment } from '../../../src/core/clock.ts';
import { elapsedMs } from '../../../src/core/clock.ts';

const at = (wallMs: number, bootId: string, uptimeMs: number): Moment => ({ wallMs, bootId, uptimeMs });

describe('elapsedMs', () => {
  test.each<[string, Moment, Moment, number]>([
    ['within one boot, by the uptime', at(0, 'a', 100), at(0, 'a', 350), 250],
    ['the clock set forward within one boot', at(0, 'a', 100), at(1e12, 'a', 101), 1],
    ['the clock set back within one boot', at(1e12, 'a', 100), at(0, 'a', 101), 1],
    ['the same moment', at(5, 'a', 100), at(5, 'a', 100), 0],
    ['an uptime that went back', at(0, 'a', 100), at(50, 'a', 99), 0],
    ['across boots, by the clock', at(1000, 'a', 9e9), at(4000, 'b', 5), 3000],
    ['across boots, from the future', at(4000, 'a', 1), at(1000, 'b', 5), 0],
    ['no boot is known: two of them are not the same', at(1000, '', 1), at(4000, '', 9e9), 3000],
    ['a moment that is no number', at(NaN, 'a', 1), at(4000, 'b', 5), 0],
    ['a moment without end', at(-Infinity, 'a', 1), at(4000, 'b', 5), 0],
  ])('%s', (_, then, now, expected) => {
    expect(elapsedMs(then, now)).toBe(expected);
  });
});
