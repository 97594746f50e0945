import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import type { Say } from './command.ts';
import { poll } from './poll.ts';

const WAIT_MS = 15 * 60_000;

/**
 * Runs `work` while no other process holds the lock `name`.
 * The lock is an abstract socket: the kernel drops it with its owner, so there is no stale lock to tell from a live one.
 */
export async function withLock<T>(name: string, say: Say, work: () => Promise<T>): Promise<T> {
  // Only Linux has abstract sockets. Elsewhere nothing is installed or started, and Docker itself refuses double names.
  if (process.platform !== 'linux') return await work();
  const address = `\0orixoon-practice-${createHash('sha256').update(name).digest('hex').slice(0, 24)}`;
  let told = false;
  const server = await poll({ what: `another process to finish with ${name}`, timeoutMs: WAIT_MS }, async () => {
    const held = await listen(address);
    if (held === undefined && !told) say(`waiting for another process that is busy with ${name}`);
    told = true;
    return held;
  });
  try {
    return await work();
  } finally {
    await new Promise(resolve => server.close(resolve));
  }
}

function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer(socket => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(address, () => resolve(server));
  });
}
