import { defineSystem } from '../system.ts';
import { actions } from './actions.ts';
import { checks } from './checks.ts';
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
  notConfigured({ phases }) {
    const { container, health_url, log_file } = phases.application;
    const isSet = container !== undefined || Boolean(health_url) || log_file !== undefined;
    return isSet ? null : 'neither container, health_url nor log_file of phases.application is set';
  },
  restsOn: restsOnOf,
  target: targetOf,
  probe,
  checks,
  actions,
  diagnose,
});
