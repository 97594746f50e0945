import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import net from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOSTILE } from '../unit/report/hostile.ts';
import { expectHarmless, expectPrintable, weighed } from './harmless.ts';
import { desk, orixoon } from './orixoon.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'orixoon-input-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Few, so that the many runs that they are put in stay few. */
const BAD = HOSTILE.filter(text => text.length < 1000).join(' ');
const NUL = /\0/g;
const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

/** Refused in plain words, of a length that can be read: no stack, nothing that acts, and the same as a document. */
async function expectRefused(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const { exitCode, stdout, stderr } = await orixoon([...args, '--output', 'json'], env);
  expect(exitCode, stderr.slice(0, 2000)).toBe(2);
  expect(stderr).not.toMatch(/\n {4}at |defect of Orixoon/);
  expect(stderr.length).toBeLessThan(40_000);
  expectPrintable(stderr);
  expectPrintable(stdout);
  expect(JSON.parse(stdout)).toMatchObject({ exit_code: 2, decision: 'BLOCK' });
  return stderr;
}

describe('a config that is', () => {
  const long = 900_000;
  test.each<[string, string | Buffer]>([
    ['keys that steer a terminal', JSON.stringify({ [BAD]: 1 })],
    ['an action that does', JSON.stringify({ healing_actions: { redis_memory_full: { action: '\u009b2J\u202e' } } })],
    ['bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe, 0x22])],
    ['deeper than any stack', '['.repeat(100_000)],
    ['one long key', JSON.stringify({ ['k'.repeat(long)]: 1 })],
    ['one long name of a variable', JSON.stringify({ environment: `\${${'A'.repeat(long)}}` })],
    ['sixty thousand keys', `{${Array.from({ length: 60_000 }, (_, n) => `"k${n}":1`).join()}}`],
    ['a line of ten megabytes', `{"x":"${'y'.repeat(10_000_000)}"}`],
    ['numbers beyond all bounds', '{"reports":{"keep":1e999},"auto_healing":{"retry_delay_seconds":-1e308}}'],
    ['keys of every object', '{"__proto__":{"environment":"x"},"constructor":1,"toString":2}'],
    ['a key twice', '{"environment":"a","environment":"b"}'],
  ])('%s is refused', async (_, content) => {
    await expectRefused(['validate', '--config', file('config.json', content)]);
  });

  test('with a byte order mark, it is a config', async () => {
    const path = file('bom.json', '\ufeff{"connections":{"redis":{"url":"redis://127.0.0.1:1"}}}');
    expect((await orixoon(['validate', '--config', path])).exitCode).toBe(0);
  });
});

describe('an issue file that is', () => {
  const config = (): string =>
    file('right.json', '{"connections":{"docker":{"host":"unix:///nowhere"}},"phases":{"containers":{}}}');
  test.each<[string, string | Buffer]>([
    ['no JSON, and steers a terminal', '[\u001b[2J\u009b31m\u202e'],
    ['another file, with a secret in it', 'PASSWORD=hunter2\n'],
    ['bytes that are no text', Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d])],
    [
      'types that do not exist',
      JSON.stringify([{ type: BAD }, { type: '__proto__' }, { type: 'constructor' }, 1, null]),
    ],
    ['a type of four megabytes', JSON.stringify([{ type: 'x'.repeat(4_000_000) }])],
    ['three hundred thousand wrong ones', JSON.stringify(Array(300_000).fill({ type: 'x' }))],
    [
      'a target deeper than any stack',
      `[{"type":"container_stuck","target":${'['.repeat(50_000)}${']'.repeat(50_000)}}]`,
    ],
  ])('%s is refused', async (_, content) => {
    const said = await expectRefused(['heal', '--issue-file', file('issues.json', content), '--config', config()]);
    expect(said).not.toContain('hunter2');
  });

  test('endless is refused', async () => {
    await expectRefused(['heal', '--issue-file', '/dev/zero', '--config', config()]);
  });
});

test.each(['--config', '--phase', '--output', '--deadline', '--reports-dir'])(
  'a hostile %s is refused, or is a name like another',
  async flag => {
    const { exitCode, stdout, stderr } = await orixoon([flag, BAD.replaceAll(NUL, ''), '--config', 'none.json']);
    expect(exitCode).toBe(2);
    expectPrintable(stdout + stderr);
  },
);

describe('an environment that is hostile', () => {
  const at = () =>
    desk({
      connections: {
        docker: { host: '${DOCKER_HOST}' },
        database: { url: '${DATABASE_URL}' },
        redis: { url: '${REDIS_URL}' },
      },
      phases: { preflight: { enabled: false }, containers: { expected: [{ name: 'app' }] }, database: {}, redis: {} },
    });
  const secret = `s3cr3t'"\`$(touch ${tmpdir()}/canary)\u001b[2J`;

  test.each<[string, Record<string, string>]>([
    [
      'in its URLs',
      {
        DOCKER_HOST: 'unix:///no/$(touch${IFS}canary)/\u001b[2J\u202e.sock',
        DATABASE_URL: `postgres://u:${encodeURIComponent(secret)}@127.0.0.1:1/x%0a%1b[2J`,
        REDIS_URL: `redis://:${encodeURIComponent(secret)}@127.0.0.1:1/0`,
      },
    ],
    [
      'in what it says of the terminal',
      {
        ...{ DOCKER_HOST: 'unix:///no', DATABASE_URL: 'postgres://127.0.0.1:1/x', REDIS_URL: 'redis://127.0.0.1:1' },
        ...{ COLUMNS: '-1', LINES: '1e9', TERM: '\u001b[2J', FORCE_COLOR: '99', NO_COLOR: BAD.replaceAll(NUL, '') },
        ...{ TZ: '../../etc/passwd', LANG: '\u009b2J', CI: BAD.replaceAll(NUL, '') },
      },
    ],
  ])('%s: no crash, no secret, nothing that acts', async (_, env) => {
    const here = at();
    const ended = await weighed(here, ['--auto-heal', '--yes', '--verbose', '--deadline', '20'], env);
    expect([1, 3]).toContain(ended.exitCode);
    expect(ended.stdout + ended.stderr).not.toMatch(/s3cr3t|defect of Orixoon/);
    expectHarmless(here, ended);
  });
});

describe('a health URL that is hostile', () => {
  /** Serve bytes, whatever was asked. */
  async function serving<T>(answer: (socket: Socket) => void, work: (port: number) => Promise<T>): Promise<T> {
    const sockets = new Set<Socket>();
    const server = net.createServer(socket => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('data', () => answer(socket));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    try {
      return await work((server.address() as AddressInfo).port);
    } finally {
      for (const one of sockets) one.destroy();
      await new Promise(resolve => server.close(resolve));
    }
  }

  const HEAD = 'HTTP/1.1 500 \u001b[2Jforged\r\n';
  const body = BAD.replaceAll(/[\ud800-\udfff]/g, '');
  test.each<[string, (socket: Socket) => void]>([
    ['a body that acts', socket => socket.end(`${HEAD}x: y\r\n\r\n${body}`)],
    ['a body of ten megabytes', socket => socket.end(`${HEAD}\r\n${'<script>'.repeat(1_300_000)}`)],
    ['a header without end', socket => void socket.write(`${HEAD}${'x'.repeat(10_000_000)}`)],
    ['chunks that are none', socket => socket.end(`${HEAD}transfer-encoding: chunked\r\n\r\nZZ\r\nx`)],
    ['no HTTP at all', socket => socket.end(`\u001b[2J${body}`)],
    ['a redirect to a file', socket => socket.end('HTTP/1.1 302 x\r\nlocation: file:///etc/passwd\r\n\r\n')],
    ['a redirect to nowhere', socket => socket.end('HTTP/1.1 302 x\r\nlocation: http://[::/\u001b\r\n\r\n')],
  ])('%s', async (_, answer) => {
    await serving(answer, async port => {
      const at = desk({
        connections: {},
        phases: {
          preflight: { enabled: false },
          application: { health_url: `http://user:hunter2pass@127.0.0.1:${port}/x`, health_timeout_ms: 3000 },
        },
      });
      const ended = await weighed(at, ['--verbose']);
      expect([1, 3], ended.stdout).toContain(ended.exitCode);
      expect(ended.stdout).not.toMatch(/hunter2pass|root:x/);
      expect(ended.peakMb).toBeLessThan(300);
      expectHarmless(at, ended);
    });
  });

  test('a redirect to another host does not take the login along', async () => {
    const seen: (string | undefined)[] = [];
    const other = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.end('well');
    });
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
    const to = (other.address() as AddressInfo).port;
    await serving(
      socket => socket.end(`HTTP/1.1 302 x\r\nlocation: http://127.0.0.1:${to}/\r\n\r\n`),
      async port => {
        const at = desk({
          phases: {
            preflight: { enabled: false },
            application: { health_url: `http://u:hunter2pass@127.0.0.1:${port}/` },
          },
        });
        expect((await at.run()).exitCode).toBe(0);
      },
    );
    await new Promise(resolve => other.close(resolve));
    expect(seen).toEqual([undefined]);
  });
});

test('no shell: what a config says of a worker is never read by one', async () => {
  const trap = join(folder, 'trap');
  mkdirSync(trap);
  const canary = join(trap, 'canary');
  const shells = [
    `$(touch ${canary})`,
    `\`touch ${canary}\``,
    `; touch ${canary};`,
    `| touch ${canary}`,
    `\n touch ${canary}`,
  ];
  const bad = shells.join(' ');
  const out = join(trap, 'argv');
  const at = desk({
    phases: {
      preflight: { enabled: false },
      workers: {
        expected: [
          {
            ...{ name: bad.replaceAll('/', '_'), match: bad, min_processes: 1 },
            restart_command: [process.execPath, '-e', 'fs.writeFileSync(process.argv[1], process.argv[2])', out, bad],
          },
          { name: 'unit', systemd_unit: bad.slice(0, 255) },
        ],
      },
    },
    safety_limits: { min_free_disk_gb: 0 },
    auto_healing: { max_healing_attempts: 1, stabilization: { timeout_seconds: 1 } },
    healing_actions: { workers_down: { timeout_seconds: 60 } },
  });
  const ended = await weighed(at, ['--auto-heal', '--yes', '--deadline', '240']);
  expect(ended.exitCode).not.toBe(0);
  expectHarmless(at, ended);
  // The command itself was run, and got its words as they stand.
  expect(readdirSync(trap), ended.stdout).toEqual(['argv']);
});
