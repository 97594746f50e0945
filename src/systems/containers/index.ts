import { defineSystem } from '../system.ts';
import { actions } from './actions.ts';
import { health, running } from './checks.ts';
import { notConfigured } from './configured.ts';
import { diagnose } from './diagnose.ts';
import { issues } from './issues.ts';
import { probe } from './probe.ts';

export default defineSystem({
  id: 'containers',
  title: 'Containers',
  issues,
  notConfigured,
  probe,
  checks: [running, health],
  actions,
  diagnose,
});
