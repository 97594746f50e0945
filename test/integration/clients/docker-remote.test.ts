import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import type { Server } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDocker } from '../../../src/clients/docker.ts';
import { makeCertificates } from '../servers/certificates.ts';
import type { Certificates } from '../servers/certificates.ts';

const socketPath = (): string => (process.env['TEST_DOCKER_HOST'] ?? '').replace('unix://', '');

/** How many containers the engine shows there, or why it cannot be asked. */
async function asked(host: string, tls?: { directory: string | null; isChecked: boolean }): Promise<string> {
  const docker = openDocker(host, { timeoutMs: 20_000, signal: new AbortController().signal, tls });
  try {
    return `${typeof (await docker.eyes.list()).length} of containers`;
  } catch (error) {
    return (error as Error).message;
  } finally {
    docker.close();
  }
}
const answered = 'number of containers';

describe('an engine behind TLS that wants certificates', () => {
  let certificates: Certificates;
  let right: Server;
  let misnamed: Server;
  beforeAll(async () => {
    certificates = await makeCertificates();
    right = await proxy('server');
    misnamed = await proxy('misnamed');
  });
  afterAll(async () => {
    right.close();
    misnamed.close();
    await certificates.remove();
  });

  /** TLS in front of the engine of the tests, as dockerd's --tlsverify is. */
  async function proxy(name: string): Promise<Server> {
    const [cert, key, ca] = await Promise.all(
      [`${name}.pem`, `${name}.key`, 'ca.pem'].map(file => certificates.read(file)),
    );
    const server = createServer({ cert, key, ca, requestCert: true, rejectUnauthorized: true }, client => {
      const engine = connect(socketPath());
      client.on('error', () => engine.destroy()).pipe(engine);
      engine.on('error', () => client.destroy()).pipe(client);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  function folder(files: Readonly<Record<string, string>>): { directory: string; isChecked: boolean } {
    const directory = mkdtempSync(join(certificates.folder, 'docker-'));
    for (const [name, from] of Object.entries(files)) copyFileSync(certificates.file(from), join(directory, name));
    return { directory, isChecked: true };
  }
  const client = { 'cert.pem': 'client.pem', 'key.pem': 'client.key' };
  const at = (server: Server): string => `tcp://localhost:${(server.address() as AddressInfo).port}`;

  test('is asked with those of a context', async () => {
    expect(await asked(at(right), folder({ 'ca.pem': 'ca.pem', ...client }))).toBe(answered);
  });

  test('of another CA, for another host, without ours: each is told as what it is', async () => {
    expect(await asked(at(right), folder({ 'ca.pem': 'other-ca.pem', ...client }))).toMatch(
      /signed by a CA that is not trusted here; ca\.pem in DOCKER_CERT_PATH/,
    );
    expect(await asked(at(misnamed), folder({ 'ca.pem': 'ca.pem', ...client }))).toMatch(
      /for another host name: expected localhost, seen DNS:elsewhere\.example/,
    );
    expect(await asked(at(right), folder({ 'ca.pem': 'ca.pem' }))).toMatch(/wants a certificate of the client/);
  });

  test('skip-tls-verify of a context is honoured', async () => {
    const lax = { ...folder({ 'ca.pem': 'other-ca.pem', ...client }), isChecked: false };
    expect(await asked(at(right), lax)).toBe(answered);
  });
});

describe('an engine over ssh', () => {
  const folder = mkdtempSync(join(tmpdir(), 'orixoon-ssh-'));
  const before = process.env['PATH'];
  afterAll(() => {
    process.env['PATH'] = before;
    rmSync(folder, { recursive: true, force: true });
  });

  /** A program called ssh, first in the PATH. */
  function sshIs(body: string): void {
    const bin = join(folder, 'bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'ssh'), `#!${process.execPath}\n${body}`);
    chmodSync(join(bin, 'ssh'), 0o755);
    process.env['PATH'] = `${bin}:${before ?? ''}`;
  }

  test('is asked through the ssh of this machine, which nobody can be asked by', async () => {
    const words = join(folder, 'words');
    sshIs(`
      require('node:fs').writeFileSync(${JSON.stringify(words)}, process.argv.slice(2).join(' '));
      const engine = require('node:net').connect(${JSON.stringify(socketPath())});
      process.stdin.pipe(engine).pipe(process.stdout);`);
    expect(await asked('ssh://deploy@engine.example:2222')).toBe(answered);
    expect(readFileSync(words, 'utf8')).toBe(
      '-o BatchMode=yes -o ConnectTimeout=30 -T -l deploy -p 2222 -- engine.example docker system dial-stdio',
    );
  });

  test.each([
    ['Host key verification failed.', 255, /key of the host is not the one in known_hosts.*never accepted unseen/],
    ['deploy@engine: Permission denied (publickey).', 255, /nobody can be asked for a password here/],
    ['sh: 1: docker: not found', 127, /the docker command must be installed on that host/],
  ])('%s', async (said, code, message) => {
    sshIs(`process.stderr.write(${JSON.stringify(said)}); process.exitCode = ${code};`);
    expect(await asked('ssh://deploy@engine.example')).toMatch(message);
  });

  test('no host of it is taken for an option', async () => {
    expect(await asked('ssh://-oProxyCommand=true')).toMatch(/no Docker engine can be at|begins with no -/);
  });
});
