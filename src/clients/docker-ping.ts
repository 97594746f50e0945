import type { DockerReads } from './docker-connection.ts';
import { DockerError } from './errors.ts';

/** What the answer to a ping tells: whole seconds of the engine's time (NaN: none), and whether it is Podman. */
export interface Ping {
  readonly timeMs: number;
  readonly isPodman: boolean;
}

/** Ask for a sign of life. Null where a socket proxy refuses even that. */
export async function ping(reads: DockerReads): Promise<Ping | null> {
  try {
    return await reads.read('/_ping', {}, answer => {
      answer.resume();
      const { date = '', server } = answer.headers;
      return Promise.resolve({ timeMs: Date.parse(date), isPodman: /libpod/i.test(String(server)) });
    });
  } catch (error) {
    if (error instanceof DockerError && (error.fault === 'forbidden' || error.fault === 'not_found')) return null;
    throw error;
  }
}
