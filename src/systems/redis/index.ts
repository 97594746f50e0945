import { defineSystem } from '../system.ts';
import { actions } from './actions.ts';
import { checks } from './checks.ts';
import { notConfigured } from './configured.ts';
import { diagnose } from './diagnose.ts';
import { issues } from './issues.ts';
import { probe } from './probe.ts';
import { restsOnOf, targetOf } from './reading.ts';
import type { Reading } from './reading.ts';

/** Redis or Valkey: does it answer, how full is it, does it take writes. The reference implementation of a system. */
export default defineSystem<Reading>({
  id: 'redis',
  title: 'Redis',
  issues,
  notConfigured,
  restsOn: restsOnOf,
  target: targetOf,
  probe,
  checks,
  actions,
  diagnose,
});
