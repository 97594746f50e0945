import { expect, test } from 'vitest';
import { environmentIn, variablesIn } from '../../../src/init/variables.ts';

test('variables by what they hold, the well-known names first, and of their values the place alone', () => {
  const env = {
    A_DB: 'postgres://u:canary@db.example.com/x?password=canary',
    DATABASE_URL: 'postgresql://u:canary@127.0.0.1:5432/x',
    CELERY_BROKER_URL: 'redis://:canary@cache:6379/0',
    SOCKET_URL: 'postgresql:///x?host=/var/run/postgresql',
    HOME: '/root',
    'NO-NAME': 'redis://x',
    EMPTY: undefined,
  };
  const seen = variablesIn(env);
  expect(seen).toEqual({
    database: [
      { name: 'DATABASE_URL', at: '127.0.0.1:5432' },
      { name: 'A_DB', at: 'db.example.com' },
      { name: 'SOCKET_URL', at: '/var/run/postgresql' },
    ],
    redis: [{ name: 'CELERY_BROKER_URL', at: 'cache:6379' }],
  });
  expect(JSON.stringify(seen)).not.toContain('canary');
});

test('the name of the environment, if a config may have it', () => {
  expect(environmentIn({ NODE_ENV: 'production', APP_ENV: 'staging' })).toBe('staging');
  expect(environmentIn({ APP_ENV: 'not a name', NODE_ENV: 'test' })).toBe('test');
  expect(environmentIn({ APP_ENV: '' })).toBeNull();
});
