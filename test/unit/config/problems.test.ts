import { describe, expect, test } from 'vitest';
import type { Env } from './config-on-disk.ts';
import { problemsOf, unmark } from './config-on-disk.ts';

/** A config with a mark `§` where each problem is, and the messages in the order of the marks. */
type Case = readonly [name: string, marked: string, messages: readonly (string | RegExp)[], env?: Env];

function check(marked: string, messages: readonly (string | RegExp)[], env: Env = {}): void {
  const { text, marks } = unmark(marked);
  const problems = problemsOf(text, env);
  expect(problems.map(({ line, column }) => [line, column])).toEqual(marks);
  expect(problems).toHaveLength(messages.length);
  for (const [index, message] of messages.entries())
    if (typeof message === 'string') expect(problems[index]?.message).toBe(message);
    else expect(problems[index]?.message).toMatch(message);
}

const run = (cases: readonly Case[]): void => {
  for (const [name, marked, messages, env] of cases) test(name, () => check(marked, messages, env));
};

describe('syntax', () => {
  run([
    ['a comma is missing', '{\n  "environment": "a"\n  §"reports": {}\n}', ['expected a comma before this']],
    ['a value is missing', '{ "environment": §}', ['expected a value']],
    ['a colon is missing', '{ "environment" §"a" }', ['expected a colon after the key']],
    ['single quotes', "{ §'environment': 'a' }", ['expected a value; a text stands in double quotes']],
    ['a text that does not end', '{ "environment": §"a\n}', [/closing "/]],
    ['a comment that does not end', '{ §/* }', [/\*\/ is missing/]],
    ['two lines that are wrong', '{ "environment": §a,\n  "reports": §b }', [/expected a value/, /expected a value/]],
    ['more after the end', '{}\n§{}', ['expected the end of the file after the last }']],
    ['not an object', '§[]', ['the config: expected an object in braces, seen an empty list']],
    ['a text', '§"a"', ['the config: expected an object in braces, seen "a" (a text)']],
  ]);

  test('an array nested 100,000 deep is a problem at the 65th bracket, not a stack overflow', () => {
    const text = `{ "phases": ${'['.repeat(100_000)}`;
    const [problem] = problemsOf(text);
    expect(problem).toMatchObject({ line: 1, column: 13 + 63 });
    expect(problem?.message).toMatch(/64 levels/);
  });

  test('line ends of every kind count as one', () => {
    expect(problemsOf('{\r\n"a": 1,\r"b": 2,\n"c": 3}').map(({ line, column }) => [line, column])).toEqual([
      [2, 1],
      [3, 1],
      [4, 1],
    ]);
  });

  test('a byte order mark moves no column', () => {
    expect(problemsOf('\uFEFF{"a": 1}')[0]).toMatchObject({ line: 1, column: 2 });
  });
});

describe('keys', () => {
  run([
    [
      'unknown, with one that is near',
      '{ "safety_limits": {\n  §"cooldown_second": 5 } }',
      ['"cooldown_second" is no key of safety_limits; did you mean "cooldown_seconds"?'],
    ],
    [
      'unknown, with none that is near',
      '{ "connections": { §"mysql": {} } }',
      ['"mysql" is no key of connections; it has docker, database, redis'],
    ],
    [
      'unknown at the top',
      '{ §"enviroment": "a" }',
      ['"enviroment" is no key of the config; did you mean "environment"?'],
    ],
    [
      'in the wrong section',
      '{ "auto_healing": { §"prevent_cascade_restarts": true } }',
      ['"prevent_cascade_restarts" is no key of auto_healing; it belongs in safety_limits'],
    ],
    [
      'double',
      '{ "environment": "a",\n  §"environment": "b" }',
      ['"environment" stands more than once in the config; keep one of them'],
    ],
    ['double and unknown', '{ §"x": 1, §"x": 2 }', [/is no key/, /more than once/]],
    ['__proto__', '{ §"__proto__": { "environment": "a" } }', [/"__proto__" is no key of the config/]],
    [
      'constructor',
      '{ "phases": { §"constructor": {}, §"toString": 1 } }',
      [/"constructor" is no key/, /"toString" is no/],
    ],
    [
      'an unknown issue type',
      '{ "healing_actions": { §"container_not_runing": {} } }',
      ['"container_not_runing" is no issue type; did you mean "container_not_running"?'],
    ],
    [
      'an issue type that is like none',
      '{ "healing_actions": { §"meteorite": {} } }',
      ['"meteorite" is no issue type; "orixoon list" shows them all'],
    ],
    [
      'missing',
      '{ "connections": { "redis": §{} } }',
      ['connections.redis: "url" is missing; expected a text in quotes'],
    ],
    [
      'missing in a list',
      '{ "phases": { "containers": { "expected": [§{}] } } }',
      [/expected\[0\]: "name" is missing/],
    ],
  ]);
});

describe('values', () => {
  run([
    [
      'a text for a number',
      '{ "healing_actions": { "table_locks": { "max_retries": §"3" } } }',
      ['healing_actions.table_locks.max_retries: expected an integer from 0 to 100, seen "3" (a text)'],
    ],
    [
      'a fraction for an integer',
      '{ "reports": { "keep": §1.5 } }',
      [/expected an integer from 1 to 1000000, seen 1.5/],
    ],
    ['too small', '{ "reports": { "keep": §0 } }', [/expected an integer from 1 to .*, seen 0/]],
    ['too large', '{ "phases": { "database": { "pool_usage_percent": §101 } } }', [/a number from 1 to 100, seen 101/]],
    [
      'beyond all numbers',
      '{ "phases": { "database": { "pool_usage_percent": §1e999 } } }',
      [/a number from 1 to 100/],
    ],
    ['null', '{ "reports": §null }', ['reports: expected an object in braces, seen null']],
    ['a list for an object', '{ "reports": §[1] }', ['reports: expected an object in braces, seen a list']],
    [
      'an object for a list',
      '{ "blacklist": { "tables": §{ "a": 1 } } }',
      [/expected a list in brackets, seen an object/],
    ],
    [
      'a text for a switch',
      '{ "auto_healing": { "enabled": §"yes" } }',
      [/expected true or false, seen "yes" \(a text\)/],
    ],
    [
      'an empty list of containers',
      '{ "phases": { "containers": { "expected": §[] } } }',
      [/a list of 1 to 1000 entries, seen an empty/],
    ],
    ['a path for an environment', '{ "environment": §"../a" }', [/a name of at most 64 letters/]],
    [
      'a relative state path',
      '{ "phases": { "application": { "state_paths": [§"state"] } } }',
      [/an absolute path, below \//],
    ],
    ['the root as state', '{ "phases": { "application": { "state_paths": [§"/"] } } }', [/an absolute path, below \//]],
    [
      'all keys as state',
      '{ "phases": { "application": { "state_redis_patterns": [§"*"] } } }',
      [/more than wildcards/],
    ],
    [
      'an unknown channel',
      '{ "notifications": { "notification_channels": [§"fax"] } }',
      [/one of slack, discord, webhook, email/],
    ],
    [
      'an expression that does not compile',
      '{ "phases": { "application": { "error_pattern": §"(" } } }',
      ['phases.application.error_pattern: expected a regular expression: Unterminated group'],
    ],
    [
      'high above full',
      '{ "phases": { "redis": { "memory_high_percent": §97 } } }',
      ['phases.redis.memory_high_percent: expected at most memory_full_percent, which is 95, seen 97'],
    ],
  ]);
});

describe('actions', () => {
  run([
    [
      'unknown',
      '{ "healing_actions": { "container_unhealthy": { "action": §"restart_contaner" } } }',
      [
        'healing_actions.container_unhealthy.action: "restart_contaner" is no action; did you mean "restart_container"?',
      ],
    ],
    [
      'that does not fit',
      '{ "healing_actions": { "container_unhealthy": { "action": §"restart_redis" } } }',
      [
        'healing_actions.container_unhealthy.action: restart_redis does not fit container_unhealthy, which is about a container; expected start_container, restart_container, force_restart_container or null',
      ],
    ],
    [
      'that would restart the database',
      '{ "healing_actions": { "table_locks": { "action": §"restart_container" } } }',
      [/restart_container does not fit table_locks, which is about a database/],
    ],
    [
      'for what is only reported',
      '{ "healing_actions": { "container_missing": { "action": §"start_container" } } }',
      [/container_missing is only reported, so start_container does not fit/],
    ],
    ['of a wrong type', '{ "healing_actions": { "table_locks": { "action": §5 } } }', [/expected one of .*, seen 5/]],
    [
      'from the environment',
      '{ "healing_actions": { "table_locks": { "action": §"${ACTION}" } } }',
      [/seen the value of ACTION \(not shown\)/],
      { ACTION: 'canary' },
    ],
  ]);
});

describe('containers and workers', () => {
  const containers = (expected: string): string => `{ "phases": { "containers": { "expected": ${expected} } } }`;
  const workers = (expected: string): string => `{ "phases": { "workers": { "expected": [${expected}] } } }`;
  run([
    ['double', containers('[{"name":"a"},{"name":§"a"}]'), [/expected\[1\].name: the same name as that of entry 0/]],
    [
      'resting on a stranger',
      containers('[{"name":"redis"},{"name":"app","depends_on":[§"rediss"]}]'),
      [/there is none of this name; did you mean "redis"\?/],
    ],
    ['resting on itself', containers('[{"name":"a","depends_on":§["a"]}]'), [/a loop.*"a" rests on "a"$/]],
    [
      'a loop of three, told once',
      containers(
        '[{"name":"a","depends_on":§["b"]},{"name":"b","depends_on":["c"]},{"name":"c","depends_on":["a"]},{"name":"d","depends_on":["a"]}]',
      ),
      [/"a" rests on "b" rests on "c" rests on "a"$/],
    ],
    ['workers, double', workers('{"name":"a","match":"a"},{"name":§"a","match":"b"}'), [/the same name/]],
    ['a worker that cannot be found', workers('§{"name":"a"}'), [/expected container, systemd_unit or match/]],
    [
      'a worker run by two',
      workers('§{"name":"a","container":"a","systemd_unit":"a"}'),
      [/either container or systemd_unit/],
    ],
    ['a heartbeat of nothing', workers('§{"name":"a","match":"a","heartbeat":{}}'), [/redis_key or query, seen none/]],
    [
      'a heartbeat of two',
      workers('§{"name":"a","match":"a","heartbeat":{"redis_key":"a","query":"b"}}'),
      [/redis_key or query, seen both/],
    ],
  ]);
});

describe('references', () => {
  const redis = (url: string): string => `{ "connections": { "redis": { "url": §"${url}" } } }`;
  run([
    [
      'to what is not set',
      redis('${REDIS_URL}'),
      [
        'connections.redis.url: the environment variable REDIS_URL is not set; set it, or give a default: ${REDIS_URL:-…}',
      ],
    ],
    ['to what every object has', redis('${constructor}'), [/constructor is not set/]],
    ['without an end', redis('redis://${HOST'), [/without a closing }/]],
    ['without a name', redis('${}'), [/expected \$\{NAME\} or/]],
    ['of another shell', redis('${A:?b}'), [/expected \$\{NAME\} or/]],
    ['nested', redis('${A:-${B}}'), [/holds another reference/]],
    [
      'empty',
      redis('${REDIS_URL}'),
      [
        'connections.redis.url: expected a URL that starts with redis://, rediss:// or unix://, and then says where; the value of REDIS_URL is empty',
      ],
      { REDIS_URL: '' },
    ],
    ['two that are not set', redis('${A}${B}').replace('§', '§§'), [/variable A/, /variable B/]],
    [
      'no number',
      '{ "reports": { "keep": §"${KEEP}" } }',
      ['reports.keep: expected an integer from 1 to 1000000, seen the value of KEEP (not shown)'],
      { KEEP: 'canary' },
    ],
    [
      'two for a number',
      '{ "reports": { "keep": §"${A}${B}" } }',
      [/seen the value of A and B \(not shown\)/],
      { A: '1', B: '2' },
    ],
    [
      'an engine that is none',
      '{ "connections": { "docker": §{} } }',
      [/docker.host: .*the value of DOCKER_HOST is none/],
      { DOCKER_HOST: 'canary' },
    ],
  ]);
});

describe('URLs', () => {
  const at = (keys: readonly string[], url: string): string =>
    `${keys.map(key => `{ "${key}": `).join('')}§"${url}"${' }'.repeat(keys.length)}`;
  const url = ['connections', 'redis', 'url'];
  const host = ['connections', 'docker', 'host'];
  run([
    ['of another kind', at(url, 'mysql://a:canary@b'), [/redis:\/\/, rediss:\/\/ or unix:\/\//]],
    ['without a host', at(url, 'redis://'), [/is none/]],
    ['with a space', at(url, 'redis://a b'), [/is none/]],
    ['of health', at(['phases', 'application', 'health_url'], 'ftp://a'), [/http:\/\/ or https:\/\//]],
    ['of Docker, a path', at(host, '/var/run/docker.sock'), [/unix:\/\//]],
    ['of Docker, a relative path', at(host, 'unix://docker.sock'), [/unix:\/\//]],
    ['of a webhook', at(['notifications', 'slack', 'webhook_url'], 'hooks.example.com'), [/http:\/\//]],
    ['of mail', at(['notifications', 'email', 'smtp_url'], 'http://a'), [/smtp:\/\/ or smtps/]],
  ]);
});

test('all problems come at once, in the order of the text', () => {
  check(
    `{
  "connections": { "redis": §{ §"uri": "redis://a" }, "database": { "url": §"\${NOT_SET}" } },
  "healing_actions": { "table_locks": { "action": §"fix", "timeout_seconds": §"5" } },
  "phases": { "redis": { "memory_high_percent": §99 }, §"zoho": {} },
  "reports": { "keep": §-1 }
}`,
    [
      /"url" is missing/,
      /"uri".*did you mean "url"/,
      /NOT_SET/,
      /"fix" is no action/,
      /seen "5"/,
      /which is 95/,
      /"zoho" is no key of phases/,
      /seen -1/,
    ],
  );
});

test('beyond a hundred problems only their number is told', () => {
  const keys = Array.from({ length: 250 }, (_, index) => `"key${index}": 1`).join(',\n');
  const problems = problemsOf(`{${keys}}`);
  expect(problems).toHaveLength(101);
  expect(problems.at(-1)?.message).toBe('and 150 more problems');
});
