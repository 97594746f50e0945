import { describe, expect, test } from 'vitest';
import { parseRedisUrl } from '../../../src/clients/redis-address.ts';

describe('a Redis URL', () => {
  test.each([
    ['redis://cache', { endpoint: { host: 'cache', port: 6379 }, tls: null, database: 0, label: 'cache:6379/0' }],
    ['rediss://cache:7000/4', { endpoint: { host: 'cache', port: 7000 }, tls: { isChecked: true }, database: 4 }],
    ['rediss://c?ssl_ca_certs=/ca.pem', { tls: { caFile: '/ca.pem', isChecked: true, isNameChecked: true } }],
    ['rediss://c?ssl_cert_reqs=none', { tls: { caFile: null, isChecked: false } }],
    ['rediss://c?ssl_check_hostname=False', { tls: { isChecked: true, isNameChecked: false } }],
    ['redis://[::1]:6380/2', { endpoint: { host: '::1', port: 6380 }, database: 2 }],
    ['redis://cache?db=3', { database: 3 }],
    ['unix:///run/r.sock?username=me&password=p%40ss', { username: 'me', password: 'p@ss', label: '/run/r.sock/0' }],
    ['unix:///run/redis.sock?db=1', { endpoint: { path: '/run/redis.sock' }, database: 1 }],
    ['redis://:p%40ss@cache', { username: null, password: 'p@ss' }],
    ['redis://app:100%@cache', { username: 'app', password: '100%' }],
  ])('%s', (url, expected) => {
    expect(parseRedisUrl(url)).toMatchObject(expected);
  });

  test.each(['cache:6379', 'http://u:s3cret@cache', 'redis://u:s3cret@', 'redis://u:s3cret@cache/zero', 's3cret'])(
    '%s is refused, and what it holds is not repeated',
    url => {
      expect(() => parseRedisUrl(url)).toThrow(/connections\.redis\.url: .*expected redis:/);
      expect(() => parseRedisUrl(url)).not.toThrow(/s3cret/);
    },
  );

  test('the label holds no login', () => {
    expect(parseRedisUrl('redis://app:s3cret@cache:1/2').label).toBe('cache:1/2');
  });
});
