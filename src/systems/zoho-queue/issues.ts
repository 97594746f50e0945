import type { IssueType } from '../../core/finding.ts';
import type { ActionInfo } from '../../core/policy.ts';
import type { IssueInfo } from '../system.ts';

export const issues: Readonly<Record<IssueType, IssueInfo>> = {
  sync_queue_stuck: {
    title: 'Sync queue stuck',
    target: 'queue',
    action: 'requeue_failed_items',
    meaning:
      'More than max_stuck items are failed or held by a lock that has expired, or more than max_failed have failed.',
    detection: 'The rows of the queue table by status and lock, by the clock of the database.',
  },
  too_many_pending_items: {
    title: 'Too many pending items',
    target: 'queue',
    action: 'clear_dead_letter_queue',
    meaning: 'More than max_pending items are due and wait, or more than max_dead_letters dead letters are unresolved.',
    detection:
      'The rows of the queue table that are pending and due, and the unresolved rows of the dead-letter table.',
  },
  sync_delay: {
    title: 'Sync delay',
    target: 'queue',
    action: 'reset_processing_status',
    meaning: 'The oldest item that is due has waited for longer than max_delay_seconds.',
    detection: 'The age of the oldest item whose next retry is not in the future, by the clock of the database.',
  },
};

export const requeueFailedItems: ActionInfo = {
  id: 'requeue_failed_items',
  title: 'Requeue failed items',
  risk: 'low',
  budget: 'queue',
  fits: ['queue'],
};

export const clearDeadLetterQueue: ActionInfo = {
  id: 'clear_dead_letter_queue',
  title: 'Clear dead letter queue',
  risk: 'medium',
  budget: 'queue',
  fits: ['queue'],
};

export const resetProcessingStatus: ActionInfo = {
  id: 'reset_processing_status',
  title: 'Reset processing status',
  risk: 'medium',
  budget: 'queue',
  fits: ['queue'],
};

/** Every action of this phase, by the same names as above. */
export const actions: readonly ActionInfo[] = [requeueFailedItems, clearDeadLetterQueue, resetProcessingStatus];
