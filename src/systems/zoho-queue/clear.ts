import { unavailable } from '../../core/plan.ts';
import { StaleError } from '../../errors.ts';
import type { HealAction } from '../system.ts';
import { isSpent } from './conditions.ts';
import { draftFor, draftOn, plannedIn, plural, queueOf } from './drafting.ts';
import { exportLetters, fileNameFor } from './exporting.ts';
import { clearDeadLetterQueue } from './issues.ts';
import { moveAll, spent } from './moving.ts';
import { withQueueLock } from './queue-lock.ts';
import { tally, tallyLetters } from './tally.ts';

/** Bury what is pending and spent, then export every unresolved dead letter and mark it resolved. Deletes nothing. */
export const clear: HealAction = {
  ...clearDeadLetterQueue,
  needs: () => [{ kind: 'postgres', right: 'queue' }],
  isItemwise: true,
  draft: (_problem, look) =>
    draftOn(look, async (queue, query) => {
      const { back, buried, held, digest } = await tally(isSpent, queue, query, look);
      const dead = back + buried + held;
      const open = await tallyLetters(queue, query, look);
      if (dead + open.letters === 0)
        return unavailable(
          'every pending item has attempts left and there is no unresolved dead letter: the workers have to catch up',
        );
      const steps = [
        ...(dead > 0 ? [`move ${plural(dead, 'pending item')} without attempts left to the dead letters`] : []),
        `export ${plural(dead + open.letters, 'unresolved dead letter')} of ${queue.letters.sql} to ${fileNameFor(queue.settings.table ?? '')} in the report directory, and then mark them resolved by orixoon; none is deleted`,
      ];
      const rows = { buried: dead, letters: open.letters, digest: `${digest} ${open.digest}` };
      return draftFor(queue, steps, rows, dead + open.letters);
    }),
  async run({ identity }, hands, look) {
    const queue = await queueOf(identity, hands, look);
    const done = await withQueueLock(hands, queue, async () => {
      const { buried } = await moveAll(spent, plannedIn(identity, 'buried'), queue, hands, look);
      return { buried, ...(await exportLetters(queue, hands)) };
    });
    if (done.buried + done.letters === 0)
      throw new StaleError('no item and no dead letter is what it was when the plan was made: all are left alone');
    return {
      changed: { dead_lettered: done.buried, exported: done.letters },
      details: `moved ${plural(done.buried, 'pending item')} to the dead letters; exported ${plural(done.letters, 'dead letter')} to ${done.file} and marked them resolved`,
    };
  },
};
