import type { DeadLetterColumn, QueueColumn } from './names.ts';
import type { Queue } from './queue.ts';
import type { Bind } from './statement.ts';

/** A column of the queue table under the alias `q`. */
export const q = ({ items }: Queue, column: QueueColumn): string => `q.${items.column(column)}`;

/** A column of the dead-letter table under the alias `d`. */
export const d = ({ letters }: Queue, column: DeadLetterColumn): string => `d.${letters.column(column)}`;

/** What is true of a row of the queue (alias `q`), in SQL, by the database's clock. */
export type Condition = (queue: Queue, bind: Bind) => string;

/** In work, and nobody's: the lock ran out, or there is none and it began too long ago. */
export const isExpired: Condition = (queue, bind) =>
  `(${q(queue, 'status')} = ${queue.status('processing')} and (${q(queue, 'lock_expires_at')} < now() or ` +
  `(${q(queue, 'lock_expires_at')} is null and ${q(queue, 'started_at')} < now() - make_interval(secs => ${bind(queue.settings.lock_timeout_seconds, 'float8')}))))`;

export const isFailed: Condition = queue => `${q(queue, 'status')} = ${queue.status('failed')}`;

export const isPending: Condition = queue => `${q(queue, 'status')} = ${queue.status('pending')}`;

/** Neither completed nor dead: what any look or heal is about is among them. Of the status alone, so that an index finds them. */
export const isOpen = (queue: Queue): string =>
  `${q(queue, 'status')} in (${queue.status('pending')}, ${queue.status('processing')}, ${queue.status('failed')})`;

/** A live lock is somebody's work, whatever the status says. */
const isFree: Condition = queue => `(${q(queue, 'lock_expires_at')} is null or ${q(queue, 'lock_expires_at')} < now())`;

export const isDue: Condition = queue =>
  `(${q(queue, 'next_retry_at')} is null or ${q(queue, 'next_retry_at')} <= now())`;

/** Failed with an error that no retry can cure. An error code on a row in work is that of an earlier attempt, which somebody sent back. */
export const isHeld: Condition = (queue, bind) =>
  `(${isFailed(queue, bind)} and ${hasCode(queue, queue.settings.held_error_codes, bind)})`;

/** With an error that wants a pause first. */
export const isRateLimited: Condition = (queue, bind) => hasCode(queue, queue.settings.rate_limit_error_codes, bind);

const hasCode = (queue: Queue, codes: readonly string[], bind: Bind): string =>
  `coalesce(${q(queue, 'error_code')}::text = any(${bind(codes, 'text[]')}), false)`;

/** How many attempts a row has used up; a null is none. */
export const attempts = (queue: Queue): string => `coalesce(${q(queue, 'attempt_count')}, 0)`;

/** How many attempts a row may have; the domain's three where it does not say. */
export const maxAttempts = (queue: Queue): string => `coalesce(${q(queue, 'max_retry_attempts')}, 3)`;

/** The same with the one that got stuck, of a row that is buried. */
export const attemptsInAll = (queue: Queue): string =>
  `greatest(${attempts(queue)}, least(${attempts(queue)} + 1, ${maxAttempts(queue)}))`;

/** With no attempts left once the one that got stuck is counted: given back, no worker would take it. */
export const isUsedUp: Condition = queue => `${attempts(queue)} + 1 >= ${maxAttempts(queue)}`;

/** With no attempts left. */
const isExhausted: Condition = queue => `${attempts(queue)} >= ${maxAttempts(queue)}`;

/** What `requeue_failed_items` looks at. */
export const isStuck: Condition = (queue, bind) =>
  `(${isExpired(queue, bind)} or (${isFailed(queue, bind)} and ${isFree(queue, bind)}))`;

/** What is pending and that no worker will take any more. */
export const isSpent: Condition = (queue, bind) =>
  `(${isPending(queue, bind)} and ${isFree(queue, bind)} and ${isExhausted(queue, bind)})`;

/** A dead letter (alias `d`) that nobody has dealt with. */
export const isUnresolved = (queue: Queue): string => `not ${d(queue, 'resolved')}`;
