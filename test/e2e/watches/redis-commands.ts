import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import type { Redis } from 'ioredis';
import type { Practice } from '../practice.ts';

/** A command as Redis' own MONITOR told it. */
export interface RedisCommand {
  /** Address and port of the connection. */
  readonly from: string;
  /** In capitals, then its arguments. */
  readonly words: readonly string[];
}

/** MONITOR, while it goes on. */
export interface RedisMonitor {
  /** Everything so far that the stack's own containers did not ask. */
  readonly commands: readonly RedisCommand[];
  end(): void;
}

/** Listen to a Redis that answers. */
export async function monitorRedis({ docker, stack }: Practice): Promise<RedisMonitor> {
  const network = (await docker.getNetwork(stack.network).inspect()) as {
    Containers: Record<string, { IPv4Address: string }>;
  };
  const inside = Object.values(network.Containers).map(({ IPv4Address }) => IPv4Address.replace(/\/.*$/, ''));
  const commands: RedisCommand[] = [];
  const socket = connect(stack.ports.redis, '127.0.0.1');
  const listening = new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    createInterface({ input: socket }).on('line', line => {
      if (line === '+OK') resolve();
      const command = asCommand(line);
      // Its own health check asks from within.
      const isOurs = command !== null && ![...inside, '127.0.0.1'].includes(command.from.replace(/:\d+$/, ''));
      if (isOurs) commands.push(command);
    });
  });
  // Bare: the client library takes a command that is told early for the answer to a question of its own.
  socket.write('MONITOR\r\n');
  await listening;
  return { commands, end: () => socket.destroy() };
}

/** `+1795463402.285229 [0 172.18.0.1:46532] "get" "a key"`, or null where it is no such line. */
function asCommand(line: string): RedisCommand | null {
  const [, from, rest] = /^\+[\d.]+ \[\d+ (\S+)\] (.*)$/.exec(line) ?? [];
  if (from === undefined || rest === undefined) return null;
  const words = [...rest.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word = '']) => word);
  return { from, words: [(words[0] ?? '').toUpperCase(), ...words.slice(1)] };
}

/** Commands without the flag `readonly` that change nothing all the same: of the connection, of its name, of the server's word and clock. */
const HARMLESS = /^(PING|INFO|TIME|AUTH|SELECT|CLIENT SETNAME)$/;

/** Everything that is not a read, by Redis' own flags. MULTI is a read where DISCARD follows it on the same connection. */
export async function notRedisReads(client: Redis, commands: readonly RedisCommand[]): Promise<readonly string[]> {
  const flags = new Map<string, readonly string[]>();
  for (const name of new Set(commands.map(({ words }) => words[0] ?? ''))) {
    const [info] = (await client.call('COMMAND', 'INFO', name)) as ([string, number, string[]] | null)[];
    flags.set(name, info?.[2] ?? []);
  }
  return commands.flatMap(({ from, words }, index) => {
    const [name = '', sub = ''] = words;
    const isRead = flags.get(name)?.includes('readonly') === true && flags.get(name)?.includes('write') !== true;
    if (isRead || HARMLESS.test(name) || HARMLESS.test(`${name} ${sub.toUpperCase()}`)) return [];
    const next = commands.slice(index + 1).find(other => other.from === from)?.words[0];
    const before = commands.slice(0, index).findLast(other => other.from === from)?.words[0];
    if (name === 'MULTI' && next === 'DISCARD') return [];
    if (name === 'DISCARD' && before === 'MULTI') return [];
    return [words.join(' ').slice(0, 200)];
  });
}
