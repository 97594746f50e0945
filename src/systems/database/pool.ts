import { isClient, isHidden } from './reading.ts';
import type { Limit, SeenReading, Session } from './reading.ts';

export interface Pool {
  /** Client sessions, our own left out: what measures is not measured. */
  readonly used: number;
  readonly usable: number;
  /** Sessions that may be clients or not: this role cannot tell. */
  readonly hidden: number;
  /** For people; rounded down, so that it never shows a threshold that is not reached. */
  readonly usedPercent: number;
  /** As if every hidden session were a client. */
  readonly mostPercent: number;
  readonly isFull: boolean;
  /** Whose ending makes room: all clients, or those that count for the limit that refuses us. */
  readonly holders: readonly Session[];
  /** How many of them a heal leaves: half of the threshold, and never more than half of what already refuses. */
  readonly keep: number;
}

/** How full the server is. */
export function poolOf({ sessions, server, settings, refusal, limit }: SeenReading): Pool {
  const clients = sessions.filter(isClient);
  const holders = limit === null ? clients : clients.filter(session => isOf(session, limit));
  const used = clients.length;
  const hidden = sessions.filter(session => session.type === null && isHidden(session)).length;
  const usable = server.usableSlots;
  const half = Math.round((usable * settings.pool_usage_percent) / 200);
  return {
    used,
    usable,
    hidden,
    usedPercent: Math.floor((used / usable) * 1000) / 10,
    mostPercent: ((used + hidden) / usable) * 100,
    isFull: refusal !== null || (used / usable) * 100 >= settings.pool_usage_percent,
    holders,
    keep: refusal === null ? half : Math.min(half, Math.floor(holders.length / 2)),
  };
}

const isOf = ({ user, database }: Session, limit: Limit): boolean =>
  (limit.of === 'role' ? user : database) === limit.name;
