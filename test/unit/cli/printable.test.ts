import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printable, printableLines } from '../../../src/cli/printable.ts';

describe('printable', () => {
  test.each([
    ['colours', '\u001b[1;31mred\u001b[0m', 'red'],
    ['a screen that is cleared', 'a\u001b[2J\u001b[Hb', 'ab'],
    ['a title, ended by BEL', '\u001b]0;owned\u0007text', 'text'],
    ['a link, ended by ST', '\u001b]8;;http://x\u001b\\text', 'text'],
    ['a title that does not end hides nothing', '\u001b]0;all of the evidence', '0;all of the evidence'],
    ['C1 controls', '\u009b31mred\u009b0m', 'red'],
    ['sequences in sequences', '\u001b\u001b[31m[2Jx', '[2Jx'],
    ['line ends', 'a\r\nb\n\tc\u2028d', 'a b c d'],
    ['a line that is overwritten', 'failed\rpassed', 'failed passed'],
    ['bidi overrides', 'etc/\u202Ecod.exe\u202C\u2066x\u2069', 'etc/cod.exex'],
    ['half a surrogate', 'a\ud800b', 'ab'],
    ['Arabic and Persian stay', 'خطأ می\u200cخواهم', 'خطأ می\u200cخواهم'],
    ['indentation stays', '    at main', '    at main'],
  ])('%s', (_, text, clean) => {
    expect(printable(text, 100)).toBe(clean);
  });

  test('is cut at the cap, with an ellipsis, and never inside a character', () => {
    expect(printable('abcdef', 6)).toBe('abcdef');
    expect(printable('abcdefg', 6)).toBe('abcde…');
    expect(printable('🔧🔧🔧', 2)).toBe('🔧…');
  });

  test('a megabyte costs no more than a line', () => {
    const started = performance.now();
    expect(printable('\u001b]x'.repeat(400_000), 4000).length).toBeLessThanOrEqual(4000);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('whatever comes in, one harmless line of at most the cap goes out', () => {
    const nasty = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(
          '\u001b',
          '\u009b',
          '\u001b[',
          '\u001b]',
          '\u0007',
          '\r',
          '\u202e',
          '\ud800',
          '[31m',
          '\u001b[31',
        ),
      ),
    );
    fc.assert(
      fc.property(nasty, fc.integer({ min: 1, max: 80 }), (parts, cap) => {
        const clean = printable(parts.join(''), cap);
        expect(clean).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
        expect(Array.from(clean).length).toBeLessThanOrEqual(cap);
      }),
    );
  });
});

test('printableLines keeps the last lines that hold anything', () => {
  expect(printableLines('one\r\n\n\u001b[0m\ntwo\n  three\n', 2, 20)).toEqual(['two', '  three']);
  expect(printableLines('x\n'.repeat(1_000_000), 3, 20)).toEqual(['x', 'x', 'x']);
});
