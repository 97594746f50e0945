import { containerAction } from '../container-target.ts';
import type { HealAction } from '../system.ts';
import { clearState } from './clear-state.ts';
import { restartApplication } from './issues.ts';
import { isLooping } from './reading.ts';

const restart = containerAction({
  ...restartApplication,
  does: 'restart',
  nameOf: (_, { settings }) => settings.phases.application.container ?? null,
  isNamed: ({ phases }) => phases.application.container !== undefined,
  missing: 'phases.application.container is not set: restart the application by hand',
  isLooping,
});

/** The only writers of this system. */
export const actions: readonly HealAction[] = [restart, clearState];
