import type { ContainerView } from '../../clients/docker-types.ts';
import { DockerError } from '../../clients/errors.ts';
import type { HostProcess } from '../../clients/host-types.ts';
import { containerRef, resolveContainer } from '../container-target.ts';
import type { ExpectedWorker } from '../settings.ts';
import type { Look } from '../system.ts';
import { liveWorkers } from './live-workers.ts';
import type { Sight } from './reading.ts';
import { wantedOf } from './reading.ts';

/** Look where the worker runs: its container, its unit, or this machine. Throws where that cannot be told. */
export async function see(worker: ExpectedWorker, look: Look): Promise<Sight> {
  if (worker.container !== undefined) return seeInContainer(worker, worker.container, look);
  if (worker.systemd_unit !== undefined) return seeUnit(worker, worker.systemd_unit, look);
  if (worker.match === undefined) throw new Error('nothing says how to find it: set container, systemd_unit or match');
  return seeOnHost(await look.host.processes(), worker.match);
}

/** The container that a worker is said to run in; null where there is none. Throws where more than one is meant. */
export async function containerNamed(name: string, look: Look): Promise<ContainerView | null> {
  const found = resolveContainer(await look.docker.list(), containerRef(look.settings, name));
  if (found !== null && 'ambiguous' in found)
    throw new Error(`more than one container is meant by ${name}: ${found.ambiguous.map(row => row.name).join(', ')}`);
  return found && (await look.docker.inspect(found.id));
}

async function seeInContainer(worker: ExpectedWorker, name: string, look: Look): Promise<Sight> {
  const view = await containerNamed(name, look);
  if (view === null) return { kind: 'no_container', name };
  const counted = liveWorkers(await processesIn(view, look), worker.match);
  // The engine's clock is asked only where an age may matter: it costs a call.
  const offsetMs = counted.live.length < wantedOf(worker) || hasAges(worker) ? await look.docker.clockOffsetMs() : 0;
  const startedAtMs = view.startedAtMs === null ? null : view.startedAtMs - offsetMs;
  return { kind: 'container', view, startedAtMs, ...counted };
}

const hasAges = ({ heartbeat, stalled_seconds }: ExpectedWorker): boolean =>
  heartbeat !== undefined || stalled_seconds !== undefined;

/** None where it does not run, or stopped while we asked. */
async function processesIn(view: ContainerView, look: Look) {
  if (view.state !== 'running') return [];
  try {
    return await look.docker.top(view.id);
  } catch (error) {
    const again = error instanceof DockerError ? await look.docker.inspect(view.id) : view;
    if (again?.state === 'running') throw error;
    return [];
  }
}

async function seeUnit(worker: ExpectedWorker, name: string, look: Look): Promise<Sight> {
  const unit = await look.host.unit(name);
  const isJudgedByProcess = worker.match !== undefined && unit.active === 'active';
  const processes = isJudgedByProcess ? beneath(unit.mainPid, await look.host.processes()) : [];
  return { kind: 'unit', name, unit, startedAtMs: unit.sinceMs, ...liveWorkers(processes, worker.match) };
}

/** A process and all its descendants. */
export function beneath(pid: number, processes: readonly HostProcess[]): HostProcess[] {
  const found = processes.filter(one => one.pid === pid && pid > 0);
  for (const one of found) found.push(...processes.filter(child => child.ppid === one.pid && !found.includes(child)));
  return found;
}

function seeOnHost(processes: readonly HostProcess[], match: string): Sight {
  const { live, zombies } = liveWorkers(
    processes.filter(one => !one.isOurs),
    match,
  );
  const sorted = live.toSorted((a, b) => a.pid - b.pid);
  const identity = { processes: sorted.map(({ pid, startTime }) => ({ pid, startTime })) };
  const startedAtMs = live.length === 0 ? null : Math.max(...live.map(one => one.startedAtMs));
  return { kind: 'host', identity, startedAtMs, live, zombies };
}
