import type { ContainerHealth, ContainerView } from '../../clients/docker-types.ts';
import type { Reading } from './probe.ts';

/** For how long it starts already, by the engine's clock, and how long it may: the config's grace, or the image's own if that is longer. */
export function healthAge(
  view: ContainerView,
  health: ContainerHealth,
  { nowMs, clockOffsetMs, startingGraceMs }: Pick<Reading, 'nowMs' | 'clockOffsetMs' | 'startingGraceMs'>,
): { readonly ageMs: number; readonly graceMs: number } {
  const engineNowMs = nowMs + clockOffsetMs;
  return {
    ageMs: Math.max(0, engineNowMs - (view.startedAtMs ?? engineNowMs)),
    graceMs: Math.max(startingGraceMs, health.startPeriodMs + health.retries * health.intervalMs),
  };
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 60_000;
/** Docker takes a restart for a success, and counts its pauses anew, once a container has run for this long. */
export const GOOD_RUN_MS = 10_000;

/**
 * For how long a container is restarting or being removed, at least. Docker tells only when it last ended; but it
 * doubles its pause at each restart after a short run, so the count of restarts tells how long the loop must have gone on.
 */
export function restartingForMs(view: ContainerView, engineNowMs: number): number {
  const { finishedAtMs, startedAtMs, restartCount } = view;
  const sinceEndMs = finishedAtMs === null ? 0 : Math.max(0, engineNowMs - finishedAtMs);
  const lastRunMs = (finishedAtMs ?? 0) - (startedAtMs ?? 0);
  if (view.state !== 'restarting' || lastRunMs >= GOOD_RUN_MS) return sinceEndMs;
  let loopMs = 0;
  // The count includes the restart that it pauses for now: that pause is in sinceEndMs.
  for (let pause = 0; pause < Math.min(restartCount - 1, 1000); pause += 1)
    loopMs += Math.min(FIRST_PAUSE_MS * 2 ** pause, LONGEST_PAUSE_MS);
  return loopMs + sinceEndMs;
}
