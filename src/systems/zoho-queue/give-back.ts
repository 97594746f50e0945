import { unavailable } from '../../core/plan.ts';
import type { ActionInfo } from '../../core/policy.ts';
import { StaleError } from '../../errors.ts';
import type { HealAction } from '../system.ts';
import type { Condition } from './conditions.ts';
import { draftFor, draftOn, plannedIn, plural, queueOf } from './drafting.ts';
import { moveAll } from './moving.ts';
import type { Move } from './batch.ts';
import type { Queue } from './queue.ts';
import { withQueueLock } from './queue-lock.ts';
import { tally } from './tally.ts';
import type { Tally } from './tally.ts';

/** An action that gives items back to the queue, and buries those without attempts left. */
interface GiveBack {
  readonly info: ActionInfo;
  /** What it looks at, the held ones among it. */
  readonly looksAt: Condition;
  readonly move: Move;
  /** What `changed` calls those that went back. */
  readonly counts: string;
  /** Said where there is none. */
  readonly none: string;
}

/** The one maker of both. */
export const giveBackAction = ({ info, looksAt, move, counts, none }: GiveBack): HealAction => ({
  ...info,
  needs: () => [{ kind: 'postgres', right: 'queue' }],
  isItemwise: true,
  draft: (_problem, look) =>
    draftOn(look, async (queue, query) => {
      const found = await tally(looksAt, queue, query, look);
      const { back, buried, held, digest } = found;
      if (back + buried === 0) return unavailable(held === 0 ? none : heldOf(found, queue));
      return draftFor(queue, stepsOf(found, queue), { back, buried, digest }, back + buried);
    }),
  async run({ identity }, hands, look) {
    const queue = await queueOf(identity, hands, look);
    const planned = plannedIn(identity, 'back') + plannedIn(identity, 'buried');
    const { back, buried } = await withQueueLock(hands, queue, () => moveAll(move, planned, queue, hands, look));
    if (back + buried === 0) throw new StaleError('no item is what it was when the plan was made: all are left alone');
    return {
      changed: { [counts]: back, dead_lettered: buried },
      details: `put ${plural(back, 'item')} back to pending, moved ${buried} to the dead letters`,
    };
  },
});

function stepsOf(found: Tally, queue: Queue): string[] {
  const { back, later, buried, held } = found;
  const table = queue.items.sql;
  const { rate_limit_delay_seconds: seconds } = queue.settings;
  return [
    ...(back > 0
      ? [
          `put ${plural(back, 'item')} of ${table} back to pending, behind the others, the attempt counted, the lock cleared`,
        ]
      : []),
    ...(later > 0 ? [`${later} of them met a rate limit and wait for ${seconds} s`] : []),
    ...(buried > 0
      ? [`move ${plural(buried, 'item')} without attempts left to the dead letters (${queue.letters.sql})`]
      : []),
    ...(held > 0 ? [heldOf(found, queue)] : []),
    'items with a live lock, items that somebody locks meanwhile, and more items than these are left alone',
  ];
}

const heldOf = ({ held }: Tally, { settings }: Queue): string =>
  `${plural(held, 'item')} failed with an error that no retry cures (${settings.held_error_codes.join(', ')}) and ${held === 1 ? 'is' : 'are'} held`;
