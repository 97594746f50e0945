import { containerNotRunning, containerStuck } from './containers.ts';
import type { Place, Possible } from './fault.ts';
import { hungWorker, redisNotResponding } from './processes.ts';
import { connectionPoolExhausted, stuckTransactions, tableLocks } from './sessions.ts';

const practise = 'practise it on the practice stack: orixoon drill';

/** Why a fault is not made on a stack of somebody's. */
const impossible: Readonly<Record<string, string>> = {
  container_unhealthy: `only its own application can fail a health check; ${practise}`,
  container_missing: 'no heal exists for it',
  redis_memory_full: `it would fill a Redis that others use, and may evict their keys; ${practise}`,
  redis_memory_high: `it would fill a Redis that others use, and may evict their keys; ${practise}`,
  workers_down: `it would kill a process at its work; ${practise}`,
  sync_queue_stuck: `it would put items into the queue, which the workers would sync for real; ${practise}`,
  too_many_pending_items: `it would put items into the queue, which the workers would sync for real; ${practise}`,
  sync_delay: `it would put items into the queue, which the workers would sync for real; ${practise}`,
  high_error_rate: `only the application itself writes its log; ${practise}`,
  memory_leak: `only the application itself can use up its memory; ${practise}`,
  crash_loop: `it would have to break the application's own start; ${practise}`,
  disk_space_low: `it would fill the disk of this machine; ${practise}`,
};

const makers: Readonly<Record<string, (place: Place) => Possible | Promise<Possible>>> = {
  container_not_running: containerNotRunning,
  container_stuck: containerStuck,
  redis_not_responding: redisNotResponding,
  scheduler_stopped: hungWorker('scheduler'),
  worker_not_processing: hungWorker('worker'),
  stuck_transactions: stuckTransactions,
  table_locks: tableLocks,
  connection_pool_exhausted: connectionPoolExhausted,
};

/** The fault for an issue type on the stack that a config describes. Nothing is changed by asking. */
export async function faultFor(issue: string, place: Place): Promise<Possible> {
  const make = makers[issue];
  return make === undefined
    ? { impossible: impossible[issue] ?? `no fault is known for it; ${practise}` }
    : make(place);
}
