/** A moment, told twice: by the wall clock, which can be set, and by the machine's uptime, which cannot. */
export interface Moment {
  /** Epoch milliseconds. */
  readonly wallMs: number;
  /** Names the boot that `uptimeMs` counts from; empty where the machine does not tell. */
  readonly bootId: string;
  /** Milliseconds since boot. */
  readonly uptimeMs: number;
}

/**
 * Milliseconds from `then` to `now`, never negative. Within one boot the uptime decides, so setting the clock changes
 * nothing; across boots the wall clock does, and a moment in the future counts as now.
 */
export function elapsedMs(then: Moment, now: Moment): number {
  const isSameBoot = then.bootId !== '' && then.bootId === now.bootId;
  const elapsed = isSameBoot ? now.uptimeMs - then.uptimeMs : now.wallMs - then.wallMs;
  return Number.isFinite(elapsed) ? Math.max(0, elapsed) : 0;
}
