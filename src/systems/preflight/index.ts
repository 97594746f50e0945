import type { Settings } from '../settings.ts';
import { defineSystem } from '../system.ts';
import { actions } from './actions.ts';
import { checks } from './checks.ts';
import { issues } from './issues.ts';
import { probe } from './probe.ts';
import type { Reading } from './probe.ts';

/** Alone, it would let a run pass that tests nothing of the stack. */
const notConfigured = ({ connections }: Settings): string | null => {
  const { docker, database, redis } = connections;
  return docker || database || redis ? null : 'no connection is configured';
};

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
