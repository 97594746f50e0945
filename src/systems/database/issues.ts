import type { IssueType } from '../../core/finding.ts';
import type { ActionInfo } from '../../core/policy.ts';
import type { IssueInfo } from '../system.ts';

export const issues: Readonly<Record<IssueType, IssueInfo>> = {
  connection_pool_exhausted: {
    title: 'Connection pool exhausted',
    target: 'database',
    action: 'kill_idle_connections',
    meaning:
      'Client connections take up pool_usage_percent or more of the slots that are not reserved, or the server refuses a new one (53300).',
    detection:
      'pg_stat_activity against max_connections less the reserved slots; where no slot is left, through admin_url.',
  },
  table_locks: {
    title: 'Table locks',
    target: 'database',
    action: 'clear_blocking_queries',
    meaning: 'Somebody has waited for a lock for longer than lock_wait_seconds.',
    detection: 'pg_locks and pg_blocking_pids, followed to the sessions that block and wait for nobody themselves.',
  },
  stuck_transactions: {
    title: 'Stuck transactions',
    target: 'database',
    action: 'terminate_idle_transactions',
    meaning: 'A session is idle in a transaction, aborted or not, for longer than idle_in_transaction_seconds.',
    detection: 'state and state_change of the client backends in pg_stat_activity.',
  },
};

export const killIdleConnections: ActionInfo = {
  id: 'kill_idle_connections',
  title: 'Terminate idle connections',
  risk: 'low',
  budget: 'database',
  fits: ['database'],
};

export const clearBlockingQueries: ActionInfo = {
  id: 'clear_blocking_queries',
  title: 'Clear blocking queries',
  risk: 'medium',
  budget: 'database',
  fits: ['database'],
};

export const terminateIdleTransactions: ActionInfo = {
  id: 'terminate_idle_transactions',
  title: 'Terminate idle transactions',
  risk: 'medium',
  budget: 'database',
  fits: ['database'],
};

/** Every action of this phase, by the same names as above. */
export const actions: readonly ActionInfo[] = [killIdleConnections, clearBlockingQueries, terminateIdleTransactions];
