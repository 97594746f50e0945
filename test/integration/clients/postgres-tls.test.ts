import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPostgres } from '../../../src/clients/postgres.ts';
import { makeCertificates } from '../servers/certificates.ts';
import type { Certificates } from '../servers/certificates.ts';
import { putInData, startPostgres, until } from '../servers/postgres-server.ts';
import type { PostgresServer } from '../servers/postgres-server.ts';

let certificates: Certificates;
let server: PostgresServer;

beforeAll(async () => {
  certificates = await makeCertificates();
  server = await startPostgres({ maxConnections: 20 });
});
afterAll(async () => {
  await server.stop();
  await certificates.remove();
});

/** Whether the connection is encrypted, or why there is none. */
async function seen(parameters: Readonly<Record<string, string>>): Promise<string> {
  const url = `${server.url.replace('127.0.0.1', 'localhost')}?${new URLSearchParams(parameters).toString()}`;
  const postgres = openPostgres({ url }, { timeoutMs: 30_000, signal: new AbortController().signal });
  try {
    const [row] = await postgres.eyes.query('select ssl from pg_stat_ssl where pid = pg_backend_pid()');
    return row?.['ssl'] === true ? 'encrypted' : 'plain';
  } catch (error) {
    return (error as Error).message;
  } finally {
    await postgres.close();
  }
}

/** Give the server a certificate of ours, and wait until it shows it. */
async function serve(name: string): Promise<void> {
  const files = ['pem', 'key'].map(async end => {
    await putInData(server, `tls.${end}`, await certificates.read(`${name}.${end}`));
  });
  await Promise.all(files);
  await server.asAdmin("alter system set ssl_cert_file = 'tls.pem'");
  await server.asAdmin("alter system set ssl_key_file = 'tls.key'");
  await server.asAdmin('alter system set ssl = on');
  await server.asAdmin('select pg_reload_conf()');
  await until('the server to speak TLS', async () => (await seen({ sslmode: 'require' })) === 'encrypted');
}

const ca = () => ({ sslrootcert: certificates.file('ca.pem') });
const other = () => ({ sslrootcert: certificates.file('other-ca.pem') });

test('each sslmode against each certificate, as libpq has it', async () => {
  expect(await seen({})).toBe('plain');
  expect(await seen({ sslmode: 'require' })).toMatch(/does not support SSL.*check sslmode/);
  await serve('server');
  expect(await seen({ sslmode: 'disable' })).toBe('plain');
  expect(await seen({ sslmode: 'require' })).toBe('encrypted');
  expect(await seen({ sslmode: 'require', ...other() })).toMatch(/signed by a CA that is not trusted here/);
  expect(await seen({ sslmode: 'verify-ca', ...ca() })).toBe('encrypted');
  expect(await seen({ sslmode: 'verify-full', ...ca() })).toBe('encrypted');
  expect(await seen({ sslmode: 'verify-full', ...other() })).toMatch(/signed by a CA that is not trusted here/);
  await serve('misnamed');
  expect(await seen({ sslmode: 'verify-ca', ...ca() })).toBe('encrypted');
  const misnamed = await seen({ sslmode: 'verify-full', ...ca() });
  expect(misnamed).toMatch(/for another host name: expected localhost, seen DNS:elsewhere\.example/);
});
