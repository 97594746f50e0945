import { defineSystem } from '../system.ts';
import { actions } from './actions.ts';
import { checks } from './checks.ts';
import { notConfigured } from './configured.ts';
import { diagnose } from './diagnose.ts';
import { issues } from './issues.ts';
import { probe } from './probe.ts';
import type { Reading } from './reading.ts';

/** Background workers and schedulers: do they live, do they say so, do they get work done. */
export default defineSystem<Reading>({
  id: 'workers',
  title: 'Workers',
  issues,
  notConfigured,
  probe,
  checks,
  actions,
  diagnose,
});
