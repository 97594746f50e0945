import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digitsApart } from '../../../src/core/digits.ts';

test.each([
  [74.96, 75, '74.96'],
  [74.999_999, 75, '74.999999'],
  [75, 75, '75'],
  [75.000_1, 75, '75.0001'],
  [12.345, 80, '12.3'],
  [75.000_000_000_001_4, 75, '75.000000000001'],
  [75.000_000_000_000_14, 75, '75.00000000000014'],
])('%d against %d is shown as %s', (value, threshold, shown) => {
  expect(digitsApart(value, threshold)).toBe(shown);
});

test('of several thresholds each keeps its side, and none asks for no more than one digit', () => {
  expect(digitsApart(74.96, 75, 80)).toBe('74.96');
  expect(digitsApart(74.96, 80, 75)).toBe('74.96');
  expect(digitsApart(74.96)).toBe('75');
});

test('what is shown lies on the same side of the threshold as what was measured', () => {
  const percent = fc.double({ min: 0, max: 200, noNaN: true });
  const side = (a: number, b: number) => Math.sign(a - b);
  fc.assert(fc.property(percent, percent, (value, at) => side(Number(digitsApart(value, at)), at) === side(value, at)));
  const near = fc.integer({ min: -1000, max: 1000 }).map(parts => 75 + parts / 1e9);
  fc.assert(fc.property(near, value => side(Number(digitsApart(value, 75)), 75) === side(value, 75)));
});
