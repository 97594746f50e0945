import { digitsApart } from '../../core/digits.ts';
import type { Check, Outcome } from '../system.ts';
import { health } from './health-check.ts';
import { runOf } from './reading.ts';
import type { ErrorCount, Measured, Reading } from './reading.ts';
import { restarts } from './restarts-check.ts';

const base = (reading: Reading) => ({
  target: reading.target,
  restsOn: reading.restsOn,
  identity: runOf(reading),
});

const without = (measured: Exclude<Measured<unknown>, { value: unknown }>): Pick<Outcome, 'status' | 'message'> =>
  'skipped' in measured
    ? { status: 'skipped', message: measured.skipped }
    : { status: 'error', message: measured.unreadable };

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

/** Memory without page cache against the container's limit; at the threshold is over it. */
const memory: Check<Reading> = {
  id: 'memory',
  title: 'Memory of the application',
  evaluate(reading) {
    if (!('value' in reading.memory)) return { ...base(reading), ...without(reading.memory) };
    const { usedBytes, limitBytes } = reading.memory.value;
    const threshold = reading.settings.memory_percent;
    const percent = (usedBytes / limitBytes) * 100;
    const share = `uses ${digitsApart(percent, threshold)} % of its memory limit of ${Math.round(limitBytes / 2 ** 20)} MB`;
    const measured = {
      observed: percent,
      threshold,
      evidence: { used_bytes: usedBytes, limit_bytes: limitBytes },
    };
    if (percent < threshold)
      return { ...base(reading), ...measured, status: 'passed', message: `${share}, below ${threshold} %` };
    const message = `${share}, at or above ${threshold} %`;
    return { ...base(reading), ...measured, status: 'failed', issue: 'memory_leak', message };
  },
};

/** Does it answer, does it log errors, does it eat memory, does it stay up. */
export const checks: readonly Check<Reading>[] = [health, errors, memory, restarts];
