import { defineSystem } from '../system.ts';
import { actions } from './actions.ts';
import { health, running } from './checks.ts';
import { diagnose } from './diagnose.ts';
import { issues } from './issues.ts';
import { probe } from './probe.ts';

export default defineSystem({
  id: 'containers',
  title: 'Containers',
  issues,
  // Expected containers without an engine to ask are no skip: the look itself will fail and say why.
  notConfigured: ({ connections, phases }) =>
    connections.docker || phases.containers.expected ? null : 'connections.docker.host is not set',
  probe,
  checks: [running, health],
  actions,
  diagnose,
});
