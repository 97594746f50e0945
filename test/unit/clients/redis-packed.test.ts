import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  countOf,
  filterKeys,
  inBatches,
  joined,
  namesOf,
  numberAt,
  packedOf,
  sortedKeys,
  withNumbers,
} from '../../../src/clients/redis-packed.ts';
import type { PackedKeys } from '../../../src/clients/redis-packed.ts';

type Pair = readonly [name: string, number: number];

const packed = (list: readonly Pair[]): PackedKeys =>
  packedOf(
    list.map(([name]) => Buffer.from(name, 'latin1')),
    place => list[place]?.[1] ?? NaN,
  );

const pairs = (keys: PackedKeys): Pair[] =>
  [...inBatches(keys, 1)].map(one => [one.bytes.toString('latin1'), numberAt(one, 0)]);

/** Keys of any bytes, the empty one too, each with a whole number. */
const anyList = fc.array(
  fc.tuple(
    fc.uint8Array({ maxLength: 20 }).map(key => Buffer.from(key).toString('latin1')),
    fc.maxSafeInteger(),
  ),
);
const holdsFor = (check: (list: readonly Pair[]) => void): void =>
  fc.assert(
    fc.property(anyList, list => {
      check(list);
    }),
  );

test('keys of any bytes, the empty one too, are what they were', () => {
  holdsFor(list => expect(pairs(packed(list))).toEqual(list));
});

test('those of which something holds, and all by their number: as arrays do it', () => {
  holdsFor(list => {
    const keys = packed(list);
    const holds = (name: string, number: number): boolean => name.length > 3 && number > 0;
    const nameAt = namesOf(keys);
    expect(pairs(filterKeys(keys, place => holds(nameAt(place), numberAt(keys, place))))).toEqual(
      list.filter(([name, number]) => holds(name, number)),
    );
    expect(pairs(sortedKeys(keys))).toEqual(list.toSorted(([, a], [, b]) => a - b));
    expect(pairs(withNumbers(keys, number => number / 2))).toEqual(list.map(([name, number]) => [name, number / 2]));
  });
});

test('a list in batches, joined again, is the list', () => {
  holdsFor(list => {
    const batches = [...inBatches(packed(list), 3)];
    expect(batches.every(batch => countOf(batch) > 0 && countOf(batch) <= 3)).toBe(true);
    expect(pairs(joined(batches))).toEqual(list);
  });
});

test('what is left of a list holds on to nothing of where it came from', () => {
  const page = Buffer.alloc(1 << 16, 'k');
  const { facts } = packedOf([page.subarray(0, 2), page.subarray(2, 4)], () => 1);
  const left = filterKeys({ bytes: page.subarray(0, 4), facts }, place => place === 1);
  expect([left.bytes.buffer.byteLength, left.facts.buffer.byteLength]).toEqual([2, 12]);
});
