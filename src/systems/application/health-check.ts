import type { Check, Outcome } from '../system.ts';
import { runOf } from './reading.ts';
import type { HealthSight, Reading } from './reading.ts';

/** A status from 200 to 299 in time. What else there is fails, and is no issue of its own: nothing says yet what would cure it. */
export const health: Check<Reading> = {
  id: 'health',
  title: 'Application answers its health URL',
  evaluate(reading) {
    const { target, restsOn, health: seen, settings } = reading;
    const base = { target, restsOn, identity: runOf(reading) };
    if (seen === null) return { ...base, status: 'skipped', message: 'phases.application.health_url is not set' };
    const judged = judge(seen, settings.health_timeout_ms);
    const untilMs = judged.status === 'failed' ? startingUntil(reading) : null;
    if (untilMs === null) return { ...base, ...judged };
    return {
      ...base,
      ...judged,
      status: 'error',
      message: `${judged.message}: it is still starting`,
      pendingUntil: untilMs,
    };
  },
};

type Judged = Pick<Outcome, 'status' | 'message' | 'observed' | 'threshold' | 'evidence'>;

function judge(seen: NonNullable<HealthSight>, timeoutMs: number): Judged {
  if ('fault' in seen) {
    const isTheirs = seen.fault === 'refused' || seen.fault === 'reset' || seen.fault === 'timeout';
    const evidence = { fault: seen.fault };
    return { status: isTheirs ? 'failed' : 'error', message: `the health URL ${seen.message}`, evidence };
  }
  const { status, body, durationMs } = seen;
  const took = `${Math.round(durationMs)} ms`;
  const measured = { observed: status, threshold: '200 to 299' };
  if (status >= 200 && status < 300)
    return { ...measured, status: 'passed', message: `the health URL answers ${status} in ${took} (of ${timeoutMs})` };
  const message = `the health URL answers ${status}, expected 200 to 299`;
  return { ...measured, status: 'failed', message, evidence: { body: body.slice(0, 500) } };
}

/** Until when it may still be starting, by our clock; null where it has had its time, or Docker has seen it healthy or not. */
function startingUntil({ container, startingGraceMs, nowMs }: Reading): number | null {
  if (container.kind !== 'seen' || container.looping === 'loop') return null;
  const { view, clockOffsetMs } = container;
  const isStarting = view.health === null || view.health.status === 'starting';
  if (view.state !== 'running' || !isStarting || view.startedAtMs === null) return null;
  const untilMs = view.startedAtMs - clockOffsetMs + startingGraceMs;
  return untilMs > nowMs ? untilMs : null;
}
