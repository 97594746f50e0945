import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRedis } from '../../../src/clients/redis.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { startRedis } from '../servers/redis-server.ts';
import type { RedisServer } from '../servers/redis-server.ts';

let server: RedisServer;
const folder = mkdtempSync(join(tmpdir(), 'orixoon-redis-socket-'));

beforeAll(async () => {
  chmodSync(folder, 0o777);
  const args = ['--unixsocket', '/sockets/redis.sock', '--unixsocketperm', '777'];
  server = await startRedis({ args, binds: [`${folder}:/sockets`] });
  await server.addUser('looker', '+@all ~*');
});
afterAll(async () => {
  await server.end();
  rmSync(folder, { recursive: true, force: true });
});

/** The user that Redis takes us for where a config with this URL leads, or why we are nowhere. */
async function seen(url: string): Promise<string> {
  const file = join(folder, 'healing_config.json');
  writeFileSync(file, JSON.stringify({ connections: { redis: { url } } }));
  const { redis: at } = loadConfig(file, {}).settings.connections;
  const redis = openRedis(at?.url ?? '', { timeoutMs: 30_000, signal: new AbortController().signal });
  try {
    await redis.eyes.ping(30_000);
    return (await redis.eyes.self()).user ?? 'nobody';
  } catch (error) {
    const { fault, message } = error as Error & { fault?: string };
    return `${String(fault)}: ${message}`;
  } finally {
    redis.close();
  }
}

test('a Unix socket, with the login that redis-py takes there', async () => {
  const socket = `unix://${folder}/redis.sock`;
  expect(await seen(socket)).toBe('default');
  expect(await seen(`${socket}?username=looker&password=pw&db=1`)).toBe('looker');
  const wrong = await seen(`${socket}?username=looker&password=wr0ng-canary`);
  expect(wrong).toMatch(/WRONGPASS/);
  expect(wrong).not.toContain('wr0ng-canary');
  expect(await seen(`unix://${folder}/gone.sock`)).toMatch(/gone\.sock.*there is no such socket/);
});

test('a login before the path is no URL, and said so before anything is tested', async () => {
  await expect(seen(`unix://:canary@${folder}/redis.sock`)).rejects.toThrow(/connections\.redis\.url: expected a URL/);
});
