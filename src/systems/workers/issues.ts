import type { IssueType } from '../../core/finding.ts';
import type { ActionInfo } from '../../core/policy.ts';
import type { IssueInfo } from '../system.ts';

export const issues: Readonly<Record<IssueType, IssueInfo>> = {
  workers_down: {
    title: 'Workers down',
    target: 'worker',
    action: 'restart_main_service',
    meaning:
      'Fewer live processes match than min_processes. A zombie does not count, nor does a parent without children.',
    detection: 'The process list of the container, the systemd unit, or the processes of this machine.',
  },
  scheduler_stopped: {
    title: 'Scheduler stopped',
    target: 'worker',
    action: 'restart_scheduler',
    meaning: 'The scheduler has no process, its unit is not active, or its heartbeat is older than max_age_seconds.',
    detection: 'The process list or the systemd unit, and the heartbeat where one is configured.',
  },
  worker_not_processing: {
    title: 'Worker not processing',
    target: 'worker',
    action: 'restart_worker',
    meaning:
      'The process lives, but its heartbeat is too old, or work is due and nothing was completed for stalled_seconds.',
    detection: 'The heartbeat in Redis or PostgreSQL, and what the queue has completed.',
  },
};

export const restartMainService: ActionInfo = {
  id: 'restart_main_service',
  title: 'Restart main service',
  risk: 'medium',
  budget: 'container',
  fits: ['worker'],
};

export const restartScheduler: ActionInfo = {
  id: 'restart_scheduler',
  title: 'Restart scheduler',
  risk: 'low',
  budget: 'container',
  fits: ['worker'],
};

export const restartWorker: ActionInfo = {
  id: 'restart_worker',
  title: 'Restart worker',
  risk: 'low',
  budget: 'container',
  fits: ['worker'],
};

/** For a process that takes no signal: its supervisor starts the next one. */
export const killProcess: ActionInfo = {
  id: 'kill_process',
  title: 'Kill process',
  risk: 'high',
  budget: 'none',
  fits: ['worker'],
};

/** Every action of this phase, by the same names as above. */
export const actions: readonly ActionInfo[] = [restartMainService, restartScheduler, restartWorker, killProcess];
