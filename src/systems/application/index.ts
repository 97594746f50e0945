import { defineSystem } from '../system.ts';
import { actions } from './actions.ts';
import { checks } from './checks.ts';
import { notConfigured } from './configured.ts';
import { diagnose } from './diagnose.ts';
import { issues } from './issues.ts';
import { probe } from './probe.ts';
import { restsOnOf, targetOf } from './reading.ts';
import type { Reading } from './reading.ts';

/** The application itself: does it answer, does it log errors, does it eat memory, does it stay up. */
export default defineSystem<Reading>({
  id: 'application',
  title: 'Application',
  issues,
  notConfigured,
  restsOn: restsOnOf,
  target: targetOf,
  probe,
  checks,
  actions,
  diagnose,
});
