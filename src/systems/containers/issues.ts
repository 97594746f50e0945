import type { IssueType } from '../../core/finding.ts';
import type { ActionInfo } from '../../core/policy.ts';
import type { IssueInfo } from '../system.ts';

export const issues: Readonly<Record<IssueType, IssueInfo>> = {
  container_not_running: {
    title: 'Container not running',
    target: 'container',
    action: 'start_container',
    meaning: 'The container exists, and its state is exited, created or dead. A one-shot that ended with 0 is well.',
    detection: 'The state that the Docker engine tells of each expected container.',
  },
  container_unhealthy: {
    title: 'Container unhealthy',
    target: 'container',
    action: 'restart_container',
    meaning: 'The container runs, and its own health check fails. One that is still starting is waited for.',
    detection: 'The health that the Docker engine tells. Without a HEALTHCHECK it is unknown, and said so.',
  },
  container_stuck: {
    title: 'Container stuck',
    target: 'container',
    action: 'force_restart_container',
    meaning:
      'The container is paused, or restarting, removing or starting for longer than stuck_after_seconds, or runs and answers nothing.',
    detection:
      'The state that the Docker engine tells, and whether the container answers a process list or an exec in time.',
  },
  container_missing: {
    title: 'Container missing',
    target: 'container',
    action: null,
    meaning: 'No container of that name exists. Only a deployment can create it.',
    detection: 'The exact name, or the compose project and service, among all containers of the Docker engine.',
  },
};

/** What a stopped container needs, whatever is in it: the one container action that fits a database too. */
export const startContainer: ActionInfo = {
  id: 'start_container',
  title: 'Start container',
  risk: 'low',
  budget: 'container',
  fits: ['container', 'database', 'redis', 'worker', 'application'],
};

/** Fits whatever lives in a container, but no database: the one that runs is never restarted. */
export const restartContainer: ActionInfo = {
  id: 'restart_container',
  title: 'Restart container',
  risk: 'low',
  budget: 'container',
  fits: ['container', 'redis', 'worker', 'application'],
};

export const forceRestartContainer: ActionInfo = {
  id: 'force_restart_container',
  title: 'Force restart of container',
  risk: 'medium',
  budget: 'container',
  fits: ['container', 'redis', 'worker', 'application'],
};

/** Every action of this phase, by the same names as above. */
export const actions: readonly ActionInfo[] = [startContainer, restartContainer, forceRestartContainer];
