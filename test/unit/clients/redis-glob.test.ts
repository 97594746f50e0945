import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyGlob, globOf, literalOf } from '../../../src/clients/redis-glob.ts';

describe('a pattern', () => {
  test.each([
    ['queue:*', 'queue:1', true],
    ['queue:*', 'queue:', true],
    ['queue:*', 'my-queue:1', false],
    ['*:lock', 'a:b:lock', true],
    ['h?llo', 'hxllo', true],
    ['h?llo', 'hllo', false],
    ['h[ae]llo', 'hello', true],
    ['h[^e]llo', 'hello', false],
    ['h[a-c]llo', 'hbllo', true],
    ['h[c-a]llo', 'hbllo', true],
    ['literal\\*', 'literal*', true],
    ['literal\\*', 'literal-', false],
    ['open[abc', 'openb', true],
    ['Session:*', 'session:1', true],
    ['user[1]', 'user[1]', true],
    ['*a*b*c*', 'xxaxxbxxc', true],
    ['*a*b*c*', 'xxcxxbxxa', false],
    ['', '', true],
    ['', 'a', false],
    ['**', '', true],
  ])('%s on %s: %s', (pattern, key, isMatch) => {
    expect(globOf(pattern)(key)).toBe(isMatch);
  });

  test('of letters outside ASCII is matched by its bytes', () => {
    expect(globOf('straße:*')(Buffer.from('straße:1').toString('latin1'))).toBe(true);
  });

  test('that is hostile takes no time', () => {
    const startedAt = performance.now();
    expect(globOf(`${'*a'.repeat(200)}b`)('a'.repeat(5000))).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  test('a star before and after any part of a key finds it', () => {
    const plain = fc.string({ unit: fc.constantFrom('a', 'b', ':', '1') });
    fc.assert(fc.property(plain, plain, plain, (a, b, c) => globOf(`*${b}*`)(a + b + c)));
  });
});

test('no pattern protects nothing, one of many is enough', () => {
  expect(anyGlob([])('key')).toBe(false);
  expect(anyGlob(['x*', 'k*'])('key')).toBe(true);
});

describe('the literal of a pattern', () => {
  test.each([
    ['Session:*', 'session:'],
    ['a*:lock', ':lock'],
    ['user[1]', 'user'],
    ['k\\*ey', 'k'],
    ['straße:*', 'stra'],
    ['\u212a', ''],
    ['*', ''],
    ['[ab]c', ''],
  ])('of %s is %j', (pattern, literal) => {
    expect(literalOf(pattern)).toBe(literal);
  });

  test('is in every key that the pattern matches', () => {
    const letter = fc.constantFrom('a', 'B', ':', '-', '^', ']', '[', '*', '?', '\\', 'é', 'É', '\u212a', 'k');
    const text = fc.string({ unit: letter, maxLength: 6 });
    const lower = (key: string): string => key.replace(/[A-Z]/g, capital => capital.toLowerCase());
    const isInside = fc.property(text, text, (pattern, plain) => {
      const key = Buffer.from(plain).toString('latin1');
      const exact = Buffer.from(pattern).toString('latin1');
      const keys = [key, exact, exact.replaceAll(/[*?\\]/g, ''), exact.toUpperCase()];
      return keys.every(one => !globOf(pattern)(one) || lower(one).includes(literalOf(pattern)));
    });
    fc.assert(isInside, { numRuns: 5000 });
  });
});
