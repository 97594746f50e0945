import { digitsApart } from '../../core/digits.ts';
import type { Check, Outcome } from '../system.ts';
import { processes } from './processes-check.ts';
import type { Beat, Reading, WorkerReading } from './reading.ts';
import { identityOf, isUnknown, startedAtMs } from './reading.ts';

/** Is the last sign of life fresh? Asked only where the processes live: one cause is one finding. */
export const heartbeat: Check<Reading> = {
  id: 'heartbeat',
  title: 'The heartbeat of every worker is fresh',
  evaluate: reading => reading.workers.flatMap(one => outcomeOf(one, reading) ?? []),
};

function outcomeOf(reading: WorkerReading, whole: Reading): Outcome | null {
  const { worker, heartbeat: beat, processes: seen } = reading;
  if (beat === null || worker.heartbeat === undefined) return null;
  const common = { target: worker.name, restsOn: reading.restsOn.heartbeat };
  if (isUnknown(seen) || !isAlive(reading, whole))
    return { ...common, status: 'skipped', message: 'not looked at: see processes' };
  const told = { ...common, identity: identityOf(seen.value) };
  if (isUnknown(beat)) return { ...told, status: 'error', message: beat.unknown };
  const { max_age_seconds } = worker.heartbeat;
  const counts = { observed: roundedAge(beat.value), threshold: max_age_seconds };
  const judged = judge(beat.value, max_age_seconds);
  if (judged.status !== 'failed') return { ...told, ...counts, ...judged };
  const pendingUntil = (startedAtMs(seen.value) ?? -Infinity) + max_age_seconds * 1000;
  if (pendingUntil > whole.nowMs)
    return {
      ...told,
      ...counts,
      status: 'error',
      message: `${judged.message}; it has only just started`,
      pendingUntil,
    };
  return {
    ...told,
    ...counts,
    ...judged,
    issue: worker.kind === 'scheduler' ? 'scheduler_stopped' : 'worker_not_processing',
  };
}

/** True if the check of processes passes for this worker. */
export const isAlive = (reading: WorkerReading, whole: Reading): boolean =>
  [processes.evaluate({ ...whole, workers: [reading] })].flat().every(({ status }) => status === 'passed');

function judge({ ageMs, source }: Beat, maxAge: number): Pick<Outcome, 'status' | 'message'> {
  if (ageMs === null)
    return { status: 'failed', message: `no heartbeat: ${source} is empty, expected one within ${maxAge} s` };
  const age = ageMs / 1000;
  const shown = digitsApart(Math.abs(age), maxAge);
  if (age < -maxAge)
    return { status: 'error', message: `the heartbeat lies ${shown} s in the future (${source}): the clocks differ` };
  if (age > maxAge)
    return {
      status: 'failed',
      message: `the last heartbeat is ${shown} s old, expected at most ${maxAge} s (${source})`,
    };
  return { status: 'passed', message: `the last heartbeat is ${digitsApart(Math.max(0, age), maxAge)} s old` };
}

const roundedAge = ({ ageMs }: Beat): number | null => (ageMs === null ? null : Math.round(ageMs / 100) / 10);
