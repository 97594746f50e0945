import type { Finding } from '../core/finding.ts';
import type { RunEvent, StampedEvent } from '../engine/events.ts';
import type { ReportCheck, ReportPhase } from './report-shape.ts';

type PhaseStart = Extract<RunEvent, { type: 'phase:start' }>;
type PhaseFinish = Extract<RunEvent, { type: 'phase:finish' }>;
type Declared = Extract<RunEvent, { type: 'run:start' }>['phases'][number];

/** Whole milliseconds, never negative; what is no number counts as none. */
export const wholeMs = (ms: number): number => (Number.isFinite(ms) ? Math.max(0, Math.round(ms)) : 0);

const checkOf = (finding: Finding): ReportCheck => ({
  name: finding.check,
  target: finding.target,
  status: finding.status,
  message: finding.message,
  observed: finding.observed,
  threshold: finding.threshold,
  duration_ms: wholeMs(finding.durationMs),
  issue: finding.issue,
  recommendation: finding.recommendation,
  identity: finding.identity,
  evidence: finding.evidence,
});

/** A look that began and did not end is an error, never a pass and never "skipped". */
function phaseOf(declared: Declared, begun: PhaseStart | undefined, last: PhaseFinish | undefined): ReportPhase {
  const { name, title, critical, skipped } = declared;
  const phase = { name, title, critical, duration_ms: 0, checks: [] };
  if (last) {
    const message = begun ? `a later look (${begun.round}) began and did not end; this is the one before` : null;
    const checks = last.findings.map(checkOf);
    return {
      ...phase,
      status: last.status,
      critical: last.critical,
      duration_ms: wholeMs(last.duration_ms),
      message,
      checks,
    };
  }
  if (skipped !== null) return { ...phase, status: 'skipped', message: skipped };
  const message = begun
    ? 'the run ended before this phase was looked at to the end'
    : 'the run ended before this phase';
  return { ...phase, status: 'error', message };
}

/** The last round of each phase, in the order that the run announced. */
export function foldPhases(events: readonly StampedEvent[]): ReportPhase[] {
  const declared = new Map<string, Declared>();
  const begun = new Map<string, PhaseStart>();
  const last = new Map<string, PhaseFinish>();
  for (const event of events) {
    if (event.type === 'run:start') for (const phase of event.phases) declared.set(phase.name, phase);
    if (event.type !== 'phase:start' && event.type !== 'phase:finish') continue;
    const name = event.phase;
    if (!declared.has(name)) declared.set(name, { name, title: name, critical: true, skipped: null });
    if (event.type === 'phase:start') begun.set(name, event);
    else {
      begun.delete(name);
      last.set(name, event);
    }
  }
  return [...declared.values()].map(phase => phaseOf(phase, begun.get(phase.name), last.get(phase.name)));
}
