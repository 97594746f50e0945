import { unavailable } from '../../core/plan.ts';
import type { HealAction } from '../system.ts';
import { clearExpiredKeys } from './issues.ts';
import { expectSame, findMaster } from './master.ts';
import { deniedCommand, needsOf } from './rights.ts';

/** Make Redis drop what has already expired, and give memory back. Deletes no live key. */
export const clearExpired: HealAction = {
  ...clearExpiredKeys,
  needs: needsOf('dropExpired'),
  async draft(_, look) {
    const master = await findMaster(look);
    if ('refusal' in master) return unavailable(master.refusal);
    const denied = await deniedCommand('dropExpired', look);
    if (denied !== null) return unavailable(denied);
    return {
      identity: { runId: master.runId },
      steps: [
        'walk the keys of the configured database with SCAN, so that Redis drops those that have expired',
        'MEMORY PURGE, so that Redis gives freed memory back; no live key is deleted',
      ],
      touches: [],
      unavailable: null,
    };
  },
  async run({ identity }, hands) {
    await expectSame(identity, hands.redis);
    const { looked, dropped, usedBytes } = await hands.redis.dropExpired(hands.signal);
    return {
      changed: { expired_keys: dropped },
      details: `Redis dropped ${dropped} expired keys, keeps ${looked}, and uses ${(usedBytes / 1e6).toFixed(1)} MB now`,
    };
  },
};
