import type { Check } from '../system.ts';
import { heartbeat } from './heartbeat-check.ts';
import { processes } from './processes-check.ts';
import { progress } from './progress-check.ts';
import type { Reading } from './reading.ts';

/** Does it live, does it say so, does it get work done: in this order, and the first trouble is the one that is told. */
export const checks: readonly Check<Reading>[] = [processes, heartbeat, progress];
