import { defineSystem } from '../system.ts';
import { actions } from './actions.ts';
import { checks } from './checks.ts';
import { notConfigured } from './configured.ts';
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
  notConfigured,
  restsOn: restsOnOf,
  target: targetOf,
  probe,
  checks,
  actions,
  diagnose,
});
