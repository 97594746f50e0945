import { expect, test } from 'vitest';
import { advise } from '../../../../src/systems/containers/advice.ts';

const clues = { name: 'app', exitCode: 1, oomKilled: false, state: 'exited', startError: null, log: [] as string[] };

test.each([
  [{ oomKilled: true, exitCode: 137 }, 'memory limit'],
  [{ exitCode: 137 }, 'memory limit'],
  [{ exitCode: 127 }, 'command was not found'],
  [{ exitCode: 126 }, 'may not be run'],
  [{ log: ['OSError: [Errno 98] Address already in use'] }, 'Another process holds its port'],
  [
    { startError: 'driver failed: Bind for 0.0.0.0:80 failed: port is already allocated' },
    'Another process holds its port',
  ],
  [{ log: ['write error: No space left on device'] }, 'disk is full'],
  [{ log: ['PermissionError: [Errno 13] Permission denied: /data'] }, 'lacks permission'],
  [{ log: ['Error: connect ECONNREFUSED 127.0.0.1:5432'] }, '127.0.0.1:5432'],
  [{ log: ['dial tcp: connection refused'] }, 'something that it needs'],
  [{ log: ["ModuleNotFoundError: No module named 'fastapi'"] }, 'module fastapi'],
  [{ log: ["KeyError: 'DATABASE_URL'"] }, 'variable DATABASE_URL'],
  [{ log: ['error: environment variable SECRET_KEY is not set'] }, 'variable SECRET_KEY'],
  [{ log: ['FATAL:  password authentication failed for user "app"'] }, 'of user app'],
  [{ log: ['all is well'] }, 'docker logs --tail 100 app'],
  [{ state: 'running', exitCode: 137 }, 'docker logs --tail 100 app'],
])('%o', (part, expected) => {
  expect(advise({ ...clues, ...part })).toContain(expected);
});

test('the last line that tells something is taken', () => {
  const log = ['connect ECONNREFUSED redis:6379', 'Address already in use', 'bye'];
  expect(advise({ ...clues, log })).toContain('port');
});
