import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { referenceFiles } from '../../scripts/reference-files.ts';

test.each(await referenceFiles())('$path is what the program says now; if not: npm run reference', ({ path, text }) => {
  expect(readFileSync(path, 'utf8')).toBe(text);
});
