import { DockerError } from '../../clients/errors.ts';
import type { Problem } from '../../core/finding.ts';
import { containerRef, resolveContainer } from '../container-target.ts';
import type { Diagnosis, Look } from '../system.ts';
import { advise } from './advice.ts';

const LOG_LINES = 10;

/** The container's last words, and what they ask a person to do. */
export async function diagnose(problem: Problem, look: Look): Promise<Diagnosis> {
  const found = resolveContainer(await look.docker.list(), containerRef(look.settings, problem.target));
  const view = found && 'id' in found ? await look.docker.inspect(found.id) : null;
  if (!view)
    return {
      evidence: {},
      recommendation: problem.recommendation ?? `No container ${problem.target} is there to look at: create it anew.`,
    };
  const { log, why } = await lastLines(view.id, look);
  const { name, exitCode, oomKilled, restartCount, state, startError = null } = view;
  return {
    evidence: { log, ...why, state, exitCode, oomKilled, restartCount, healthOutput: view.health?.lastOutput ?? null },
    recommendation: advise({ name, exitCode, oomKilled, state, startError, log }),
  };
}

/** Not every logging driver can be read: then the evidence says why there is none. */
async function lastLines(id: string, look: Look): Promise<{ log: readonly string[]; why: { logError?: string } }> {
  try {
    return { log: await look.docker.logTail(id, LOG_LINES), why: {} };
  } catch (error) {
    if (!(error instanceof DockerError)) throw error;
    return { log: [], why: { logError: error.message } };
  }
}
