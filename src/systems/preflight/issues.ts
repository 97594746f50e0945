import type { IssueType } from '../../core/finding.ts';
import type { ActionInfo } from '../../core/policy.ts';
import type { IssueInfo } from '../system.ts';

export const issues: Readonly<Record<IssueType, IssueInfo>> = {
  disk_space_low: {
    title: 'Disk space is low',
    target: 'host',
    action: 'emergency_cleanup',
    meaning: 'A disk that the stack writes to has less free space than phases.preflight.min_free_disk_gb.',
    detection:
      "The free space of this machine's file systems, as the operating system tells it: where the reports go, the working directory, and where Docker keeps its data, if the engine is on this machine.",
  },
};

export const emergencyCleanup: ActionInfo = {
  id: 'emergency_cleanup',
  title: 'Emergency cleanup',
  risk: 'high',
  budget: 'none',
  fits: ['host'],
};

/** Every action of this phase, by the same names as above. */
export const actions: readonly ActionInfo[] = [emergencyCleanup];
