import type { Check } from '../system.ts';
import { memory } from './memory-check.ts';
import { ping } from './ping-check.ts';
import type { Reading } from './reading.ts';
import { writes } from './writes-check.ts';

/** Does it answer, how full is it, would it take a write: in this order. */
export const checks: readonly Check<Reading>[] = [ping, memory, writes];
