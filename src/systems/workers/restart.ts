import type { Problem } from '../../core/finding.ts';
import { unavailable } from '../../core/plan.ts';
import type { Draft } from '../../core/plan.ts';
import type { ActionInfo } from '../../core/policy.ts';
import { OrixoonError } from '../../errors.ts';
import { containerAction } from '../container-target.ts';
import type { ExpectedWorker } from '../settings.ts';
import type { HealAction, Look } from '../system.ts';
import { needsOfRestart, nothingSays } from './needs.ts';
import { draftCommand, runRestartCommand } from './restart-command.ts';
import { draftUnit, restartUnit } from './restart-unit.ts';

/** A restart of whatever manages the worker: its container, its unit, or the command that the config gives. */
export function restartAction(info: ActionInfo): HealAction {
  const container = containerAction({
    ...info,
    does: 'restart',
    nameOf: (problem, look) => workerOf(problem, look)?.container ?? null,
    missing: 'the config names no container for this worker',
  });
  return {
    ...info,
    needs: needsOfRestart,
    async draft(problem, look) {
      const worker = workerOf(problem, look);
      if (worker === null) return unavailable(`${problem.target} is no worker of phases.workers.expected`);
      if (worker.container !== undefined) return withNeighbours(await container.draft(problem, look), worker, look);
      try {
        return await draftOnHost(worker, look);
      } catch (error) {
        if (error instanceof OrixoonError) return unavailable(error.message);
        throw error;
      }
    },
    run(permit, hands, look) {
      const worker = workerOf(permit.planned.problem, look);
      if (worker?.container !== undefined) return container.run(permit, hands, look);
      if (worker?.systemd_unit !== undefined) return restartUnit(worker.systemd_unit, permit, hands, look);
      if (worker?.restart_command !== undefined)
        return runRestartCommand(worker, worker.restart_command, permit, hands, look);
      throw new OrixoonError(`nothing says how to restart ${permit.planned.problem.target}`);
    },
  };
}

/** The worker that a problem is about; null where the config has none of that name. */
export const workerOf = ({ target }: Problem, { settings }: Look): ExpectedWorker | null =>
  settings.phases.workers.expected?.find(worker => worker.name === target) ?? null;

async function draftOnHost(worker: ExpectedWorker, look: Look): Promise<Draft> {
  if (worker.systemd_unit !== undefined) return draftUnit(worker.systemd_unit, look);
  if (worker.restart_command !== undefined) return draftCommand(worker, worker.restart_command, look);
  return unavailable(nothingSays);
}

/** Whoever approves the restart of a container should know who else lives in it. */
function withNeighbours(draft: Draft, { name, container }: ExpectedWorker, { settings }: Look): Draft {
  if (draft.unavailable !== null) return draft;
  const others = (settings.phases.workers.expected ?? []).filter(
    one => one.container === container && one.name !== name,
  );
  return {
    ...draft,
    steps: [...draft.steps, ...others.map(one => `${one.name} runs in it too, and is restarted with it`)],
  };
}
