import { defineSystem } from '../system.ts';
import { actions } from './actions.ts';
import { checks } from './checks.ts';
import { notConfigured } from './configured.ts';
import { diagnose } from './diagnose.ts';
import { issues } from './issues.ts';
import { probe, restsOn, targetOf } from './probe.ts';

export default defineSystem({
  id: 'database',
  title: 'Database',
  issues,
  notConfigured,
  restsOn,
  target: targetOf,
  probe,
  checks,
  actions,
  diagnose,
});
