import { defineSystem } from '../system.ts';
import { actions } from './actions.ts';
import { checks } from './checks.ts';
import { notConfigured } from './configured.ts';
import { issues } from './issues.ts';
import { probe } from './probe.ts';
import type { Reading } from './probe.ts';

/** The machine itself, before anything on it is trusted: disk, memory, environment. */
export default defineSystem<Reading>({
  id: 'preflight',
  title: 'Preflight',
  issues,
  notConfigured,
  target: () => 'host',
  probe,
  checks,
  actions,
});
