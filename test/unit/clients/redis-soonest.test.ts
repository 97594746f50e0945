import { expect, test } from 'vitest';
import { countOf, numberAt, packedOf } from '../../../src/clients/redis-packed.ts';
import type { PackedKeys } from '../../../src/clients/redis-packed.ts';
import { keepSoonest } from '../../../src/clients/redis-soonest.ts';

/** Keys of so many bytes, which expire at these moments. */
const keysOf = (moments: readonly number[], length = 8) =>
  packedOf(
    moments.map(() => Buffer.alloc(length, 'k')),
    place => moments[place] ?? NaN,
  );

const momentsOf = (keys: PackedKeys): number[] =>
  Array.from({ length: countOf(keys) }, (_, place) => numberAt(keys, place));

const upTo = (count: number, from = 0): number[] => Array.from({ length: count }, (_, index) => from + index);

test('few are all kept, soonest first', () => {
  const kept = keepSoonest();
  kept.add(keysOf([5, 1]));
  kept.add(keysOf([3]));
  const { soonest, isAll } = kept.sorted();
  expect(momentsOf(soonest)).toEqual([1, 3, 5]);
  expect(isAll).toBe(true);
});

test('of many the soonest are kept, whenever they come, and none after the latest of them', () => {
  const kept = keepSoonest();
  for (const page of [3, 1, 2, 0]) kept.add(keysOf(upTo(150_000, page * 150_000).toReversed()));
  kept.add(keysOf([-1, 10_000_000]));
  const { soonest, isAll } = kept.sorted();
  expect(isAll).toBe(false);
  const moments = momentsOf(soonest);
  expect(moments.slice(0, 150_000)).toEqual([-1, ...upTo(149_999)]);
  expect(moments.at(-1)).toBeLessThan(10_000_000);
  expect(moments.length).toBeLessThan(600_000);
});

test('of large ones as many are kept as have room, and one at least', () => {
  const kept = keepSoonest();
  for (const moment of [9, 8, 7, 6, 5, 4, 3, 2, 1]) kept.add(keysOf([moment], 8 << 20));
  expect(momentsOf(kept.sorted().soonest)).toEqual([1, 2, 3, 4, 5]);
  const one = keepSoonest();
  one.add(keysOf([2, 1], 40 << 20));
  expect(momentsOf(one.sorted().soonest)).toEqual([1]);
});

test('what expires later than anybody wants is left out, of what was kept as well', () => {
  const kept = keepSoonest();
  kept.add(keysOf([5, 1, 9]));
  kept.until(5);
  kept.add(keysOf([6, 3]));
  const { soonest, isAll } = kept.sorted();
  expect(momentsOf(soonest)).toEqual([1, 3, 5]);
  expect(isAll).toBe(false);
  kept.until(Infinity);
  kept.add(keysOf([7]));
  expect(momentsOf(kept.sorted().soonest)).toEqual([1, 3, 5]);
});

test('where all is wanted, all is kept', () => {
  const kept = keepSoonest();
  kept.add(keysOf([2]));
  kept.until(Infinity);
  expect(kept.sorted().isAll).toBe(true);
});
