import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OrixoonError } from '../../../../src/errors.ts';
import { lineCounter } from '../../../../src/systems/application/error-pattern.ts';
import { countInFile } from '../../../../src/systems/application/log-file.ts';

test('counts the lines that match', () => {
  const matching = lineCounter('\\b(ERROR|CRITICAL)\\b');
  expect(matching(['x ERROR', 'TERROR', 'CRITICAL', ''])).toBe(2);
  expect(matching([])).toBe(0);
});

test('a line that would keep the pattern busy for ever ends in an error that names the key', () => {
  const stuck = [`${'a'.repeat(2000)}!`];
  expect(() => lineCounter('^(a+)+$')(stuck)).toThrow(OrixoonError);
  expect(() => lineCounter('^(a+)+$')(stuck)).toThrow(/phases\.application\.error_pattern/);
});

test('a log file with such a line likewise', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'orixoon-pattern-'));
  const file = join(folder, 'app.log');
  writeFileSync(file, `2025-01-10T14:30:15Z ${'a'.repeat(2000)}!\n`);
  await expect(countInFile(file, 0, lineCounter('(a+)+$'))).rejects.toThrow(/error_pattern/);
  rmSync(folder, { recursive: true });
});
