import type { Redis } from 'ioredis';
import { connect } from 'node:net';
import { execIn, settled } from '../container.ts';
import { poll } from '../poll.ts';
import { repair, type Stack } from '../stack.ts';
import { containerName, withRedis, type Fault } from './fault.ts';

const VALUE = 'x'.repeat(16 * 1024);
const BATCH = 32;
const GONE_MS = 30_000;
const PING_MS = 1000;

/** A Redis that is there and says nothing. */
export const redisNotResponding: Fault = {
  title: 'redis-server hangs: its port is open, and no command is answered',
  async inject(stack, docker) {
    // From outside: a process cannot stop the PID 1 of its own namespace.
    await docker.getContainer(containerName(stack, 'redis')).kill({ signal: 'SIGSTOP' });
    await poll({ what: 'redis to hang', timeoutMs: GONE_MS }, async () => !(await pings(stack)));
  },
  async undo(stack, docker) {
    await settled(docker.getContainer(containerName(stack, 'redis')).kill({ signal: 'SIGCONT' }), 409);
    await repair(stack, docker);
    await poll({ what: 'redis to answer', timeoutMs: GONE_MS }, () => pings(stack));
  },
};

/** Nearly all memory taken, most of it by keys that expire within the hour. */
export const redisMemoryFull: Fault = {
  title: 'redis uses 97 % of its memory, mostly for keys that expire within the hour',
  async inject(stack) {
    await clear(stack);
    await withRedis(stack, async client => {
      await fill(client, 0.15, index => ({ key: `lab:keep:${index}` }));
      await fill(client, 0.25, index => ({ key: `lab:tomorrow:${index}`, seconds: 86_400 }));
      await fill(client, 0.97, index => ({ key: `lab:soon:${index}`, seconds: 600 + (index % 2400) }));
    });
  },
  undo: clear,
};

/** Memory taken by keys that have expired and that Redis has not dropped. */
export const redisMemoryHigh: Fault = {
  title: 'redis uses 87 % of its memory, mostly for keys that have expired and are not dropped',
  async inject(stack, docker) {
    await clear(stack, docker);
    await execIn(docker, containerName(stack, 'redis'), ['redis-cli', 'DEBUG', 'SET-ACTIVE-EXPIRE', '0']);
    await withRedis(stack, async client => {
      await fill(client, 0.3, index => ({ key: `lab:keep:${index}` }));
      const last = await fill(client, 0.87, index => ({ key: `lab:expired:${index}`, seconds: 1 }));
      // A key that is asked for would be dropped: one of its age, asked last, says that all have expired.
      await client.set('lab:clock', last, 'EX', 1);
      await poll(
        { what: 'the keys to expire', timeoutMs: GONE_MS },
        async () => (await client.exists('lab:clock')) === 0,
      );
    });
  },
  undo: clear,
};

type Key = (index: number) => { readonly key: string; readonly seconds?: number };

async function fill(client: Redis, share: number, name: Key): Promise<number> {
  for (let index = 0; ; index += BATCH) {
    if ((await usage(client)) >= share) return index;
    const pipeline = client.pipeline();
    for (let next = index; next < index + BATCH; next += 1) {
      const { key, seconds } = name(next);
      if (seconds === undefined) pipeline.set(key, VALUE);
      else pipeline.set(key, VALUE, 'EX', seconds);
    }
    for (const [error] of (await pipeline.exec()) ?? []) if (error !== null) throw error;
  }
}

/**
 * The share of maxmemory that is in use.
 *
 * @internal for its tests
 */
export async function usage(client: Redis): Promise<number> {
  const info = await client.info('memory');
  const field = (name: string): number => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1]);
  return field('used_memory') / field('maxmemory');
}

async function clear(stack: Stack, docker?: Parameters<Fault['undo']>[1]): Promise<void> {
  if (docker !== undefined) {
    await execIn(docker, containerName(stack, 'redis'), ['redis-cli', 'DEBUG', 'SET-ACTIVE-EXPIRE', '1']);
  }
  await withRedis(stack, async client => {
    let cursor = '0';
    do {
      const [next, keys] = await client.scan(cursor, 'MATCH', 'lab:*', 'COUNT', 1000);
      if (keys.length > 0) await client.unlink(...keys);
      cursor = next;
    } while (cursor !== '0');
  });
}

/** Asked bare: a client library has its own handshake to wait for. */
function pings(stack: Stack): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(stack.ports.redis, '127.0.0.1', () => socket.write('PING\r\n'));
    const end = (isWell: boolean): void => {
      socket.destroy();
      resolve(isWell);
    };
    socket.setTimeout(PING_MS, () => end(false));
    socket.once('data', answer => end(answer.toString().startsWith('+PONG')));
    socket.once('error', () => end(false)).once('end', () => end(false));
  });
}
