import type { HealAction } from '../system.ts';
import { clearExpired } from './clear-expired.ts';
import { clearAll, flushExpiring } from './flush.ts';
import { restart } from './restart.ts';

/** The only writers of this system. */
export const actions: readonly HealAction[] = [restart, flushExpiring, clearExpired, clearAll];
