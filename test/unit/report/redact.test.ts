import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { makeRedact } from '../../../src/report/redact.ts';

const CANARY = 'c4n@ry/s3cr3t"\\ +ü&!(x)';
const canaries = [
  { name: 'DATABASE_URL', value: `postgres://tsh:${CANARY}@db.internal:5432/erp` },
  { name: 'DB_PASSWORD', value: CANARY },
  { name: 'SHORTER', value: 'canary-plain' },
  { name: 'LONGER', value: 'canary-plain-and-more' },
  { name: '', value: 'nameless-canary' },
];
const redact = makeRedact(canaries);
const shapes = makeRedact([]);

describe('a known secret', () => {
  test.each<[string, string, string]>([
    ['alone', CANARY, '${DB_PASSWORD}'],
    ['at the start', `${CANARY} x`, '${DB_PASSWORD} x'],
    ['in the middle', `x ${CANARY}y`, 'x ${DB_PASSWORD}y'],
    ['twice', `${CANARY}${CANARY}`, '${DB_PASSWORD}${DB_PASSWORD}'],
    ['inside a longer one', canaries[0]?.value ?? '', '${DATABASE_URL}'],
    ['the longest of two', 'canary-plain-and-more canary-plain', '${LONGER} ${SHORTER}'],
    ['without a name', 'a nameless-canary!', 'a [redacted]!'],
    ['encoded for a URL', `x=${encodeURIComponent(CANARY)}&y`, 'x=${DB_PASSWORD}&y'],
    [
      'encoded with small letters',
      encodeURIComponent(CANARY).replace(/%../g, code => code.toLowerCase()),
      '${DB_PASSWORD}',
    ],
    [
      'encoded in full',
      encodeURIComponent(CANARY).replace(/[!()]/g, c => `%${c.charCodeAt(0).toString(16)}`),
      '${DB_PASSWORD}',
    ],
    ['encoded as a form', encodeURIComponent(CANARY).replaceAll('%20', '+'), '${DB_PASSWORD}'],
    ['in JSON', JSON.stringify({ x: CANARY }), '{"x":"${DB_PASSWORD}"}'],
  ])('%s', (_, text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  test.each([0, 1, 2, 3, 4, 5])('in base64, behind %i other bytes', before => {
    for (const after of ['', 'x', 'xy', 'xyz']) {
      for (const coding of ['base64', 'base64url'] as const) {
        const text = Buffer.from('a'.repeat(before) + CANARY + after).toString(coding);
        const clean = redact(text);
        expect(clean).toContain('${DB_PASSWORD}');
        // What is left at the edges is too little to hold even two of its bytes.
        expect(clean.replace('${DB_PASSWORD}', '').length).toBeLessThanOrEqual(
          Math.ceil(((before + after.length) * 8) / 6) + 6,
        );
      }
    }
  });

  test('two that overlap leave nothing of either', () => {
    const both = makeRedact([
      { name: 'A', value: 'abcdefgh' },
      { name: 'B', value: 'ghijkl' },
    ]);
    expect(both('-abcdefghijkl-')).toBe('-${A}-');
    expect(makeRedact([{ name: 'A', value: 'aaaa' }])('xaaaaaaax')).toBe('x${A}x');
  });

  test('of many lines: whole, and line by line', () => {
    const key = '-----BEGIN FOO-----\nMIIEvQIBADANBgkqhkiG9w0B\nAQEFAASCBKcwggSjAgEAAoIB\n-----END FOO-----';
    const clean = makeRedact([{ name: 'KEY', value: key }]);
    expect(clean(`x${key}y`)).toBe('x${KEY}y');
    expect(clean('line 2: MIIEvQIBADANBgkqhkiG9w0B')).toBe('line 2: ${KEY}');
  });

  test.each([
    'abc',
    '      ',
    'true',
    'false',
    'null',
    '5432',
    '12345',
    '-1',
    '',
    'redis',
    'Postgres',
    'container',
    'passed',
  ])('%j is too common to be looked for', value => {
    const text = 'abc true false null 5432 12345 -1 redis postgres container passed';
    expect(makeRedact([{ name: 'X', value }])(text)).toBe(text);
  });

  test.each(['abcd', '123456', 'truex', 'redis1'])('%j is not', value => {
    expect(makeRedact([{ name: 'X', value }])(`a ${value} b`)).toBe('a ${X} b');
  });
});

describe('in every position', () => {
  const places: Record<string, Json> = {
    text: CANARY,
    'a list': ['x', CANARY],
    'a value': { x: CANARY },
    'a key': { [CANARY]: 1 },
    deep: { a: [{ b: [[{ [`${CANARY}!`]: { c: `x${CANARY}x` } }]] }] },
  };
  test.each(Object.entries(places))('%s', (_, value) => {
    const text = JSON.stringify(redact(value));
    expect(text).toContain('${DB_PASSWORD}');
    expect(text).not.toContain('c4n');
    expect(text).not.toContain('s3cr3t');
  });

  test('what is no text stays as it is, and nothing is changed in place', () => {
    const value = Object.freeze({ n: 123456, t: true, z: null, l: Object.freeze([1, CANARY]), e: {}, a: [] });
    expect(redact(value)).toEqual({ n: 123456, t: true, z: null, l: [1, '${DB_PASSWORD}'], e: {}, a: [] });
    expect(value.l[1]).toBe(CANARY);
  });

  test('keys that differ only in their secrets stay apart, and __proto__ is a key like others', () => {
    const two = makeRedact([
      { name: '', value: 'first-secret' },
      { name: '', value: 'other-secret' },
    ]);
    expect(two({ 'first-secret': 1, 'other-secret': 2, '[redacted] (2)': 3 })).toEqual({
      '[redacted]': 1,
      '[redacted] (2)': 2,
      '[redacted] (2) (2)': 3,
    });
    const odd = JSON.parse('{"__proto__": {"x": "first-secret"}}') as Json;
    expect(JSON.stringify(two(odd))).toBe('{"__proto__":{"x":"[redacted]"}}');
  });

  test('a key that names a secret hides its text', () => {
    const value = {
      password: 'hunter2',
      DB_PASSWORD: 'x',
      accessToken: 'y',
      client_secret: 'z',
      token: '',
      api_key: 7,
    };
    expect(shapes(value)).toEqual({
      password: '[redacted]',
      DB_PASSWORD: '[redacted]',
      accessToken: '[redacted]',
      client_secret: '[redacted]',
      token: '',
      api_key: 7,
    });
    expect(redact({ password: CANARY })).toEqual({ password: '${DB_PASSWORD}' });
    expect(redact({ password: `prefix${CANARY}` })).toEqual({ password: '[redacted]' });
  });
});

describe('what looks like a secret', () => {
  const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.SflKxwRJSMeKKF2QT4fwpM_-x';
  test.each<[string, string]>([
    ['postgres://tsh:hunter2@db:5432/erp', 'postgres://tsh:[redacted]@db:5432/erp'],
    ['redis://:hunter2@redis:6379/0 refused', 'redis://:[redacted]@redis:6379/0 refused'],
    ['{"u":"amqp://a:p@ss/w:rd@mq/v"}', '{"u":"amqp://a:[redacted]@mq/v"}'],
    ['redis://a:1@h1,redis://b:2@h2', 'redis://a:[redacted]@h1,redis://b:[redacted]@h2'],
    ['POSTGRES://U:P@H', 'POSTGRES://U:[redacted]@H'],
    ['password=hunter2', 'password=[redacted]'],
    ['host=db password=hunter2 user=x', 'host=db password=[redacted] user=x'],
    ["password='two words' user=x", "password='[redacted]' user=x"],
    ['password = "with \\" quote" next', 'password = "[redacted]" next'],
    ['sslpassword=a&b=c', 'sslpassword=[redacted]&b=c'],
    ['PGPASSWORD=hunter2 psql', 'PGPASSWORD=[redacted] psql'],
    ['POSTGRES_PASSWORD=hunter2', 'POSTGRES_PASSWORD=[redacted]'],
    ['MYSQL_PWD=hunter2;REDISCLI_AUTH=x', 'MYSQL_PWD=[redacted];REDISCLI_AUTH=[redacted]'],
    ['{"password":"hunter2","n":1}', '{"password":"[redacted]","n":1}'],
    ['{\\"password\\": \\"hunter2\\", \\"n\\":1}', '{\\"password\\": \\"[redacted]\\", \\"n\\":1}'],
    ["ALTER USER x PASSWORD 'hunter2';", "ALTER USER x PASSWORD '[redacted]';"],
    ['GET /x?access_token=abc&y=1', 'GET /x?access_token=[redacted]&y=1'],
    ['aws_secret_access_key = wJalrXUtnFEMI/K7MDENG', 'aws_secret_access_key = [redacted]'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer [redacted]'],
    ['"authorization":"Basic dTpw"', '"authorization":"Basic [redacted]"'],
    ['Authorization: Zoho-oauthtoken 1000.aa.bb', 'Authorization: Zoho-oauthtoken [redacted]'],
    ['authorization: 0123456789abcdef0123', 'authorization: [redacted]'],
    ['sent bearer 0123456789abcdef0123', 'sent bearer [redacted]'],
    ['xoxb-123-456-abcDEF', '[redacted]'],
    ['xoxp-1234567890 and xoxe.xoxp-1-abcdef', '[redacted] and [redacted]'],
    ['https://hooks.slack.com/services/T0/B0/xyz failed', 'https://hooks.slack.com/services/[redacted] failed'],
    ['"https://discord.com/api/webhooks/1/ab-c"', '"https://discord.com/api/webhooks/[redacted]"'],
    ['https://discordapp.com/api/v10/webhooks/1/ab', 'https://discordapp.com/api/v10/webhooks/[redacted]'],
    ['AKIAIOSFODNN7EXAMPLE', '[redacted]'],
    [`jwt ${jwt}, x`, 'jwt [redacted], x'],
    ['ghp_0123456789abcdefghij', '[redacted]'],
    [`1000.${'a1'.repeat(16)}.${'b2'.repeat(16)}`, '[redacted]'],
    ['a -----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY----- b', 'a [redacted] b'],
    ['a -----BEGIN PRIVATE KEY-----\\nMII (cut)', 'a [redacted]'],
  ])('%s', (text, expected) => {
    expect(shapes(text)).toBe(expected);
    expect(shapes(expected)).toBe(expected);
  });

  test.each([
    'Container redis started successfully',
    'password authentication failed for user "tsh"',
    'no pg_hba.conf entry for host "10.0.0.1", user "tsh", database "erp", no encryption',
    'http://127.0.0.1:8000/health answered 500, wrote to admin@example.com',
    'http://host:8000/users/@me',
    'redis://localhost:6379/0',
    'unix:///var/run/docker.sock',
    'https://example.com/a:b@c is no password',
    '3f4e8c1d2b5a69788f9e0d1c2b3a49586f7e8d9c0b1a29384f5e6d7c8b9a0f1e',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'a1b2c3-d4e5f6',
    '2025-01-10T14:30:15.123Z',
    '2025-01-10 14:30:15 | SUCCESS | Container redis started successfully',
    '75 of 100 connections (75.0%), idle_seconds=300 max_retries: 2',
    'approve it with --approve a1b2c3-d4e5f6',
    'NOAUTH Authentication required.',
    'PWD=/srv/app OLDPWD=/',
    'tsh:tds:scheduler:heartbeat',
    '🔧 HEALING container_not_running redis',
    'eyJ is how a token begins; token: none',
    'password=',
    '',
    'x',
  ])('%s stays as it is', text => {
    expect(shapes(text)).toBe(text);
    expect(redact(text)).toBe(text);
  });
});

describe('time is linear', () => {
  const TEN_MB = 10_000_000;
  const filled = (part: string, length: number): string => part.repeat(Math.ceil(length / part.length));
  test.each([
    'a',
    'a ',
    'aA0_-',
    'password=',
    'password="',
    "password='x",
    '"password":"\\',
    '\\"password\\":\\"',
    'password ',
    "password '",
    '://',
    '://a:',
    '://a:b@',
    'x://a:b@c ',
    'a:b@',
    'eyJ',
    'eyJaaaaa.',
    '-eyJ',
    'authorization:',
    'Authorization: Bearer ',
    'bearer ',
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN ',
    'xoxb-',
    'xoxb.',
    '1000.',
    'ghp_',
    'hooks.slack.com/services/',
    'AKIA',
    'canary-plain',
    'canary-plai',
    'ü😀',
  ])('two megabytes of %j', part => {
    const text = filled(part, TEN_MB / 5);
    const start = performance.now();
    redact(text);
    // A quadratic pattern takes minutes.
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test.each(['a log line of the usual kind, with 12 numbers\n', 'password=x '])('ten megabytes of %j', part => {
    const start = performance.now();
    redact(filled(part, TEN_MB));
    expect(performance.now() - start).toBeLessThan(15_000);
  });

  test('ten megabytes of one value', () => {
    expect(shapes(`password="${'a'.repeat(TEN_MB)}" b`)).toBe('password="[redacted]" b');
    expect(shapes(`x://u:${'a'.repeat(TEN_MB)}@h`)).toBe('x://u:[redacted]@h');
    expect(shapes(`Authorization: Bearer ${'a'.repeat(TEN_MB)}`)).toBe('Authorization: Bearer [redacted]');
  });

  test('a needle that almost matches everywhere', () => {
    const almost = makeRedact([{ name: 'A', value: `${'a'.repeat(60)}b` }]);
    const start = performance.now();
    almost(filled('a', TEN_MB));
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe('for any secrets and any data', () => {
  const secretText = fc.string({ unit: 'grapheme', minLength: 6, maxLength: 40 });
  const secrets = fc.array(fc.record({ name: fc.stringMatching(/^[A-Z]{3,6}$/), value: secretText }), {
    minLength: 1,
    maxLength: 4,
  });
  const noise = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('password=', 'Bearer ', '://u:', '@h', '"', '${', '}', '[redacted]', 'token="', ' ', '\\'),
  );
  const made = secrets.chain(list =>
    fc.record({
      list: fc.constant(list),
      text: fc
        .array(fc.oneof(noise, ...list.map(({ value }) => fc.constant(value))), { maxLength: 12 })
        .map(parts => parts.join('')),
    }),
  );
  /** Those that are looked for, and that no placeholder contains by its own right. */
  const lookedFor = (list: readonly { name: string; value: string }[]): string[] =>
    list
      .map(({ value }) => value)
      .filter(
        value =>
          value.trim().length >= 4 &&
          !/^[+-]?\d{1,5}$/.test(value) &&
          !`[redacted] ${list.map(({ name }) => `\${${name}}`).join(' ')}`.includes(value),
      );

  test('none of them is left', () => {
    fc.assert(
      fc.property(made, ({ list, text }) => {
        const clean = makeRedact(list)(text);
        const rest = clean.split(/\$\{[A-Z]{3,6}\}|\[redacted\]/);
        for (const value of lookedFor(list)) for (const part of rest) expect(part).not.toContain(value);
      }),
      { numRuns: 600 },
    );
  });

  test('twice is the same as once', () => {
    // Without separators in a secret: what stands between them belongs to the text around it.
    const plain = fc.array(
      fc.record({ name: fc.stringMatching(/^[A-Z]{3,6}$/), value: fc.stringMatching(/^[A-Za-z0-9_.!-]{6,30}$/) }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(
        plain.chain(list =>
          fc.tuple(
            fc.constant(list),
            fc.array(fc.oneof(noise, ...list.map(({ value }) => fc.constant(value))), { maxLength: 12 }),
          ),
        ),
        ([list, parts]) => {
          const clean = makeRedact(list);
          const once = clean(parts.join(''));
          expect(clean(once)).toBe(once);
        },
      ),
      { numRuns: 600 },
    );
  });

  test('the shape of the data stays', () => {
    const shapeOf = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shapeOf)
        : typeof value === 'object' && value !== null
          ? Object.values(value).map(shapeOf)
          : typeof value === 'string'
            ? 'text'
            : value;
    fc.assert(
      fc.property(secrets, fc.jsonValue(), (list, value) => {
        const plain = JSON.parse(JSON.stringify(value)) as Json;
        expect(shapeOf(makeRedact(list)(plain))).toEqual(shapeOf(plain));
      }),
    );
  });

  test('a text without secrets stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('abcdefghij 0123456789.,-_/#()[]{}')) }), text => {
        expect(redact(text)).toBe(text);
      }),
    );
  });
});
