import { isClient, isHidden } from './reading.ts';
import type { SeenReading } from './reading.ts';

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
  /** How many a heal leaves: half of the threshold, and never more than half of a pool that already refuses. */
  readonly keep: number;
}

/** How full the server is. */
export function poolOf({ sessions, server, settings, refusal }: SeenReading): Pool {
  const used = sessions.filter(isClient).length;
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
    keep: refusal === null ? half : Math.min(half, Math.floor(used / 2)),
  };
}
