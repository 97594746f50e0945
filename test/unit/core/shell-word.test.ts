import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellWord } from '../../../src/core/shell-word.ts';
import { HOSTILE } from '../report/hostile.ts';

test.each(['app', 'tsh-erp_1', './healing.json', 'a=b'])('%s stays as it is', word => {
  expect(shellWord(word)).toBe(word);
});

test('a shell reads every other word as that word, and does nothing about it', () => {
  const words = HOSTILE.filter(word => !/[\0\ud800-\udfff]/.test(word) && word.length < 1000);
  const said = execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${words.map(shellWord).join(' ')}`], {
    encoding: 'utf8',
  });
  expect(said.split('\0').slice(0, -1)).toEqual(words);
});
