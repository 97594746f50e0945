import type { NodeId } from '../../core/finding.ts';
import type { Check, Outcome } from '../system.ts';
import type { Reading } from './reading.ts';

const said = ({ readOnly }: Reading, message: string): string =>
  readOnly === null ? message : `${message} (${readOnly})`;

const base = ({ target, restsOn, tableOid }: Reading) => ({ target, restsOn, identity: { table: tableOid } });

/** Held items failed too, and count: only a person can bring them under the limit, and is told so. */
const stuck: Check<Reading> = {
  id: 'stuck',
  title: 'No items are stuck',
  evaluate(reading) {
    const { expired, failed, held, settings } = reading;
    const all = expired + failed;
    const isStuck = all > settings.max_stuck || failed > settings.max_failed;
    const parts = `${failed} failed, ${expired} behind locks that ran out`;
    const limits = `at most ${settings.max_stuck} stuck, ${settings.max_failed} failed`;
    const byHand = held > settings.max_failed || held > settings.max_stuck;
    return {
      ...base(reading),
      status: isStuck ? 'failed' : 'passed',
      message: said(reading, `${all} stuck items: ${parts} (${limits})`),
      observed: { stuck: all, failed },
      threshold: { max_stuck: settings.max_stuck, max_failed: settings.max_failed },
      ...(isStuck
        ? { issue: 'sync_queue_stuck', evidence: { expired, failed, held } }
        : { evidence: { expired, failed, held } }),
      ...(isStuck && byHand ? { recommendation: adviceOnHeld(reading) } : {}),
    };
  },
};

/** What only a person can do about items that no retry cures. */
export const adviceOnHeld = ({ held, settings }: Pick<Reading, 'held' | 'settings'>): string =>
  `${held} items failed with an error that no retry cures (${settings.held_error_codes.join(', ')}): they are held and go on failing this check. Correct their data or the token, then set them to pending by hand, or close them.`;

/**
 * Two outcomes, for the dead letters are a target of their own: a heal of the queue that buries items is healed, and
 * what it buried is told, and cleared, after it. Where both are too many, it is one problem, the queue's.
 */
const pending: Check<Reading> = {
  id: 'pending',
  title: 'Not too many items wait',
  evaluate(reading) {
    const { due, deadLetters, settings } = reading;
    const isMany = due > settings.max_pending;
    const areDead = deadLetters > settings.max_dead_letters;
    const letters = `${deadLetters} unresolved dead letters (at most ${settings.max_dead_letters})`;
    const items = `${due} pending items are due (at most ${settings.max_pending})`;
    const queue: Outcome = {
      ...base(reading),
      status: isMany ? 'failed' : 'passed',
      message: said(reading, isMany && areDead ? `${items}, and ${letters}` : items),
      observed: { due, dead_letters: deadLetters },
      threshold: { max_pending: settings.max_pending, max_dead_letters: settings.max_dead_letters },
      ...(isMany ? { issue: 'too_many_pending_items' } : {}),
    };
    const dead: Outcome = {
      ...ofLetters(reading),
      status: !areDead ? 'passed' : isMany ? 'warning' : 'failed',
      message: said(reading, areDead && isMany ? `${letters}: part of ${queue.target}` : letters),
      observed: deadLetters,
      threshold: settings.max_dead_letters,
      ...(areDead && !isMany ? { issue: 'too_many_pending_items', isFinal: true } : {}),
    };
    return [queue, dead];
  },
};

/** The dead letters wait for the queue: its heal may bury more, and all are exported in one go. */
function ofLetters({ restsOn, lettersOid, settings, target }: Reading): Omit<Outcome, 'status' | 'message'> {
  const queue: NodeId = `zoho_queue/${target}`;
  return { target: settings.dead_letter_table, restsOn: [...restsOn, queue], identity: { table: lettersOid } };
}

const delay: Check<Reading> = {
  id: 'delay',
  title: 'No item waits for long',
  evaluate(reading) {
    const { delaySeconds, settings } = reading;
    const seconds = delaySeconds === null ? 0 : Math.max(0, Math.floor(delaySeconds));
    const isLate = seconds > settings.max_delay_seconds;
    const message =
      delaySeconds === null
        ? 'no item is due'
        : `the oldest item has been due for ${seconds} s (at most ${settings.max_delay_seconds} s)`;
    return {
      ...base(reading),
      status: isLate ? 'failed' : 'passed',
      message: said(reading, message),
      observed: seconds,
      threshold: settings.max_delay_seconds,
      ...(isLate ? { issue: 'sync_delay' } : {}),
    };
  },
};

/** What is stuck, how many wait, for how long: in this order. */
export const checks: readonly Check<Reading>[] = [stuck, pending, delay];
