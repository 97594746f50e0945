import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPostgres } from '../../../src/clients/postgres.ts';
import { isSocketHere } from '../../../src/config/usual-engine.ts';
import { makeRedact } from '../../../src/report/redact.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { makeCertificates } from '../servers/certificates.ts';
import type { Certificates } from '../servers/certificates.ts';
import { putInData, startPostgres, until } from '../servers/postgres-server.ts';
import type { PostgresServer } from '../servers/postgres-server.ts';

const PASSWORD = 'lab-s3cret';
type Env = Readonly<Record<string, string>>;

let certificates: Certificates;
let server: PostgresServer;
let folder: string;
let sockets: string;
let port: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'orixoon-login-'));
  sockets = join(folder, 'sockets');
  mkdirSync(sockets);
  chmodSync(folder, 0o755);
  chmodSync(sockets, 0o777);
  certificates = await makeCertificates();
  server = await startPostgres({ maxConnections: 20, binds: [`${sockets}:/sockets`] });
  port = new URL(server.url).port;
  await server.asAdmin("alter system set unix_socket_directories = '/sockets'");
  for (const end of ['pem', 'key']) await putInData(server, `tls.${end}`, await certificates.read(`server.${end}`));
  await putInData(server, 'ca.pem', await certificates.read('ca.pem'));
  for (const [name, file] of [
    ['ssl_cert_file', 'tls.pem'],
    ['ssl_key_file', 'tls.key'],
    ['ssl_ca_file', 'ca.pem'],
  ] as const)
    await server.asAdmin(`alter system set ${name} = '${file}'`);
  await server.restart();
});
afterAll(async () => {
  await server.stop();
  await certificates.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Who we are where a config with this URL leads in this environment, or why we are nowhere. */
async function seen(url: string, env: Env): Promise<string> {
  const file = join(folder, 'healing_config.json');
  writeFileSync(file, JSON.stringify({ connections: { database: { url } } }));
  const { settings, secrets } = loadConfig(file, { HOME: folder, ...env }, isSocketHere);
  const { database } = settings.connections;
  if (database === undefined) throw new Error('there is no database in the config');
  const postgres = openPostgres(database, { timeoutMs: 30_000, signal: new AbortController().signal });
  try {
    const [row] = await postgres.eyes.query(
      `select current_user as "user", current_database() as database, inet_client_addr() is null as local, ssl
         from pg_stat_ssl where pid = pg_backend_pid()`,
    );
    const way = row?.['local'] === true ? 'socket' : row?.['ssl'] === true ? 'TLS' : 'plain';
    return `${String(row?.['user'])} in ${String(row?.['database'])} by ${way}`;
  } catch (error) {
    const said = (error as Error).message;
    // What the password was is in no message, even before it is redacted.
    expect(said).not.toContain(PASSWORD);
    expect(makeRedact(secrets)(said)).not.toContain('canary');
    return said;
  } finally {
    await postgres.close();
  }
}

async function letIn(lines: readonly string[]): Promise<void> {
  const admin = 'host all postgres all scram-sha-256';
  await putInData(server, 'pg_hba.conf', [admin, ...lines, ''].join('\n'));
  await server.asAdmin('select pg_reload_conf()');
  await until('the server to read pg_hba.conf', async () => {
    const [row] = await server.asAdmin(
      'select count(*)::int as n, bool_or(error is not null) as bad from pg_hba_file_rules',
    );
    const [loaded] = await server.asAdmin(
      'select pg_conf_load_time() >= (pg_stat_file($$pg_hba.conf$$)).modification as is',
    );
    return row?.['n'] === lines.length + 1 && row['bad'] !== true && loaded?.['is'] === true;
  });
}

async function serveTls(isOn: boolean): Promise<void> {
  await server.asAdmin(`alter system set ssl = ${isOn ? 'on' : 'off'}`);
  await server.asAdmin('select pg_reload_conf()');
  await until('TLS to be switched', async () => {
    const [row] = await server.asAdmin('show ssl');
    return row?.['ssl'] === (isOn ? 'on' : 'off');
  });
}

const here = (): Env => ({ PGHOST: 'localhost', PGPORT: port, PGUSER: 'tsh', PGDATABASE: 'tsh_erp' });
const passFile = (mode: number, password = PASSWORD): string => {
  const file = join(folder, 'pass');
  writeFileSync(file, `localhost:${port}:tsh_erp:tsh:${password}\n`);
  chmodSync(file, mode);
  return file;
};

test('the variables, the password file, and the database that is called like the user', async () => {
  await letIn(['host all all all scram-sha-256']);
  expect(await seen('postgresql:///', { ...here(), PGPASSWORD: PASSWORD })).toBe('tsh in tsh_erp by plain');
  expect(await seen('postgresql:///', { ...here(), PGPASSFILE: passFile(0o600) })).toBe('tsh in tsh_erp by plain');
  const open = await seen('postgresql:///', { ...here(), PGPASSFILE: passFile(0o644) });
  expect(open).toMatch(/a password is wanted; .* is not used: others may open it \(mode 0644\); chmod 600 it/);
  expect(await seen('postgresql:///', here())).toMatch(/a password is wanted; .*\.pgpass is not there/);
  const wrong = await seen('postgresql:///', { ...here(), PGPASSFILE: passFile(0o600, 'wr0ng-canary') });
  expect(wrong).toMatch(/password authentication failed.*or PGPASSWORD, or the password file/);
  const nameless = { ...here(), PGDATABASE: '', PGPASSWORD: PASSWORD };
  expect(await seen('postgresql:///', nameless)).toMatch(/database "tsh" does not exist/);
});

test('without a sslmode: TLS where it is to be had, else without, as pg_hba.conf has it', async () => {
  const url = `postgresql://tsh:${PASSWORD}@localhost:${port}/tsh_erp`;
  await letIn(['host all all all scram-sha-256']);
  expect(await seen(url, {})).toBe('tsh in tsh_erp by plain');
  expect(await seen(url, { PGSSLMODE: 'require' })).toMatch(/does not support SSL/);
  await serveTls(true);
  expect(await seen(url, {})).toBe('tsh in tsh_erp by TLS');
  expect(await seen(url, { PGSSLMODE: 'allow' })).toBe('tsh in tsh_erp by plain');
  const other = { PGSSLROOTCERT: certificates.file('other-ca.pem') };
  expect(await seen(url, other)).toBe('tsh in tsh_erp by plain');
  expect(await seen(url, { ...other, PGSSLMODE: 'require' })).toMatch(/signed by a CA that is not trusted here/);
  await letIn(['hostnossl all all all scram-sha-256']);
  expect(await seen(url, {})).toBe('tsh in tsh_erp by plain');
  await letIn(['hostssl all all all scram-sha-256']);
  expect(await seen(url, {})).toBe('tsh in tsh_erp by TLS');
  expect(await seen(url, { PGSSLMODE: 'allow' })).toBe('tsh in tsh_erp by TLS');
  expect(await seen(url, { PGSSLMODE: 'disable' })).toMatch(/no encryption/);
  // No plain way in, so what kept TLS from coming about is what is told.
  expect(await seen(url, other)).toMatch(/signed by a CA that is not trusted here/);
  const bound = `${url}?sslmode=require&channel_binding=require`;
  expect(await seen(bound, {})).toBe('tsh in tsh_erp by TLS');
});

test('a client certificate in place of a password', async () => {
  await letIn(['hostssl all tsh all cert']);
  const file = (name: string): string => {
    const copy = join(folder, name);
    copyFileSync(certificates.file(name), copy);
    chmodSync(copy, 0o600);
    return copy;
  };
  const ours = { ...here(), PGSSLMODE: 'verify-full', PGSSLROOTCERT: file('ca.pem'), PGSSLCERT: file('client.pem') };
  expect(await seen('postgresql:///', { ...ours, PGSSLKEY: file('client.key') })).toBe('tsh in tsh_erp by TLS');
  expect(await seen('postgresql:///', { ...ours, PGSSLCERT: '' })).toMatch(
    /valid client certificate|certificate of the client/,
  );
  const sealed = { ...ours, PGSSLKEY: file('sealed.key') };
  expect(await seen('postgresql:///?sslpassword=s3aled-canary', sealed)).toBe('tsh in tsh_erp by TLS');
  expect(await seen('postgresql:///?sslpassword=wr0ng-canary', sealed)).toMatch(/TLS failed|check sslmode/);
  chmodSync(join(folder, 'client.key'), 0o644);
  const open = seen('postgresql:///', { ...ours, PGSSLKEY: join(folder, 'client.key') });
  await expect(open).rejects.toThrow(/PGSSLKEY may be opened by others \(mode 0644\); chmod 600 it/);
  const mine = join(folder, '.postgresql');
  mkdirSync(mine);
  for (const [name, usual] of [
    ['ca.pem', 'root.crt'],
    ['client.pem', 'postgresql.crt'],
    ['sealed.key', 'postgresql.key'],
  ] as const)
    copyFileSync(file(name), join(mine, usual));
  expect(await seen('postgresql:///?sslmode=verify-full&sslpassword=s3aled-canary', here())).toBe(
    'tsh in tsh_erp by TLS',
  );
  rmSync(mine, { recursive: true });
});

test('a Unix socket, however the URL names its folder, and without TLS there', async () => {
  await letIn(['local all tsh trust']);
  const by = 'tsh in tsh_erp by socket';
  const plain = { PGPORT: '5432' };
  expect(await seen(`postgresql:///tsh_erp?host=${sockets}&user=tsh`, plain)).toBe(by);
  expect(await seen(`postgresql://tsh@/tsh_erp?host=${encodeURIComponent(sockets)}`, plain)).toBe(by);
  expect(await seen(`postgresql://tsh@${encodeURIComponent(sockets)}/tsh_erp`, plain)).toBe(by);
  expect(await seen('postgresql:///', { ...here(), ...plain, PGHOST: sockets, PGSSLMODE: 'require' })).toBe(by);
  const gone = await seen('postgresql:///', { ...here(), ...plain, PGHOST: '/nowhere' });
  expect(gone).toMatch(/at \/nowhere\/\.s\.PGSQL\.5432, tsh_erp as tsh: .*there is no such socket/);
  const lines = `${sockets}:5432:tsh_erp:tsh:${PASSWORD}\n`;
  writeFileSync(join(folder, '.pgpass'), lines, { mode: 0o600 });
  await letIn(['local all tsh scram-sha-256']);
  expect(await seen('postgresql:///', { ...here(), ...plain, PGHOST: sockets })).toBe(by);
});
