import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packed, unpacked } from '../../../src/clients/redis-packed.ts';

const bytes = fc.uint8Array({ maxLength: 20 }).map(key => Buffer.from(key).toString('latin1'));

test('keys of any bytes, the empty one too, come back as they went', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(bytes, fc.maxSafeInteger())), list => {
      const [keys, facts] = packed(list);
      expect(unpacked(keys, Buffer.from(facts))).toEqual(list);
    }),
  );
});

test('a list is two arguments: the bytes of its keys, and lengths with numbers', () => {
  expect(
    packed([
      ['ab', 5],
      ['', -1],
      ['\u00ff', 12],
    ]),
  ).toEqual([Buffer.from([0x61, 0x62, 0xff]), '2 5 0 -1 1 12']);
});
