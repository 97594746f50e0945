import { DockerError } from '../../clients/errors.ts';
import type { Look } from '../system.ts';
import { containerOf } from './container.ts';

const REDIS_PORT = 6379;

/** Whether Redis answers a PING inside its container; false where nobody there can be asked: then what we saw ourselves stands. */
export async function answersInside(look: Look): Promise<boolean> {
  const { phases, connections } = look.settings;
  const name = phases.redis.container;
  if (name === undefined || connections.docker === undefined || connections.redis === undefined) return false;
  try {
    const row = await containerOf(name, look);
    if ('missing' in row || row.state !== 'running') return false;
    const { port } = new URL(connections.redis.url);
    return await look.docker.redisAnswersInside(row.id, port === '' ? REDIS_PORT : Number(port));
  } catch (error) {
    if (!(error instanceof DockerError)) throw error;
    return false;
  }
}
