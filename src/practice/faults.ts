import type Docker from 'dockerode';
import { crashLoop, highErrorRate, memoryLeak } from './faults/application.ts';
import { containerMissing, containerNotRunning, containerStuck, containerUnhealthy } from './faults/containers.ts';
import { connectionPoolExhausted, endSessions, stuckTransactions, tableLocks } from './faults/database.ts';
import type { Fault } from './faults/fault.ts';
import { diskSpaceLow } from './faults/preflight.ts';
import { redisMemoryFull, redisMemoryHigh, redisNotResponding } from './faults/redis.ts';
import { schedulerStopped, workerNotProcessing, workersDown } from './faults/workers.ts';
import { syncDelay, syncQueueStuck, tooManyPendingItems } from './faults/zoho-queue.ts';
import type { Stack } from './stack.ts';

export type { Fault } from './faults/fault.ts';

/** A way to break the stack for each issue type of the contract. */
export const faults = {
  container_not_running: containerNotRunning,
  container_unhealthy: containerUnhealthy,
  container_stuck: containerStuck,
  container_missing: containerMissing,
  connection_pool_exhausted: connectionPoolExhausted,
  table_locks: tableLocks,
  stuck_transactions: stuckTransactions,
  redis_not_responding: redisNotResponding,
  redis_memory_full: redisMemoryFull,
  redis_memory_high: redisMemoryHigh,
  workers_down: workersDown,
  scheduler_stopped: schedulerStopped,
  worker_not_processing: workerNotProcessing,
  sync_queue_stuck: syncQueueStuck,
  too_many_pending_items: tooManyPendingItems,
  sync_delay: syncDelay,
  high_error_rate: highErrorRate,
  memory_leak: memoryLeak,
  crash_loop: crashLoop,
  disk_space_low: diskSpaceLow,
} as const satisfies Record<string, Fault>;

/** An issue type that can be practised. */
export type PracticeIssue = keyof typeof faults;

/** Whether there is a fault of that name. */
export const isPracticeIssue = (name: string): name is PracticeIssue => Object.hasOwn(faults, name);

/** The fault of an issue type, bound to one stack. */
export const faultOn = (issue: PracticeIssue, stack: Stack, docker: Docker) => ({
  title: faults[issue].title,
  inject: () => faults[issue].inject(stack, docker),
  mend: () => faults[issue].undo(stack, docker),
});

/** Mends whatever faults may have broken. */
export async function undoAll(stack: Stack, docker: Docker): Promise<void> {
  // A crash loop first, for the repair that comes with the next waits for the application; it ends who holds sessions too.
  await crashLoop.undo(stack, docker);
  await redisNotResponding.undo(stack, docker);
  await Promise.all([
    endSessions(stack),
    ...[redisMemoryHigh, syncDelay, diskSpaceLow].map(one => one.undo(stack, docker)),
  ]);
}
