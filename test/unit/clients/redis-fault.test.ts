import { describe, expect, test } from 'vitest';
import { asRedisError, faultOfReply } from '../../../src/clients/redis-fault.ts';

describe('what Redis answers is told apart', () => {
  test.each([
    ['NOAUTH Authentication required.', 'auth'],
    ['WRONGPASS invalid username-password pair or user is disabled.', 'auth'],
    ['ERR invalid password', 'auth'],
    ['DENIED Redis is running in protected mode because …', 'auth'],
    ['ERR AUTH <password> called without any password configured for the default user.', 'auth'],
    ["NOPERM this user has no permissions to run the 'ping' command", 'noperm'],
    ['LOADING Redis is loading the dataset in memory', 'loading'],
    ["READONLY You can't write against a read only replica.", 'readonly'],
    ['MISCONF Redis is configured to save RDB snapshots, but …', 'misconf'],
    ["OOM command not allowed when used memory > 'maxmemory'.", 'oom'],
    ['ERR max number of clients reached', 'maxclients'],
    ['MASTERDOWN Link with MASTER is down', 'other'],
    ['BUSY Redis is busy running a script', 'other'],
  ] as const)('%s', (reply, fault) => {
    expect(faultOfReply(reply)).toBe(fault);
  });
});

const socketError = (code: string) => Object.assign(new Error(`connect ${code}`), { code });

describe('what a socket says', () => {
  test.each([
    ['ECONNREFUSED', 'refused'],
    ['ECONNRESET', 'refused'],
    ['EHOSTUNREACH', 'refused'],
    ['ETIMEDOUT', 'timeout'],
    ['ENOTFOUND', 'other'],
    ['EAI_AGAIN', 'other'],
    ['ENETUNREACH', 'other'],
    ['ENOENT', 'other'],
    ['EACCES', 'other'],
    ['CERT_HAS_EXPIRED', 'other'],
  ] as const)('%s is %s', (code, fault) => {
    const error = asRedisError(socketError(code), 'cache:1/0');
    expect(error.fault).toBe(fault);
    expect(error.message).toContain('cache:1/0');
  });

  test('an answer that came before the question is still an answer', () => {
    const error = asRedisError(
      new Error('Command queue state error. Last error: ERR max number of clients reached'),
      'cache:1/0',
    );
    expect(error.fault).toBe('maxclients');
  });

  test("a reply's error is not kept as cause, for it holds the arguments of AUTH", () => {
    const reply = Object.assign(new Error('WRONGPASS …'), { command: { name: 'AUTH', args: ['s3cret'] } });
    expect(asRedisError(reply, 'cache:1/0').cause).toBeUndefined();
  });
});
