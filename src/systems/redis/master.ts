import { RedisError } from '../../clients/errors.ts';
import type { RedisHands } from '../../clients/redis-types.ts';
import type { Identity } from '../../core/finding.ts';
import { StaleError } from '../../errors.ts';
import type { Look } from '../system.ts';
import { noKeysHere } from './mode.ts';
import type { Info } from './reading.ts';

/** A Redis that takes writes, or why keys cannot be deleted in what answers here. */
export type Master = { readonly info: Info; readonly runId: string } | { readonly refusal: string };

/** Ask INFO for a master that keys can be deleted in. */
export async function findMaster({ redis }: Look): Promise<Master> {
  try {
    const info = await redis.info();
    const refusal = noKeysHere(info);
    if (refusal !== null) return { refusal };
    if (info.run_id === undefined) return { refusal: 'INFO tells no run_id: the server could not be known again' };
    return { info, runId: info.run_id };
  } catch (error) {
    if (!(error instanceof RedisError)) throw error;
    return { refusal: error.message };
  }
}

/** StaleError unless the server we are about to write to is the one that the plan was made on. */
export async function expectSame(identity: Identity, redis: RedisHands): Promise<void> {
  const runId = await redis.runId();
  if (runId !== identity.runId)
    throw new StaleError(
      `Redis was restarted or replaced since the plan was made (run_id ${runId}): nothing was deleted`,
    );
}
