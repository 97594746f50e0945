import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { openRedis } from '../../../src/clients/redis.ts';
import { HOSTILE } from '../../unit/report/hostile.ts';
import { redisBench } from './redis-world.ts';

const { server, endAfter } = redisBench();

/** Keys that a careless pattern, a text or a line would take for others. */
const ODD: readonly Buffer[] = [
  ...HOSTILE.filter(text => text !== '').map(text => Buffer.from(text)),
  ...[
    '*',
    '?',
    '[a]',
    '[^a]',
    '\\',
    '\\*',
    'app:state',
    'APP:STATE:1',
    'xapp:state:1',
    'app:state:\n',
    '\n',
    '\0',
    ' ',
  ].map(text => Buffer.from(text)),
  Buffer.from([0xff, 0xfe, 0x00, 0x9b]),
  Buffer.from('app:state:keep'),
  Buffer.concat([Buffer.from('app:state:'), Buffer.from([0xff, 0x0a, 0x00])]),
  Buffer.alloc(1_000_000, 'k'),
  randomBytes(64),
];

const hex = (keys: readonly Buffer[]): string[] => keys.map(key => key.toString('hex')).sort();

test.each<[string, string[], string[], (key: string) => boolean]>([
  [
    'a prefix takes what begins so, byte for byte, and no other case',
    ['app:state:*'],
    [],
    key => key.startsWith('app:state:'),
  ],
  [
    'what is protected stays, whatever the case',
    ['app:state:*'],
    ['APP:*:KEEP'],
    key => key.startsWith('app:state:') && key !== 'app:state:keep',
  ],
  ['an escaped star is a star', ['\\*'], [], key => key === '*'],
  ['a pattern of every key spares the protected', ['?*', '\n'], ['*'], () => false],
  ['a class takes its one character', ['[*]'], [], key => key === '*'],
  ['a class that never closes takes nothing else', ['[\\'], [], key => key === '\\'],
])('%s', async (_, patterns, exceptPatterns, isTaken) => {
  const started = await server();
  const client = new Redis(started.url);
  endAfter({
    end() {
      client.disconnect();
      return Promise.resolve();
    },
  });
  for (const key of ODD) await client.set(key, 'x');
  const redis = openRedis(started.url, { timeoutMs: 60_000, signal: new AbortController().signal });
  try {
    const wanted = ODD.filter(key => isTaken(key.toString('latin1')));
    const { matching } = await redis.eyes.countMatching(patterns, exceptPatterns, 100_000);
    expect(matching).toBe(wanted.length);
    expect(await redis.hands().unlinkMatching(patterns, exceptPatterns, new AbortController().signal)).toBe(
      wanted.length,
    );
    expect(hex(await client.keysBuffer('*'))).toEqual(hex(ODD.filter(key => !wanted.includes(key))));
  } finally {
    redis.close();
  }
});
