import type { Problem } from '../../core/finding.ts';
import { lastLines } from '../container-log.ts';
import { containerRef, resolveContainer } from '../container-target.ts';
import type { Diagnosis, Look } from '../system.ts';
import { advise } from './advice.ts';

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
