import type { Check, Outcome } from '../system.ts';
import { heartbeat, isAlive } from './heartbeat-check.ts';
import type { Progress, Reading, WorkerReading } from './reading.ts';
import { identityOf, isUnknown, startedAtMs } from './reading.ts';

/** Is work completed while work waits? Asked only where the processes live and the heartbeat is not too old. */
export const progress: Check<Reading> = {
  id: 'progress',
  title: 'Every worker gets work done',
  evaluate: reading => reading.workers.flatMap(one => outcomeOf(one, reading) ?? []),
};

function outcomeOf(reading: WorkerReading, whole: Reading): Outcome | null {
  const { worker, progress: seen, processes } = reading;
  const { stalled_seconds: limit } = worker;
  if (seen === null || limit === undefined) return null;
  const common = { target: worker.name, restsOn: reading.restsOn.progress };
  if (isUnknown(processes) || !isAlive(reading, whole) || hasNoPulse(reading, whole))
    return { ...common, status: 'skipped', message: 'not looked at: see processes and heartbeat' };
  const told = { ...common, identity: identityOf(processes.value), threshold: limit };
  if (isUnknown(seen)) return { ...told, status: 'error', message: seen.unknown };
  const stalled = stalledSeconds(seen.value);
  const observed = stalled === null ? null : Math.round(stalled * 10) / 10;
  if (stalled === null || stalled <= limit)
    return {
      ...told,
      observed,
      status: 'passed',
      message: stalled === null ? 'no work is due' : 'work is due and gets done',
    };
  const message = `work has been due for ${inWhole(seen.value.dueForSeconds)} s, and ${lastDone(seen.value)}: expected within ${limit} s`;
  const pendingUntil = (startedAtMs(processes.value) ?? -Infinity) + limit * 1000;
  if (pendingUntil > whole.nowMs)
    return { ...told, observed, status: 'error', message: `${message}; it has only just started`, pendingUntil };
  return { ...told, observed, status: 'failed', issue: 'worker_not_processing', message };
}

const hasNoPulse = (reading: WorkerReading, whole: Reading): boolean =>
  [heartbeat.evaluate({ ...whole, workers: [reading] })].flat().some(({ status }) => status === 'failed');

/** How long work has waited with nothing completed; null where none waits. What came a moment ago has not been let down yet. */
const stalledSeconds = ({ dueForSeconds, completedBeforeSeconds }: Progress): number | null =>
  dueForSeconds === null ? null : Math.min(dueForSeconds, completedBeforeSeconds ?? Infinity);

const inWhole = (seconds: number | null): number => Math.floor(seconds ?? 0);

const lastDone = ({ completedBeforeSeconds }: Progress): string =>
  completedBeforeSeconds === null
    ? 'nothing was ever completed'
    : `nothing was completed for ${inWhole(completedBeforeSeconds)} s`;
