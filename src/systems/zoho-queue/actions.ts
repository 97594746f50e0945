import type { HealAction } from '../system.ts';
import { clear } from './clear.ts';
import { giveBackAction } from './give-back.ts';
import { isExpired, isStuck } from './conditions.ts';
import { requeueFailedItems, resetProcessingStatus } from './issues.ts';
import { requeue, reset } from './moving.ts';

/** The only writers of this system. */
export const actions: readonly HealAction[] = [
  giveBackAction({
    info: requeueFailedItems,
    looksAt: isStuck,
    move: requeue,
    counts: 'requeued',
    none: 'no item has failed or is behind a lock that ran out',
  }),
  clear,
  giveBackAction({
    info: resetProcessingStatus,
    looksAt: isExpired,
    move: reset,
    counts: 'reset',
    none: 'no item is behind a lock that ran out: what waits is waiting for a worker',
  }),
];
