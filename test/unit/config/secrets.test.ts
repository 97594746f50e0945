import { expect, test } from 'vitest';
import { findSecrets } from '../../../src/config/secrets.ts';
import { unjudgedSecrets } from '../../../src/config/unjudged-secrets.ts';
import type { Env } from './config-on-disk.ts';
import { errorOf, load } from './config-on-disk.ts';

const valuesOf = (text: string, env: Env = {}): readonly string[] => load(text, env).secrets.map(({ value }) => value);
const redis = (url: string): string => `{ "connections": { "redis": { "url": "${url}" } } }`;

test('what comes from the environment is a secret, under the name of its variable', () => {
  const { secrets } = load('{ "blacklist": { "containers": ["x-${NAME}"] } }', {
    NAME: 'vault',
    OTHER: 'not asked for',
  });
  expect(secrets).toEqual([{ name: 'NAME', value: 'vault' }]);
});

test('defaults, empty values, numbers and what is shown on purpose are none', () => {
  const text = `{ "environment": "\${ENV}", "connections": { "docker": { "host": "\${HOST}" } },
    "reports": { "directory": "\${DIR}", "keep": "\${KEEP}" }, "notifications": { "email": { "from": "\${FROM}\${TO:-b}" } } }`;
  expect(valuesOf(text, { ENV: 'staging', HOST: 'tcp://a:1', DIR: 'out', KEEP: '9', FROM: '' })).toEqual([]);
  expect(valuesOf('{ "connections": { "docker": {} } }', { DOCKER_HOST: 'tcp://a:1' })).toEqual([]);
});

test.each([
  ['redis://user:p%40ss@host', ['p%40ss', 'p@ss']],
  ['redis://:pass@host', ['pass']],
  ['redis://user:pä ss@host'.replace(' ', ''), ['päss', 'p%C3%A4ss']],
  ['redis://user:a@b@host', ['a@b', 'a%40b']],
  ['redis://user:100%@host', ['100%']],
  ['redis://user@host', []],
  ['redis://host?password=canary&db=1', ['canary']],
])('the passwords in %s', (url, passwords) => expect(valuesOf(redis(url))).toEqual(passwords));

test('the passwords of every URL, whoever wrote it', () => {
  const text = `{ "connections": { "database": { "url": "postgres://a:one@h/d", "admin_url": "\${ADMIN:-postgres://a:two@h/d}" } },
    "phases": { "application": { "health_url": "http://a:three@h/health?token=four" } } }`;
  expect(valuesOf(text)).toEqual(['one', 'two', 'three', 'four']);
});

test('webhooks and mail servers are secrets as a whole', () => {
  const text = `{ "notifications": { "slack": { "webhook_url": "https://hooks/a" }, "discord": { "webhook_url": "https://discord/b" },
    "webhook": { "url": "https://c" }, "email": { "smtp_url": "smtp://u:p@d" } } }`;
  expect(valuesOf(text)).toEqual(['https://hooks/a', 'https://discord/b', 'https://c', 'smtp://u:p@d', 'p']);
});

const CANARY = 'c4n4ry';
const everywhere = (value: string): readonly string[] => [
  `{ "environment": "/${value}" }`,
  `{ "connections": "postgres://a:${value}@h/d" }`,
  `{ "connections": { "database": "${value}" } }`,
  `{ "connections": { "database": { "url": "postgres://${value}" , "password": "${value}" } } }`,
  `{ "connections": { "database": { "url": "${value}" } } }`,
  `{ "connections": { "redis": { "url": "${value}://h" } } }`,
  `{ "connections": { "docker": { "host": "${value}" } } }`,
  `{ "notifications": { "slack": "${value}" } }`,
  `{ "notifications": { "slack": { "webhook_url": "${value}" } } }`,
  `{ "notifications": { "notification_channels": ["${value}"] } }`,
];

test.each(everywhere(CANARY))('a secret in the wrong place is not repeated: %s', text => {
  const { message } = errorOf(text);
  // The name of an environment is none.
  expect(message.replaceAll(`"/${CANARY}"`, '')).not.toContain(CANARY);
});

test.each([
  ...everywhere('${SECRET}'),
  '{ "phases": { "application": { "error_pattern": "(${SECRET}" } } }',
  '{ "phases": { "application": { "error_pattern": "[z-a]${SECRET}" } } }',
  '{ "phases": { "workers": { "expected": [{ "name": "${SECRET}" }, { "name": "${SECRET}" }] } } }',
  '{ "phases": { "containers": { "expected": [{ "name": "a", "depends_on": ["${SECRET}"] }] } } }',
  '{ "phases": { "containers": { "expected": [{ "name": "${SECRET}", "depends_on": ["${SECRET}"] }] } } }',
  '{ "phases": { "containers": { "expected": [{ "name": "${SECRET}" }, { "name": "a", "depends_on": ["c4n4rj"] }] } } }',
  '{ "reports": { "keep": "${SECRET}" } }',
  '{ "auto_healing": { "enabled": "${SECRET}" } }',
  '{ "phases": { "workers": { "expected": [{ "name": "a", "kind": "${SECRET}" }] } } }',
  '{ "healing_actions": { "table_locks": { "action": "${SECRET}" } } }',
])('a value from the environment stands in no message: %s', text => {
  const error = errorOf(text, { SECRET: CANARY });
  expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(CANARY);
});

test('every URL has its password hidden, and what a key calls a secret, in the section of a plugin too', () => {
  const filled = {
    connections: { redis: { url: 'redis://:one@h' } },
    phases: {
      pond: {
        api_key: 'two',
        tokens: 3,
        list: [{ url: 'http://me:four%21@h/?db=x', password: '' }, 'amqp://u:five@h'],
        token: ['six'],
        title: 'no secret',
      },
    },
  };
  expect(findSecrets(filled, [])).toEqual([
    { name: 'connections.redis.url', value: 'one' },
    { name: 'phases.pond.api_key', value: 'two' },
    { name: 'phases.pond.list[0].url', value: 'four%21' },
    { name: 'phases.pond.list[0].url', value: 'four!' },
    { name: 'phases.pond.list[1]', value: 'five' },
    { name: 'phases.pond.token[0]', value: 'six' },
  ]);
});

test('a config that nobody has judged has the same secrets', () => {
  const text = `{ "nowhere": { "key": "a-\${NAME}-\${OTHER:-x}-\${MISSING}", "url": "x://u:\${PW}@h" }, "phases": 7 }`;
  expect(unjudgedSecrets('f.json', text, { NAME: 'vault', PW: 'w0rd' })).toEqual([
    { name: 'NAME', value: 'vault' },
    { name: 'PW', value: 'w0rd' },
  ]);
});
