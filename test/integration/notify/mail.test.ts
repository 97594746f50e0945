import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SMTPServer } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import { testMessage } from '../../../src/notify/compose.ts';
import { sendMail } from '../../../src/notify/mail.ts';
import { start } from '../../e2e/orixoon.ts';

// For localhost and 127.0.0.1, good for a hundred years, and of no use anywhere else.
const cert = fileURLToPath(new URL('loopback-cert.pem', import.meta.url));
const key = fileURLToPath(new URL('loopback-key.pem', import.meta.url));

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Got {
  readonly isSecure: boolean;
  readonly user: string | undefined;
  readonly to: readonly string[];
  readonly text: string;
}

/** A real SMTP server on loopback, with TLS from the first byte, by STARTTLS, or with none. */
async function mailServer(tls: 'implicit' | 'starttls' | 'none') {
  const got: Got[] = [];
  const server = new SMTPServer({
    secure: tls === 'implicit',
    key: readFileSync(key),
    cert: readFileSync(cert),
    hideSTARTTLS: tls === 'none',
    authOptional: true,
    closeTimeout: 200,
    onAuth({ username, password }, _session, done) {
      if (password === 'r1ght') done(null, { user: username });
      else done(new Error('Invalid login'));
    },
    onData(stream, session, done) {
      let text = '';
      stream.on('data', chunk => (text += String(chunk)));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        got.push({ isSecure: session.secure, user: session.user as string | undefined, to, text });
        done();
      });
    },
  });
  server.on('error', () => undefined); // a client that trusts it not goes away
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  closing.push(
    () =>
      new Promise(resolve => {
        server.close(() => resolve());
      }),
  );
  return { got, port: (server.server.address() as AddressInfo).port };
}

/** The whole program, because which certificates are trusted is settled when a process starts. */
async function notify(smtp_url: string, env: Record<string, string> = {}) {
  const file = join(mkdtempSync(join(tmpdir(), 'orixoon-mail-')), 'healing_config.json');
  const email = { smtp_url, from: 'orixoon@example.com', to: ['ops@example.com', 'b@example.com'] };
  writeFileSync(file, JSON.stringify({ environment: 'mail', notifications: { email } }));
  const { exitCode, stdout, stderr } = await start(['notify', '--test', '--config', file], env);
  return { exitCode, shown: `${String(stdout)}${String(stderr)}` };
}

test.each([
  ['smtps', 'implicit'],
  ['smtp', 'starttls'],
] as const)(
  '%s: an untrusted certificate is refused; a trusted one is encrypted, logged in and delivered',
  async (scheme, tls) => {
    const { got, port } = await mailServer(tls);
    const url = `${scheme}://me:r1ght@localhost:${port}`;
    const refused = await notify(url);
    expect([refused.exitCode, got], refused.shown).toEqual([1, []]);
    expect(refused.shown).toMatch(/email: failed: .*self-signed/i);
    const { exitCode, shown } = await notify(url, { NODE_EXTRA_CA_CERTS: cert });
    expect([exitCode, shown]).toEqual([0, '  email: ok\nexit 0 OK']);
    expect(got).toMatchObject([{ isSecure: true, user: 'me', to: ['ops@example.com', 'b@example.com'] }]);
    expect(got[0]?.text).toMatch(/^Subject: \[orixoon\] Test message/m);
  },
);

test('a wrong password: the reason, without it', async () => {
  const { port } = await mailServer('implicit');
  const { exitCode, shown } = await notify(`smtps://me:wr0ng-pass@localhost:${port}`, { NODE_EXTRA_CA_CERTS: cert });
  expect([exitCode, shown.includes('failed')], shown).toEqual([1, true]);
  expect(shown).not.toMatch(/wr0ng/);
});

const to = (port: number, message = testMessage('a'), timeoutMs = 30_000) =>
  sendMail(
    { smtp_url: `smtp://127.0.0.1:${port}?starttls=off`, from: 'a@example.com', to: ['b@example.com'] },
    message,
    AbortSignal.timeout(timeoutMs),
  );

test('a title with line ends makes no header', async () => {
  const { got, port } = await mailServer('none');
  await to(port, { ...testMessage('a'), title: 'x\r\nBcc: evil@example.com\r\n\r\nbody' });
  expect(got[0]?.text.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/m);
  expect(got[0]?.to).toEqual(['b@example.com']);
});

test('a server that never greets is left at the bound', async () => {
  const server = createServer(() => undefined);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const begun = Date.now();
  await expect(to((server.address() as AddressInfo).port, testMessage('a'), 1000)).rejects.toThrow('no answer in time');
  expect(Date.now() - begun).toBeLessThan(20_000);
  // It closes only when the client's socket is gone.
  await new Promise(resolve => server.close(resolve));
});
