import { afterAll, beforeAll, expect, test } from 'vitest';
import redis from '../../../src/systems/redis/index.ts';
import { makeCertificates } from '../servers/certificates.ts';
import type { Certificates } from '../servers/certificates.ts';
import { noProblem, openWorld } from '../servers/heal-world.ts';
import { freePort, startRedis } from '../servers/redis-server.ts';
import type { RedisServer } from '../servers/redis-server.ts';

let certificates: Certificates;
let server: RedisServer;
let strict: RedisServer;
let misnamed: RedisServer;
const ports = { server: 0, strict: 0, misnamed: 0 };

beforeAll(async () => {
  certificates = await makeCertificates();
  const start = async (name: keyof typeof ports, certificate: string, clients: string) => {
    ports[name] = await freePort();
    const [cert, key, ca] = [`/tls/${certificate}.pem`, `/tls/${certificate}.key`, '/tls/ca.pem'];
    const files = ['--tls-cert-file', cert, '--tls-key-file', key, '--tls-ca-cert-file', ca];
    return startRedis({
      args: ['--tls-port', String(ports[name]), ...files, '--tls-auth-clients', clients],
      binds: [`${certificates.folder}:/tls:ro`],
    });
  };
  server = await start('server', 'server', 'no');
  strict = await start('strict', 'server', 'yes');
  misnamed = await start('misnamed', 'misnamed', 'no');
});
afterAll(async () => {
  await Promise.all([server, strict, misnamed].map(one => one.end()));
  await certificates.remove();
});

/** What the check of PING says of a URL, and why Redis' container would not be restarted for it. */
async function seenAt(url: string, started: RedisServer = server) {
  const world = await openWorld(redis, {
    connections: { redis: { url }, docker: { host: started.dockerHost } },
    phases: { redis: { container: started.container } },
  });
  try {
    const { status, issue, message } = await world.finding('ping');
    const { unavailable } = await world.draft('restart_redis', noProblem('redis', 'redis_not_responding', 'redis'));
    return { status, issue, message, unavailable };
  } finally {
    await world.end();
  }
}

const at = (port: number, parameters: Readonly<Record<string, string>> = {}): string =>
  `rediss://localhost:${port}/0?${new URLSearchParams(parameters).toString()}`;
const ca = () => ({ ssl_ca_certs: certificates.file('ca.pem') });
const passed = { status: 'passed', issue: null };
/** Could not be looked at: never an issue, and never a restart. */
const error = (pattern: RegExp) => ({
  status: 'error',
  issue: null,
  message: expect.stringMatching(pattern) as string,
  unavailable: expect.stringMatching(/a restart does not heal this/) as string,
});

test('with its CA it is looked at, and by its address too', async () => {
  expect(await seenAt(at(ports.server, ca()))).toMatchObject(passed);
  expect(await seenAt(at(ports.server, ca()).replace('localhost', '127.0.0.1'))).toMatchObject(passed);
});

test('a certificate that is not to be trusted is told as that', async () => {
  const notTrusted = error(/signed by a CA that is not trusted here; name its CA in connections\.redis\.url/);
  expect(await seenAt(at(ports.server))).toMatchObject(notTrusted);
  expect(await seenAt(at(ports.server, { ssl_ca_certs: certificates.file('other-ca.pem') }))).toMatchObject(notTrusted);
  expect(await seenAt(at(ports.misnamed, ca()), misnamed)).toMatchObject(
    error(/for another host name: expected localhost, seen DNS:elsewhere\.example/),
  );
});

test('who writes that it shall not be checked is believed', async () => {
  expect(await seenAt(at(ports.server, { ssl_cert_reqs: 'none' }))).toMatchObject(passed);
  expect(await seenAt(at(ports.misnamed, { ...ca(), ssl_check_hostname: 'false' }), misnamed)).toMatchObject(passed);
});

test('a server that wants a certificate of ours', async () => {
  const ours = { ssl_certfile: certificates.file('client.pem'), ssl_keyfile: certificates.file('client.key') };
  expect(await seenAt(at(ports.strict, { ...ca(), ...ours }), strict)).toMatchObject(passed);
  expect(await seenAt(at(ports.strict, ca()), strict)).toMatchObject(error(/wants a certificate of the client/));
});

test('the wrong one of redis:// and rediss://, and a CA that is not there', async () => {
  expect(await seenAt(at(server.port, ca()))).toMatchObject(error(/does not speak TLS there, and answers without/));
  expect(await seenAt(`redis://localhost:${ports.server}`)).toMatchObject(error(/it wants TLS there \(rediss:\/\/\)/));
  expect(await seenAt(at(ports.server, { ssl_ca_certs: '/nowhere/ca.pem' }))).toMatchObject(
    error(/ssl_ca_certs: the file \/nowhere\/ca\.pem cannot be read \(ENOENT\)/),
  );
});
