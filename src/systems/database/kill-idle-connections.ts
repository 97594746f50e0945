import { unavailable } from '../../core/plan.ts';
import type { HealAction } from '../system.ts';
import { backendsIn } from './backends.ts';
import { inWords, terminate, throwIfNothingDone, wayTo } from './ending.ts';
import { killIdleConnections as info } from './issues.ts';
import { draftOn, draftToEnd, sort } from './planning.ts';
import { poolOf } from './pool.ts';
import { plural, sessionInWords } from './words.ts';

/** Terminates the connections that have been idle the longest, and only as many as bring usage to half of the threshold. */
export const killIdleConnections: HealAction = {
  ...info,
  needs: () => [{ kind: 'postgres', right: 'signal' }],
  isItemwise: true,
  draft: (_problem, look) =>
    draftOn(look, async seen => {
      const { holders, usable, keep } = poolOf(seen);
      const used = holders.length;
      const { idle_seconds } = seen.settings;
      if (used <= keep)
        return unavailable(`${used} of ${usable} slots are in use: no more than ${keep}, nothing to end`);
      const idle = holders
        .filter(session => session.state === 'idle' && (session.stateSeconds ?? 0) > idle_seconds)
        .toSorted((a, b) => (b.stateSeconds ?? 0) - (a.stateSeconds ?? 0));
      const nobody = `none of ${plural(used, 'connection')} may be ended: ${idle.length} idle for longer than idle_seconds (${idle_seconds})`;
      return draftToEnd(
        await sort(idle, seen, look),
        nobody,
        session => `terminate ${sessionInWords(session)}`,
        used - keep,
      );
    }),
  async run(permit, hands, look) {
    const backends = backendsIn(permit.identity);
    const ended = await terminate(backends, await wayTo(backends, hands, look));
    throwIfNothingDone(ended.terminated, ended);
    return {
      changed: { terminated: ended.terminated },
      details: inWords(`terminated ${plural(ended.terminated, 'idle connection')}`, ended),
    };
  },
};
