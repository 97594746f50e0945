import type { ContainerView } from '../clients/docker-types.ts';
import type { ApplicationSettings } from './settings.ts';

/** How many restarts by Docker, within how many milliseconds, are a crash loop. */
export interface LoopLimits {
  readonly maxRestarts: number;
  readonly windowMs: number;
}

/**
 * `loop`: Docker restarts it over and over. `unsettled`: it started just now, and may yet prove to stay up or not.
 * `spread`: that many restarts, but it cannot be told that they fall within the window. `recovered`: a loop that seems to be over.
 */
export type Looping = 'no' | 'unsettled' | 'loop' | 'spread' | 'recovered';

/** Docker takes a container for well started, and counts its pauses anew, once it has run for this long. */
export const GOOD_RUN_MS = 10_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 60_000;

/** What the config calls a crash loop. */
export const loopLimits = (settings: ApplicationSettings): LoopLimits => ({
  maxRestarts: settings.max_restarts,
  windowMs: settings.restart_window_seconds * 1000,
});

/**
 * Docker tells how often it restarted a container since somebody last started it, but not when. Two things bound that:
 * the container's age, and the pause before the last start, which Docker doubles after every run that was short.
 */
export function restartLoop(view: ContainerView, engineNowMs: number, { maxRestarts, windowMs }: LoopLimits): Looping {
  const { state, restartCount, startedAtMs } = view;
  if (state === 'restarting') return restartCount >= Math.min(maxRestarts, 2) ? 'loop' : 'unsettled';
  if (state !== 'running' || startedAtMs === null) return 'no';
  const ranMs = Math.max(0, engineNowMs - startedAtMs);
  const isUnproven = ranMs < GOOD_RUN_MS && view.health?.status !== 'healthy' && isRestartedByDocker(view);
  if (restartCount < maxRestarts || ranMs > windowMs) return isUnproven ? 'unsettled' : 'no';
  const everyMs = meanIntervalMs(view);
  const isFast = everyMs * maxRestarts <= windowMs;
  if (!isFast && !hasLongPause(view, maxRestarts)) return isUnproven ? 'unsettled' : 'spread';
  return ranMs < Math.max(GOOD_RUN_MS, isFast ? Math.min(2 * everyMs, windowMs) : 0) ? 'loop' : 'recovered';
}

const isRestartedByDocker = ({ restartPolicy }: ContainerView): boolean => !['', 'no'].includes(restartPolicy);

/** Milliseconds from start to start, at the most. Infinity where the container's age is not known. */
function meanIntervalMs({ createdAtMs, startedAtMs, restartCount }: ContainerView): number {
  if (createdAtMs == null || startedAtMs === null) return Infinity;
  return Math.max(0, startedAtMs - createdAtMs) / restartCount;
}

/** True if Docker paused for so long that this many runs in a row must have been short. One doubling is left for a slow machine. */
function hasLongPause({ startedAtMs, finishedAtMs }: ContainerView, runs: number): boolean {
  if (startedAtMs === null || finishedAtMs === null) return false;
  return startedAtMs - finishedAtMs >= Math.min(FIRST_PAUSE_MS * 2 ** runs, LONGEST_PAUSE_MS);
}
