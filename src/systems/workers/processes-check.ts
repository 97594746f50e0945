import type { Json } from '../../core/json.ts';
import type { Check, Outcome } from '../system.ts';
import type { Reading, Sight, WorkerReading } from './reading.ts';
import { identityOf, isUnknown, wantedOf } from './reading.ts';
import { unitTrouble } from './unit-trouble.ts';

const SHOWN = 5;
const SHOWN_COMMAND = 120;

/** Do enough processes live? A worker that has only just started is not judged yet. */
export const processes: Check<Reading> = {
  id: 'processes',
  title: 'The processes of every worker live',
  evaluate: reading => reading.workers.map(one => outcomeOf(one, reading)),
};

function outcomeOf(reading: WorkerReading, { nowMs, startingGraceMs }: Reading): Outcome {
  const { worker, processes: seen } = reading;
  const common = { target: worker.name, restsOn: reading.restsOn.processes };
  if (isUnknown(seen)) return { ...common, status: 'error', message: seen.unknown };
  const sight = seen.value;
  const trouble = troubleOf(reading, sight, nowMs);
  const told = { ...common, identity: identityOf(sight), ...countsOf(reading, sight) };
  if (trouble === null) return { ...told, status: 'passed', message: wellOf(sight) };
  const pendingUntil = trouble.pendingUntil ?? startingUntil(sight, startingGraceMs);
  if (pendingUntil !== null && pendingUntil > nowMs)
    return { ...told, status: 'error', message: `${trouble.message}; it has only just started`, pendingUntil };
  return {
    ...told,
    status: 'failed',
    issue: worker.kind === 'scheduler' ? 'scheduler_stopped' : 'workers_down',
    message: trouble.message,
    evidence: evidenceOf(sight),
  };
}

interface Trouble {
  readonly message: string;
  readonly pendingUntil?: number | null;
}

function troubleOf({ worker }: WorkerReading, sight: Sight, nowMs: number): Trouble | null {
  if (sight.kind === 'no_container') return { message: `its container ${sight.name} does not exist` };
  if (sight.kind === 'container' && sight.view.state !== 'running')
    return { message: `its container ${sight.view.name} is ${sight.view.state}` };
  if (sight.kind === 'unit') {
    const trouble = unitTrouble(sight.name, sight.unit, nowMs);
    if (trouble !== null || worker.match === undefined) return trouble;
  }
  if (sight.live.length >= wantedOf(worker)) return null;
  const zombies = sight.zombies > 0 ? `, ${sight.zombies} dead and not buried` : '';
  const what = worker.match === undefined ? 'processes' : `processes of "${worker.match}"`;
  return {
    message: `${sight.live.length} live ${what} ${placeOf(sight)}, expected at least ${wantedOf(worker)}${zombies}`,
  };
}

function placeOf(sight: Exclude<Sight, { kind: 'no_container' }>): string {
  if (sight.kind === 'container') return `in ${sight.view.name}`;
  return sight.kind === 'unit' ? `in the unit ${sight.name}` : 'on this machine';
}

function wellOf(sight: Sight): string {
  if (sight.kind === 'no_container') return '';
  if (sight.kind === 'unit' && sight.live.length === 0)
    return `the unit ${sight.name} is ${sight.unit.active} (${sight.unit.sub})`;
  return `${sight.live.length} live ${sight.live.length === 1 ? 'process' : 'processes'} ${placeOf(sight)}`;
}

/** Until when a container may still be starting; its health check knows better than the clock, where there is one. */
function startingUntil(sight: Sight, graceMs: number): number | null {
  if (sight.kind !== 'container' || sight.view.state !== 'running' || sight.startedAtMs === null) return null;
  const { health } = sight.view;
  if (health !== null && health.status !== 'starting') return null;
  return sight.startedAtMs + Math.max(graceMs, health?.startPeriodMs ?? 0);
}

function countsOf({ worker }: WorkerReading, sight: Sight): { observed: Json; threshold: Json } | object {
  if (sight.kind === 'no_container') return {};
  if (sight.kind === 'unit' && worker.match === undefined) return { observed: sight.unit.active, threshold: 'active' };
  return { observed: sight.live.length, threshold: wantedOf(worker) };
}

function evidenceOf(sight: Sight): { readonly [key: string]: Json } {
  if (sight.kind === 'no_container') return {};
  const live = sight.live
    .slice(0, SHOWN)
    .map(({ pid, command }) => ({ pid, command: command.slice(0, SHOWN_COMMAND) }));
  const common = { live, zombies: sight.zombies };
  if (sight.kind === 'container') return { ...common, container: sight.view.name, state: sight.view.state };
  if (sight.kind === 'host') return common;
  const { load, active, sub, result, restarts } = sight.unit;
  return { ...common, unit: sight.name, load, active, sub, result, restarts };
}
