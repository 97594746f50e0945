import type { Identity, Problem } from '../../core/finding.ts';
import type { Json } from '../../core/json.ts';
import { unavailable } from '../../core/plan.ts';
import type { Draft } from '../../core/plan.ts';
import type { HostProcess, ProcessIdentity } from '../../clients/host-types.ts';
import { HostError } from '../../clients/errors.ts';
import { OrixoonError, StaleError } from '../../errors.ts';
import type { ExpectedWorker } from '../settings.ts';
import type { HealAction, Look } from '../system.ts';
import { containersEndedWith } from './containers-meant.ts';
import { killProcess as info } from './issues.ts';
import { matchingAlive } from './live-workers.ts';
import { needsOfKill } from './needs.ts';
import { workerOf } from './restart.ts';
import { beneath } from './see.ts';
import { touchOf } from './touch.ts';

/** Between SIGTERM and SIGKILL. */
const GRACE_MS = 10_000;
const SHOWN_COMMAND = 120;

/** Ends the worker's processes on this machine, so that its supervisor starts new ones. What runs in a container is the container's. */
export const killProcess: HealAction = {
  ...info,
  needs: needsOfKill,
  isItemwise: true,
  async draft(problem, look) {
    try {
      return await draftFor(problem, look);
    } catch (error) {
      if (error instanceof OrixoonError) return unavailable(error.message);
      throw error;
    }
  },
  async run({ identity, planned }, { host, signal }) {
    // Each to its end: what one of them refuses must not leave the others being ended behind our back.
    const ends = await Promise.allSettled(processesIn(identity).map(one => host.end(one, GRACE_MS, signal)));
    const count = (what: string): number => ends.filter(end => end.status === 'fulfilled' && end.value === what).length;
    const refusals = ends.flatMap(end => (end.status === 'rejected' ? [reasonIn(end.reason)] : []));
    if (ends.length === count('gone'))
      throw new StaleError('none of the processes is there any more: nothing was done');
    const [terminated, killed] = [count('terminated'), count('killed')];
    const details = `${planned.problem.target}: ${terminated} ended by SIGTERM, ${killed} by SIGKILL`;
    if (refusals.length > 0) throw new HostError(`${details}; ${refusals.join('; ')}`);
    return { changed: { terminated, killed }, details };
  },
};

async function draftFor(problem: Problem, look: Look): Promise<Draft> {
  const worker = workerOf(problem, look);
  if (worker === null) return unavailable(`${problem.target} is no worker of phases.workers.expected`);
  if (worker.container !== undefined)
    return unavailable(`${worker.name} runs in the container ${worker.container}: restart that instead`);
  const all = await look.host.processes();
  const processes = await processesOf(worker, all, look);
  if (processes.length === 0) return unavailable(`${worker.name} has no live process to end`);
  return {
    identity: { processes: processes.map(({ pid, startTime, command }) => ({ pid, startTime, command })) },
    steps: processes.map(
      one => `SIGTERM to pid ${one.pid} (${one.command.slice(0, SHOWN_COMMAND)}), after ${GRACE_MS / 1000} s SIGKILL`,
    ),
    touches: [
      ...processes.map(one => touchOf('signal', [], [one], beneath(one.pid, all))),
      ...(await containersEndedWith(processes, look)),
    ],
    unavailable: null,
    minTimeoutMs: 2 * GRACE_MS,
  };
}

async function processesOf(
  { match, systemd_unit: name }: ExpectedWorker,
  all: readonly HostProcess[],
  look: Look,
): Promise<readonly HostProcess[]> {
  if (match === undefined && name === undefined) return [];
  const within = name === undefined ? all : beneath((await look.host.unit(name)).mainPid, all);
  const meant = match === undefined ? within.slice(0, 1) : matchingAlive(within, match);
  return meant.filter(one => name !== undefined || !one.isOurs).toSorted((a, b) => a.pid - b.pid);
}

const reasonIn = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function processesIn({ processes }: Identity): readonly ProcessIdentity[] {
  if (!Array.isArray(processes) || !processes.every(isProcess))
    throw new OrixoonError('the permit names no processes: expected pid, startTime and command');
  return processes;
}

function isProcess(value: Json): value is Json & ProcessIdentity {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const { pid, startTime, command } = value as { readonly [key: string]: Json };
  return typeof pid === 'number' && typeof startTime === 'string' && typeof command === 'string';
}
