import { describe, expect, test } from 'vitest';
import { checkKey, moreAbout, seeMore } from '../../../src/core/finding.ts';
import { decodedOrSame } from '../../../src/core/percent.ts';
import { isSecretKey } from '../../../src/core/secret-key.ts';
import { finding } from './given.ts';

describe('what a check says of a target has a key', () => {
  const one = finding({ phase: 'redis', target: 'cache', check: 'ping', issue: 'redis_not_responding' });

  test('of the phase, the target, the check and the issue', () => {
    expect(checkKey(one)).toBe('redis/cache ping redis_not_responding');
    expect(checkKey({ ...one, issue: null })).toBe('redis/cache ping ');
  });

  test('which is the same whatever was measured, and another where one of them is', () => {
    expect(checkKey({ ...one, observed: 7, message: 'elsewhere' })).toBe(checkKey(one));
    for (const other of [{ target: 'other' }, { check: 'memory' }, { issue: null }, { phase: 'workers' }])
      expect(checkKey({ ...one, ...other })).not.toBe(checkKey(one));
  });
});

test('where a person reads on is a command; as advice it does not begin as one', () => {
  expect(moreAbout('table_locks')).toBe('orixoon explain table_locks');
  expect(seeMore('table_locks')).toBe('see orixoon explain table_locks');
});

test.each([
  ['password', true],
  ['db_passwd', true],
  ['PASSPHRASE', true],
  ['client-secret', true],
  ['accessToken', true],
  ['apikey', true],
  ['api_key', true],
  ['Authorization', true],
  ['token_count', false],
  ['user', false],
])('a key called %s holds a secret: %s', (key, isSecret) => {
  expect(isSecretKey(key)).toBe(isSecret);
});

test.each([
  ['p%40ss%2Fword', 'p@ss/word'],
  ['100%', '100%'],
  ['%E0%A4', '%E0%A4'],
])('%s is meant as %s', (text, meant) => {
  expect(decodedOrSame(text)).toBe(meant);
});
