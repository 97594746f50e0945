import type { HealAction } from '../system.ts';
import { restartMainService, restartScheduler, restartWorker } from './issues.ts';
import { killProcess } from './kill-process.ts';
import { restartAction } from './restart.ts';

/** The only writers of this phase. */
export const actions: readonly HealAction[] = [
  restartAction(restartMainService),
  restartAction(restartScheduler),
  restartAction(restartWorker),
  killProcess,
];
