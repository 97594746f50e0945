import type { ContainerView } from '../../clients/docker-types.ts';
import type { Problem } from '../../core/finding.ts';
import { lastLines } from '../container-log.ts';
import { containerRef, resolveContainer } from '../container-target.ts';
import type { Diagnosis, Look } from '../system.ts';

/** The application's last words, and what a person should do where a heal did not help. */
export async function diagnose(problem: Problem, look: Look): Promise<Diagnosis> {
  const view = await find(look);
  if (!view) return { evidence: {}, recommendation: 'Its container is not there to look at: deploy it again.' };
  const { log, why } = await lastLines(view.id, look);
  const { state, exitCode, oomKilled, restartCount } = view;
  return {
    evidence: { log, ...why, state, exitCode, oomKilled, restartCount },
    recommendation: adviceFor(problem.issue, view, log),
  };
}

async function find({ docker, settings }: Look): Promise<ContainerView | null> {
  const name = settings.phases.application.container;
  if (name === undefined) return null;
  const found = resolveContainer(await docker.list(), containerRef(settings, name));
  return found && 'id' in found ? docker.inspect(found.id) : null;
}

function adviceFor(issue: string, { name, oomKilled }: ContainerView, log: readonly string[]): string {
  const read = `docker logs --tail 100 ${name}`;
  if (oomKilled || log.some(line => /MemoryError|out of memory|ENOMEM/i.test(line)))
    return `It runs out of memory: raise the memory limit of ${name}, or find what eats it. A restart does not cure this.`;
  switch (issue) {
    case 'memory_leak':
      return `It fills its memory again right after a restart: ${name} needs a higher limit, or its last release takes more than the one before. Compare docker stats ${name} before and after a roll-back.`;
    case 'crash_loop':
      return `It crashes with and without its saved state, so the state is not the cause. Read the end of its log (${read}): a bad release is rolled back, a missing setting is set.`;
    default:
      return `It logs errors right after a restart, so the cause lies outside it or in its release. Read what they say: ${read}`;
  }
}
