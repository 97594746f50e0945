import type { Check, Outcome } from '../system.ts';
import { health } from './health-check.ts';
import { memory } from './memory-check.ts';
import { runOf, without } from './reading.ts';
import type { ErrorCount, Reading } from './reading.ts';
import { restarts } from './restarts-check.ts';

const base = (reading: Reading) => ({
  target: reading.target,
  restsOn: reading.restsOn,
  identity: runOf(reading),
});

/** Lines of its log that match error_pattern, since it started. */
const errors: Check<Reading> = {
  id: 'errors',
  title: 'Errors in the log of the application',
  evaluate(reading) {
    if (!('value' in reading.errors)) return { ...base(reading), ...without(reading.errors) };
    return { ...base(reading), ...judgeErrors(reading.errors.value, reading) };
  },
};

function judgeErrors(seen: ErrorCount, { settings, nowMs, health: url }: Reading): Omit<Outcome, 'target'> {
  const { count, isAll, sinceMs, source } = seen;
  const { max_errors: max, error_pattern: pattern } = settings;
  const forS = Math.max(0, Math.round((nowMs - sinceMs) / 1000));
  const what = `${isAll ? '' : 'at least '}${count} errors in ${source} in ${forS} s`;
  const measured = { observed: count, threshold: max, evidence: { pattern, since: new Date(sinceMs).toISOString() } };
  if (count > max) {
    const isHealthy = url !== null && 'status' in url && url.status >= 200 && url.status < 300;
    const message = `${what}, more than ${max}${isHealthy ? '; the health URL answers all the same' : ''}`;
    return { ...measured, status: 'failed', issue: 'high_error_rate', message };
  }
  if (isAll) return { ...measured, status: 'passed', message: `${what}, at most ${max}` };
  return {
    ...measured,
    status: 'error',
    message: `${what}, but the log grows too fast to be counted: at most ${max} cannot be told`,
  };
}

/** Does it answer, does it log errors, does it eat memory, does it stay up. */
export const checks: readonly Check<Reading>[] = [health, errors, memory, restarts];
