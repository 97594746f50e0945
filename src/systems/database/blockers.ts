import type { Session } from './reading.ts';

/** Who waits too long, and who they wait for in the end. */
export interface Blockage {
  readonly waiters: readonly Session[];
  /** Those that block and wait for nobody themselves. */
  readonly roots: readonly Session[];
  /** At the root of some of it is a prepared transaction (pid 0). */
  readonly hasPrepared: boolean;
  /** Roots that the server no longer shows: they ended while we looked. */
  readonly gone: readonly number[];
}

/** Waits of applications in the tested database that are longer than `waitSeconds`, followed to their roots. */
export function blockageOf(sessions: readonly Session[], waitSeconds: number): Blockage {
  const waiters = sessions.filter(session => session.isHere && !session.isOurs && isOverdue(session, waitSeconds));
  const byPid = new Map(sessions.map(session => [session.pid, session]));
  const reached = new Set(waiters.flatMap(waiter => waiter.blockedBy));
  for (const pid of reached) for (const next of byPid.get(pid)?.blockedBy ?? []) reached.add(next);
  const pids = [...reached];
  const isRoot = (session: Session): boolean => session.blockedBy.length === 0;
  return {
    waiters,
    roots: pids.flatMap(pid => byPid.get(pid) ?? []).filter(isRoot),
    hasPrepared: reached.has(0),
    gone: pids.filter(pid => pid !== 0 && !byPid.has(pid)),
  };
}

// A session that this role may not see still shows its wait; a maintenance process that waits is nobody's outage.
const isOverdue = ({ type, waitSeconds }: Session, limit: number): boolean =>
  waitSeconds !== null && waitSeconds > limit && (type === 'client backend' || type === null);
