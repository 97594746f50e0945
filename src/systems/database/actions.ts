import type { HealAction } from '../system.ts';
import { clearBlockingQueries } from './clear-blocking-queries.ts';
import { killIdleConnections } from './kill-idle-connections.ts';
import { terminateIdleTransactions } from './terminate-idle-transactions.ts';

/** The only writers of this phase. */
export const actions: readonly HealAction[] = [killIdleConnections, clearBlockingQueries, terminateIdleTransactions];
