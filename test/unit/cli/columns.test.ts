import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnsOf, cutTo, padTo, table, wrap } from '../../../src/cli/columns.ts';

describe('columns', () => {
  test.each([
    ['plain', 5],
    ['✓ ok', 4],
    ['❌', 2],
    ['⚠️', 2],
    ['👩‍💻', 2],
    ['数据库', 6],
    ['e\u0301', 1],
    ['خطأ', 3],
    ['', 0],
  ])('%s takes %i', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });

  test('what is counted without looking closely counts the same beside what is not', () => {
    for (const letter of ' a~·–—’…→│├└─✓✗↳↻×') expect(columnsOf(`${letter}🔧`), letter).toBe(columnsOf(letter) + 2);
  });

  test('a cut text never takes more than its columns', () => {
    expect(cutTo('🔧🔧🔧', 4)).toBe('🔧…');
    expect(cutTo('abc', 3)).toBe('abc');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 20 }), (text, columns) => {
        expect(columnsOf(cutTo(text, columns))).toBeLessThanOrEqual(columns);
      }),
    );
  });

  test('a pad counts columns, not characters', () => {
    expect(padTo('数据', 6)).toBe('数据  ');
  });

  test('wrapping breaks at spaces, keeps indentation, loses no word and leaves a long one whole', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrap('  one two', 5)).toEqual(['  one', 'two']);
    expect(wrap('averyveryverylongword x', 5)).toEqual(['averyveryverylongword', 'x']);
    expect(wrap('short', 80)).toEqual(['short']);
  });

  test('a table aligns every column but the last', () => {
    expect(
      table([
        ['a', 'bb', 'c'],
        ['aaa', 'b', ''],
      ]),
    ).toEqual(['a    bb  c', 'aaa  b']);
  });
});
