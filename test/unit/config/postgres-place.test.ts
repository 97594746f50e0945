import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { folder, load, problemsOf } from './config-on-disk.ts';
import type { Env } from './config-on-disk.ts';

const home = join(folder, 'home');
const passFile = join(home, '.pgpass');
const inHome = (name: string): string => join(home, '.postgresql', name);

function put(file: string, text: string, mode = 0o600): string {
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

beforeAll(() => {
  mkdirSync(join(home, '.postgresql'), { recursive: true });
  mkdirSync(join(folder, 'bare'));
});

const configOf = (url: string): string => JSON.stringify({ connections: { database: { url } } });
const databaseOf = (url: string, env: Env, isSocket: (path: string) => boolean = () => false) =>
  load(configOf(url), { HOME: join(folder, 'bare'), ...env }, isSocket).settings.connections.database;
const messageOf = (url: string, env: Env = {}): string =>
  problemsOf(configOf(url), { HOME: join(folder, 'bare'), ...env })
    .map(({ message }) => message)
    .join('\n');

const me = encodeURIComponent(userInfo().username);
const five = { PGHOST: 'h', PGPORT: '6432', PGUSER: 'u', PGPASSWORD: 'p', PGDATABASE: 'd' };

describe('a URL with what the environment says, as libpq has it', () => {
  test.each<[string, Env, string]>([
    ['postgresql:///', five, 'postgresql://u:p@h:6432/d'],
    ['postgresql://a:b@c:1/e', five, 'postgresql://a:b@c:1/e'],
    ['postgresql://a@c', five, 'postgresql://a:p@c:6432/d'],
    ['postgres://a@c', {}, 'postgresql://a@c:5432/a'],
    ['postgresql://c/d', {}, `postgresql://${me}@c:5432/d`],
    ['postgresql:///d?host=c&port=2&user=a&password=b%20c', {}, 'postgresql://a:b%20c@c:2/d'],
    ['postgresql://a@c/d?host=other', {}, 'postgresql://a@other:5432/d'],
    ['postgresql://a:b+c@c/?dbname=d', {}, 'postgresql://a:b%2Bc@c:5432/d'],
    ['postgresql://a@c/d?password=b+c', {}, 'postgresql://a:b%2Bc@c:5432/d'],
    ['postgresql://a:50%@c/d', {}, 'postgresql://a:50%25@c:5432/d'],
    ['postgresql://a@[::1]/d', {}, 'postgresql://a@[::1]:5432/d'],
    ['postgresql:///d', { PGHOST: '::1', PGUSER: 'a' }, 'postgresql://a@[::1]:5432/d'],
    ['postgresql:///d?host=/run/pg&user=a', {}, 'postgresql://a@%2Frun%2Fpg:5432/d'],
    ['postgresql://a:b@/d?host=/run/pg', {}, 'postgresql://a:b@%2Frun%2Fpg:5432/d'],
    ['postgresql://a@%2Frun%2Fpg:7/d', {}, 'postgresql://a@%2Frun%2Fpg:7/d'],
    ['postgresql:///d', { PGHOST: '/run/pg', PGUSER: 'a' }, 'postgresql://a@%2Frun%2Fpg:5432/d'],
    ['postgresql://a@c/d?sslmode=require', { PGSSLMODE: 'disable' }, 'postgresql://a@c:5432/d?sslmode=require'],
    ['postgresql://a@c/d', { PGSSLMODE: 'disable' }, 'postgresql://a@c:5432/d?sslmode=disable'],
    ['postgresql://a@c/d?ssl=true', {}, 'postgresql://a@c:5432/d?sslmode=require'],
    ['postgresql://a@c/d?schema=x&connection_limit=3', {}, 'postgresql://a@c:5432/d'],
    [
      'postgresql://a@c/d?options=-c%20jit%3Doff',
      { PGOPTIONS: '-c x=1' },
      'postgresql://a@c:5432/d?options=-c%20jit%3Doff',
    ],
    ['postgresql://a@c/d', { PGOPTIONS: '-c jit=off' }, 'postgresql://a@c:5432/d?options=-c%20jit%3Doff'],
    ['postgresql://a@c/d?sslrootcert=system', {}, 'postgresql://a@c:5432/d?sslmode=verify-full&sslrootcert=system'],
  ])('%s with %o', (url, env, meant) => expect(databaseOf(url, env)?.url).toBe(meant));

  test('nobody names a host: the socket that is there, else localhost', () => {
    const at = (there: string) => databaseOf('postgresql://a@/d', { PGPORT: '6' }, path => path === there)?.url;
    expect(at('/var/run/postgresql/.s.PGSQL.6')).toBe('postgresql://a@%2Fvar%2Frun%2Fpostgresql:6/d');
    expect(at('/tmp/.s.PGSQL.6')).toBe('postgresql://a@%2Ftmp:6/d');
    expect(at('/tmp/.s.PGSQL.5432')).toBe('postgresql://a@localhost:6/d');
  });

  test('what was added is a secret too, and admin_url is completed as well', () => {
    put(passFile, '*:*:*:admin:from-pgp4ss\n');
    const text = `{ "connections": { "database": { "url": "postgresql://a@c/d", "admin_url": "postgresql://admin@c/d" } } }`;
    const loaded = load(text, { HOME: home, PGPASSWORD: '' });
    expect(loaded.settings.connections.database).toEqual({
      url: 'postgresql://a@c:5432/d',
      admin_url: 'postgresql://admin:from-pgp4ss@c:5432/d',
      no_password: `the password file ${passFile} has no line for this login`,
    });
    expect(loaded.secrets).toContainEqual({ name: 'connections.database.admin_url', value: 'from-pgp4ss' });
  });
});

describe('the password file', () => {
  const passwordFor = (url: string, lines: string, env: Env = {}): string => {
    put(passFile, lines);
    return decodeURIComponent(new URL(databaseOf(url, { HOME: home, ...env })?.url ?? '').password);
  };
  test.each([
    ['c:5432:d:a:one\n', 'one'],
    ['other:5432:d:a:no\n*:*:*:*:any\n', 'any'],
    ['*:*:*:*:first\nc:5432:d:a:second\n', 'first'],
    ['# c:5432:d:a:no\nc:5432:d:a:yes\r\n', 'yes'],
    ['c:5432:d:a:with\\:colon\\\\slash\n', 'with:colon\\slash'],
    ['c:5432:d:a:before:after\n', 'before'],
    ['c:5432:d:\\*:no\n', ''],
    ['c:5433:d:a:no\n', ''],
    ['c:5432:d:a\n', ''],
    ['', ''],
  ])('%o gives %o', (lines, password) => expect(passwordFor('postgresql://a@c/d', lines)).toBe(password));

  test('PGPASSWORD and the URL come before it; PGPASSFILE in place of ~/.pgpass', () => {
    const line = '*:*:*:*:file\n';
    expect(passwordFor('postgresql://a:url@c/d', line, { PGPASSWORD: 'variable' })).toBe('url');
    expect(passwordFor('postgresql://a@c/d', line, { PGPASSWORD: 'variable' })).toBe('variable');
    const other = put(join(folder, 'other-pass'), '*:*:*:*:other\n');
    expect(passwordFor('postgresql://a@c/d', line, { PGPASSFILE: other })).toBe('other');
  });

  test("the usual socket's folder is called localhost there, another one by its path", () => {
    const lines = 'localhost:*:*:*:usual\n/run/pg:*:*:*:special\n';
    expect(passwordFor('postgresql:///d?host=/var/run/postgresql', lines)).toBe('usual');
    expect(passwordFor('postgresql:///d?host=/run/pg', lines)).toBe('special');
  });

  test('one that others may open, one that is none, one that is not there: not used, and why is known', () => {
    put(passFile, '*:*:*:*:canary\n', 0o640);
    const env = { HOME: home };
    expect(databaseOf('postgresql://a@c/d', env)).toEqual({
      url: 'postgresql://a@c:5432/d',
      no_password: `the password file ${passFile} is not used: others may open it (mode 0640); chmod 600 it`,
    });
    expect(databaseOf('postgresql://a@c/d', { PGPASSFILE: home })?.no_password).toMatch(/is no plain file/);
    expect(databaseOf('postgresql://a@c/d', { PGPASSFILE: '/nowhere' })?.no_password).toMatch(/\/nowhere is not there/);
  });
});

describe('the files of TLS', () => {
  test('those of the home directory hold where nothing else is named', () => {
    const root = put(inHome('root.crt'), 'x');
    const cert = put(inHome('postgresql.crt'), 'x');
    const key = put(inHome('postgresql.key'), 'x');
    const parameters = (url: string) => [...new URL(databaseOf(url, { HOME: home })?.url ?? '').searchParams];
    expect(parameters('postgresql://a@c/d')).toEqual([
      ['sslrootcert', root],
      ['sslcert', cert],
      ['sslkey', key],
    ]);
    expect(parameters('postgresql://a@c/d?sslmode=disable')).toEqual([['sslmode', 'disable']]);
    put(key, 'x', 0o644);
    expect(messageOf('postgresql://a@c/d', { HOME: home })).toMatch(
      /postgresql\.key may be opened by others \(mode 0644\)/,
    );
    put(key, 'x');
    put(inHome('root.crl'), 'x');
    expect(messageOf('postgresql://a@c/d', { HOME: home })).toMatch(/root\.crl .* not read/);
  });
});

describe('what is not done as libpq does it is a flaw of the config', () => {
  test.each<[string, Env, RegExp]>([
    ['postgresql://a@c/d?service=x', {}, /service in the URL: service files are not read here; take it out/],
    ['postgresql://a:b@c:1/d?sslmode=require&service=canary', {}, /service in the URL: service files are not read/],
    [
      'postgresql://a@c/d',
      { PGSERVICE: 'canary', ...five, PGSSLMODE: 'disable' },
      /PGSERVICE is set, .*: unset it, or say in the URL .* \(port, password, sslmode are left out\)$/,
    ],
    ['postgresql://a:b@c:1/d', { PGSERVICE: 'canary' }, /PGSERVICE is set, .* \(sslmode is left out\)$/],
    ['postgresql://a@c/d?hostaddr=canary', {}, /hostaddr in the URL/],
    ['postgresql://a@c/d?target_session_attrs=read-write', {}, /target_session_attrs/],
    ['postgresql://a@c,d/e', {}, /host in the URL: expected one server, seen several/],
    ['postgresql://a@/e', { PGHOST: 'c,d' }, /PGHOST: expected one server/],
    ['postgresql://a@c/d', { PGPORT: 'canary' }, /PGPORT: expected a number from 1 to 65535/],
    ['postgresql://a@c/d', { PGPORT: '0' }, /PGPORT: expected a number from 1 to 65535/],
    [
      'postgresql://a@c/d?sslmode=canary',
      {},
      /sslmode in the URL: expected disable, allow, prefer, require, verify-ca/,
    ],
    ['postgresql://a@c/d', { PGSSLMODE: 'canary' }, /PGSSLMODE: expected disable/],
    ['postgresql://a@c/d?ssl=1', {}, /ssl in the URL .* say sslmode=require/],
    ['postgresql://a@c/d?sslmode=verify-ca', {}, /verify-ca needs the file of a CA/],
    ['postgresql://a@c/d?sslmode=require&sslrootcert=system', {}, /goes with sslmode=verify-full alone/],
    ['postgresql://a@c/d?sslrootcert=/canary', {}, /the file of sslrootcert in the URL cannot be read \(ENOENT\)/],
    ['postgresql://a@c/d', { PGSSLROOTCERT: '/canary' }, /the file of PGSSLROOTCERT cannot be read \(ENOENT\)/],
    ['postgresql://a@c/d', { PGSSLCERT: '/dev/null' }, /a client certificate is named and no key/],
    ['postgresql://a@c/d', { PGREQUIREPEER: 'canary' }, /PGREQUIREPEER/],
    ['postgresql://a@c/d', { PGSSLCRL: '/canary' }, /PGSSLCRL .* revoked/],
  ])('%s with %o', (url, env, message) => {
    const said = messageOf(url, env);
    expect(said).toMatch(message);
    expect(said).not.toContain('canary');
    expect(said).toMatch(/^connections\.database\.url: /);
  });

  test.each<[string, Env]>([
    ['postgresql://a@c/d?target_session_attrs=any&gssencmode=prefer', { PGCHANNELBINDING: 'prefer' }],
    ['postgresql://a@c/d?sslmode=require&channel_binding=require', {}],
    ['postgresql://a:b@c:5432/d?sslmode=require', { PGSERVICE: 'canary', PGSERVICEFILE: '/canary' }],
    ['postgresql://a@c/d', { PGSERVICEFILE: '/canary' }],
  ])('what asks for nothing else is let be: %s', (url, env) => {
    expect(databaseOf(url, env)?.url).toMatch(/^postgresql:\/\/a(?::b)?@c:5432\/d/);
  });
});
