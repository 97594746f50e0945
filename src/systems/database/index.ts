import { defineSystem } from '../system.ts';
import { actions } from './actions.ts';
import { checks } from './checks.ts';
import { diagnose } from './diagnose.ts';
import { issues } from './issues.ts';
import { probe, restsOn, targetOf } from './probe.ts';

export default defineSystem({
  id: 'database',
  title: 'Database',
  issues,
  notConfigured: ({ connections }) =>
    connections.database === undefined ? 'connections.database is not configured' : null,
  restsOn,
  target: targetOf,
  probe,
  checks,
  actions,
  diagnose,
});
