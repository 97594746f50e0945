import { defineSystem } from '../system.ts';
import { actions } from './actions.ts';
import { checks } from './checks.ts';
import { diagnose } from './diagnose.ts';
import { issues } from './issues.ts';
import { probe } from './probe.ts';
import type { Reading } from './reading.ts';

/** Background workers and schedulers: do they live, do they say so, do they get work done. */
export default defineSystem<Reading>({
  id: 'workers',
  title: 'Workers',
  issues,
  notConfigured: ({ phases }) => (phases.workers.expected === undefined ? 'phases.workers.expected is not set' : null),
  probe,
  checks,
  actions,
  diagnose,
});
