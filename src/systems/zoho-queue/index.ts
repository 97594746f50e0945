import { defineSystem } from '../system.ts';
import { actions } from './actions.ts';
import { checks } from './checks.ts';
import { diagnose } from './diagnose.ts';
import { issues } from './issues.ts';
import { probe } from './probe.ts';
import { restsOnOf, targetOf } from './reading.ts';
import type { Reading } from './reading.ts';

/** The Zoho sync queue and its dead letters, two tables of PostgreSQL that workers live from. */
export default defineSystem<Reading>({
  id: 'zoho_queue',
  title: 'Zoho queue',
  issues,
  notConfigured: ({ phases, connections }) =>
    phases.zoho_queue.table === undefined
      ? 'phases.zoho_queue.table is not set'
      : connections.database === undefined
        ? 'connections.database is not set'
        : null,
  restsOn: restsOnOf,
  target: targetOf,
  probe,
  checks,
  actions,
  diagnose,
});
