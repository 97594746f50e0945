import type { Fault } from './fault.ts';
import { clearQueue, insertDeadLetters, insertItems } from './queue-items.ts';

/** The guide's 75 stuck items: 50 with attempts left, 25 without. */
export const syncQueueStuck: Fault = {
  title: '75 items are stuck with a worker that died: 50 have attempts left, 25 have none',
  async inject(stack) {
    await clearQueue(stack);
    const stuck = { status: 'processing', ageSeconds: 600, lockExpiredSeconds: 240 };
    const error = { code: 'TIMEOUT', message: 'no answer from Zoho' };
    await insertItems(stack, { ...stuck, count: 50, attempts: 1 });
    await insertItems(stack, { ...stuck, count: 25, attempts: 3, error });
  },
  undo: clearQueue,
};

/** Items that nobody will take, and dead letters that nobody has looked at. */
export const tooManyPendingItems: Fault = {
  title: '60 items are pending with no attempts left, and 12 dead letters are unresolved',
  async inject(stack) {
    await clearQueue(stack);
    await insertItems(stack, { count: 60, status: 'pending', attempts: 3, ageSeconds: 600 });
    const dead = await insertItems(stack, { count: 12, status: 'dead_letter', attempts: 3, ageSeconds: 900 });
    await insertDeadLetters(stack, dead);
  },
  undo: clearQueue,
};

/** A few items that have been waiting for hours. */
export const syncDelay: Fault = {
  title: '5 items have been waiting for two hours behind locks that ran out',
  async inject(stack) {
    await clearQueue(stack);
    await insertItems(stack, {
      count: 5,
      status: 'processing',
      attempts: 1,
      ageSeconds: 7200,
      lockExpiredSeconds: 5400,
    });
  },
  undo: clearQueue,
};
