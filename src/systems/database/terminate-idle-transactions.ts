import type { HealAction } from '../system.ts';
import { backendsIn } from './backends.ts';
import { inWords, terminate, throwIfNothingDone, wayTo } from './ending.ts';
import { terminateIdleTransactions as info } from './issues.ts';
import { draftOn, draftToEnd, sort } from './planning.ts';
import { calling } from './sparing.ts';
import { stuckOf } from './stuck.ts';
import { plural, sessionInWords } from './words.ts';

/** Terminates the sessions that are idle in a transaction for too long; what they had not committed is rolled back. */
export const terminateIdleTransactions: HealAction = {
  ...info,
  needs: () => [{ kind: 'postgres', right: 'signal' }],
  isItemwise: true,
  draft: (_problem, look) =>
    draftOn(look, async seen => {
      const stuck = stuckOf(seen.sessions, seen.settings.idle_in_transaction_seconds);
      return draftToEnd(
        await sort(stuck, seen, look),
        `none of ${plural(stuck.length, 'session')} idle in a transaction may be ended`,
        session => {
          const known = calling(session);
          return `terminate ${sessionInWords(session)}${known === null ? '' : `, ${known}`}, and roll its transaction back`;
        },
      );
    }),
  async run(permit, hands, look) {
    const backends = backendsIn(permit.identity);
    const ended = await terminate(backends, await wayTo(backends, hands, look));
    throwIfNothingDone(ended.terminated, ended);
    return {
      changed: { terminated: ended.terminated },
      details: inWords(`terminated ${plural(ended.terminated, 'session')} idle in a transaction`, ended),
    };
  },
};
