import type { Json } from '../../core/json.ts';
import type { Session } from './reading.ts';

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `pid 312 (tsh, "erp", idle for 412 s)` */
export function sessionInWords(session: Session): string {
  const state = session.state ?? 'state unknown';
  const since = session.stateSeconds === null ? '' : ` for ${Math.floor(session.stateSeconds)} s`;
  const application = session.application === '' ? '' : `"${session.application}", `;
  return `pid ${session.pid} (${session.user ?? session.type ?? 'unknown'}, ${application}${state}${since})`;
}

const whole = (seconds: number | null): number | null => (seconds === null ? null : Math.floor(seconds));

/** A session as evidence. */
export const sessionAsEvidence = (session: Session): Json => ({
  pid: session.pid,
  database: session.database,
  user: session.user,
  application: session.application,
  state: session.state,
  state_seconds: whole(session.stateSeconds),
  transaction_seconds: whole(session.transactionSeconds),
  ...(session.waitSeconds === null
    ? {}
    : { waiting_seconds: whole(session.waitSeconds), blocked_by: session.blockedBy }),
  query: session.query,
});
