import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDocker } from '../../../src/clients/docker.ts';
import { DockerError } from '../../../src/clients/errors.ts';

let directory: string;
let socket: string;
const closers: (() => void)[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'docker-'));
  socket = join(directory, 'docker.sock');
});
afterEach(async () => {
  for (const close of closers.splice(0)) close();
  await rm(directory, { recursive: true });
});

function open(host = `unix://${socket}`, timeoutMs = 300) {
  const ending = new AbortController();
  const tool = openDocker(host, { timeoutMs, signal: ending.signal });
  closers.push(tool.close);
  return { ...tool, ending };
}

const listening = (server: net.Server, at: string | number): Promise<void> => {
  closers.push(() => server.close());
  return new Promise(resolve => server.listen(at, () => resolve()));
};

async function faultOf(look: Promise<unknown>): Promise<DockerError> {
  const error = await look.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DockerError)) throw new Error(`not a DockerError: ${String(error)}`);
  return error;
}

test('no socket, nobody listening, no such host: absent, and what to do', async () => {
  const error = await faultOf(open().eyes.list());
  expect(error.fault).toBe('absent');
  expect(error.message).toContain(socket);
  expect(error.message).toContain('DOCKER_HOST');
  expect((await faultOf(open('tcp://127.0.0.1:1').eyes.list())).fault).toBe('absent');
  const odd = await faultOf(open('nonsense').eyes.list());
  expect(odd.message).toContain('expected unix:///path');
});

test('a password in the host is not shown', async () => {
  const error = await faultOf(open('tcp://me:canary@127.0.0.1:1').eyes.list());
  expect(error.message).not.toContain('canary');
});

test('a socket that may not be opened: forbidden, with the group to join', async () => {
  await listening(net.createServer(), socket);
  await chmod(directory, 0o755);
  await chmod(socket, 0o000);
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    const error = await faultOf(open().eyes.list());
    expect(error.fault).toBe('forbidden');
    expect(error.message).toContain('usermod -aG docker');
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
});

describe('a proxy that answers 403', () => {
  const id = 'a'.repeat(64);
  beforeEach(async () => {
    const inspected = { Id: id, Name: '/app', State: { Status: 'exited', StartedAt: 's' }, HostConfig: {}, Config: {} };
    const server = createServer((request, response) => {
      const isRead = request.method === 'GET' && request.url?.includes(id);
      response.writeHead(isRead ? 200 : 403, { 'Content-Type': 'application/json' });
      response.end(isRead ? JSON.stringify(inspected) : '<html>Forbidden</html>');
    });
    await listening(server, socket);
  });

  test('to a look: forbidden, and what the proxy must allow', async () => {
    const error = await faultOf(open().eyes.list());
    expect(error).toMatchObject({ fault: 'forbidden' });
    expect(error.message).toContain('must allow GET /containers/json');
  });

  test('to an act only: what it must allow is named', async () => {
    const act = open().hands().start({ id, startedAt: 's', state: 'exited' }, new AbortController().signal);
    expect((await faultOf(act)).message).toContain('must allow POST /containers/*/start');
  });
});

describe('an engine that hangs', () => {
  const connections = new Set<net.Socket>();
  const hung = (answer: string) =>
    net.createServer(connection => {
      connections.add(connection.resume());
      connection.on('error', () => undefined).on('close', () => connections.delete(connection));
      if (answer) connection.once('data', () => connection.write(answer));
    });

  test.each([
    ['accepts and never answers', ''],
    ['answers the head and never the body', 'HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n[{'],
  ])('%s: a timeout, and no connection is left to keep the process alive', async (_, answer) => {
    await listening(hung(answer), socket);
    const startedMs = performance.now();
    const error = await faultOf(open().eyes.list());
    expect(error.fault).toBe('timeout');
    expect(performance.now() - startedMs).toBeLessThan(20_000);
    await expect.poll(() => connections.size).toBe(0);
  });

  test('an interrupt and close() end the waiting too, and are no timeouts', async () => {
    await listening(hung(''), socket);
    const one = open(undefined, 60_000);
    setTimeout(() => one.ending.abort(), 50);
    expect((await faultOf(one.eyes.list())).fault).toBe('other');
    const other = open(undefined, 60_000);
    setTimeout(() => other.close(), 50);
    expect((await faultOf(other.eyes.list())).fault).toBe('other');
    expect(await faultOf(one.eyes.list())).toMatchObject({ fault: 'other' });
    await expect.poll(() => connections.size).toBe(0);
  });

  test('an exec that hangs is no answer', async () => {
    await listening(hung(''), socket);
    expect(await open().eyes.answersExec('a'.repeat(64), 200)).toBe(false);
  });
});
