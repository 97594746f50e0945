import type { Problem } from '../../core/finding.ts';
import { containerAction } from '../container-target.ts';
import type { PhaseName } from '../../core/finding.ts';
import type { Settings } from '../settings.ts';
import type { HealAction, Look } from '../system.ts';
import { forceRestartContainer, restartContainer, startContainer } from './issues.ts';

/** The container that a problem of any phase is about, by its name in the config; null where the config names none. */
function containerOf(problem: Problem, { settings: { phases } }: Look): string | null {
  switch (problem.phase) {
    case 'containers':
      return problem.target;
    case 'workers':
      return phases.workers.expected?.find(worker => worker.name === problem.target)?.container ?? null;
    case 'database':
    case 'redis':
    case 'application':
      return phases[problem.phase].container ?? null;
    default:
      return null;
  }
}

/** Of a worker, each by itself: told by what restarts it. */
const isNamed = ({ phases }: Settings, phase: PhaseName): boolean => {
  if (phase === 'workers') return (phases.workers.expected ?? []).some(({ container }) => container !== undefined);
  return (
    phase === 'containers' ||
    ((phase === 'database' || phase === 'redis' || phase === 'application') && phases[phase].container !== undefined)
  );
};

const common = {
  nameOf: containerOf,
  isNamed,
  missing: 'the config names no container for this: set phases.<phase>.container',
};

/** The only writers of this system. */
export const actions: readonly HealAction[] = [
  containerAction({ ...startContainer, ...common, does: 'start' }),
  containerAction({ ...restartContainer, ...common, does: 'restart' }),
  containerAction({ ...forceRestartContainer, ...common, does: 'force_restart' }),
];
