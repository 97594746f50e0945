import { OrixoonError } from '../../errors.ts';
import type { Problem } from '../../core/finding.ts';
import type { Json } from '../../core/json.ts';
import type { ExpectedWorker } from '../settings.ts';
import type { Diagnosis, Look } from '../system.ts';
import { workerOf } from './restart.ts';
import { containerNamed } from './see.ts';

const LOG_LINES = 10;

/** The last words of where the worker runs, and what a person should look at. */
export async function diagnose(problem: Problem, look: Look): Promise<Diagnosis> {
  const worker = workerOf(problem, look);
  if (worker === null) return { evidence: {}, recommendation: 'It is not in phases.workers.expected any more.' };
  try {
    return { evidence: await evidenceOf(worker, look), recommendation: adviceFor(problem, worker) };
  } catch (error) {
    if (!(error instanceof OrixoonError)) throw error;
    return { evidence: { logError: error.message }, recommendation: adviceFor(problem, worker) };
  }
}

async function evidenceOf(
  { container, systemd_unit: unit }: ExpectedWorker,
  look: Look,
): Promise<{ readonly [key: string]: Json }> {
  if (unit !== undefined) return { unit, ...(await look.host.unit(unit)) };
  if (container === undefined) return {};
  const view = await containerNamed(container, look);
  if (view === null) return { container: `there is no container ${container}` };
  const { state, exitCode, oomKilled, restartCount } = view;
  return { log: await look.docker.logTail(view.id, LOG_LINES), state, exitCode, oomKilled, restartCount };
}

function adviceFor({ issue, check }: Problem, worker: ExpectedWorker): string {
  const { name, container, systemd_unit: unit, match } = worker;
  const log =
    container === undefined
      ? unit === undefined
        ? `the log of ${name}`
        : `journalctl -u ${unit} -n 100`
      : `docker logs --tail 100 ${container}`;
  if (issue === 'workers_down' || check === 'processes')
    return `A restart did not bring the processes of ${name} to stay. Read why they end (${log}): an import error, a missing variable and too little memory are the usual causes.${match === undefined ? '' : ` If they are there, "${match}" is not in their command lines: correct match.`}`;
  if (check === 'progress')
    return `${name} lives and completes nothing even after a restart. Read ${log}, and look at what the queue rests on: the database, the remote service, its token.`;
  return `${name} lives and leaves no fresh heartbeat even after a restart. Read ${log}, and make sure that what the config reads is what ${name} writes (${worker.heartbeat?.redis_key ?? 'the query'}).`;
}
