import type { IssueType } from '../../core/finding.ts';
import type { ActionInfo } from '../../core/policy.ts';
import type { IssueInfo } from '../system.ts';

export const issues: Readonly<Record<IssueType, IssueInfo>> = {
  high_error_rate: {
    title: 'High error rate',
    target: 'application',
    action: 'restart_application',
    meaning:
      'More than max_errors lines of the log match error_pattern within error_window_seconds, counted since the last start and the last heal.',
    detection: 'The log of the container, or log_file where one is configured.',
  },
  memory_leak: {
    title: 'Memory leak',
    target: 'application',
    action: 'restart_application',
    meaning:
      'The container uses memory_percent of its memory limit or more, page cache aside, or rises steadily towards it from run to run; without a limit, has grown by memory_trend_growth_percent.',
    detection:
      'The memory statistics of the Docker engine, in this run and in the reports of earlier ones since the container’s start.',
  },
  crash_loop: {
    title: 'Crash loop',
    target: 'application',
    action: 'clear_state_and_restart',
    meaning:
      'Docker restarted the container max_restarts times within restart_window_seconds, or is restarting it now.',
    detection: 'The restart count and the state that the Docker engine tells.',
    takesDown: ['health'],
  },
};

export const restartApplication: ActionInfo = {
  id: 'restart_application',
  title: 'Restart application',
  risk: 'high',
  budget: 'container',
  fits: ['application'],
};

export const clearStateAndRestart: ActionInfo = {
  id: 'clear_state_and_restart',
  title: 'Clear state and restart',
  risk: 'high',
  budget: 'container',
  fits: ['application'],
};

/** Every action of this phase, by the same names as above. */
export const actions: readonly ActionInfo[] = [restartApplication, clearStateAndRestart];
