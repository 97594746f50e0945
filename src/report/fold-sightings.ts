import type { Finding } from '../core/finding.ts';
import type { Round, RunEvent, StampedEvent } from '../engine/events.ts';
import type { ReportSighting } from './report-shape.ts';

type Look = Extract<RunEvent, { type: 'phase:finish' }> & { readonly at: string };

/** What was seen of an issue: when it was found, and by the last look at its phase. */
export interface Sightings {
  /** Null where no look that ended shows it. */
  readonly before: ReportSighting | null;
  /** Null where nobody looked at it again. */
  readonly after: ReportSighting | null;
}

const keyOf = (...names: readonly string[]): string => JSON.stringify(names);

function sighting({ at, round }: { readonly at: string; readonly round: Round }, finding: Finding): ReportSighting {
  const { check, status, message, observed, threshold } = finding;
  return { at, round, check, status, message, observed, threshold };
}

/** The last look's word on a check and its target; where the phase could not be looked at, that. */
function lastWord(last: Look, found: Finding): Finding | undefined {
  const same = last.findings.filter(({ check, target }) => check === found.check && target === found.target);
  return (
    same.find(({ issue }) => issue === found.issue) ??
    same[0] ??
    last.findings.find(({ check, status }) => check === 'probe' && status === 'error')
  );
}

/** Of every issue of the run, the first look that showed it and the last one at its check. */
export function foldSightings(
  events: readonly StampedEvent[],
): (issue: { readonly phase: string; readonly type: string; readonly target: string }) => Sightings {
  const first = new Map<string, { readonly look: Look; readonly finding: Finding }>();
  const last = new Map<string, Look>();
  for (const event of events) {
    if (event.type !== 'phase:finish') continue;
    last.set(event.phase, event);
    for (const finding of event.findings) {
      if (finding.issue === null || (finding.status !== 'failed' && finding.status !== 'warning')) continue;
      const key = keyOf(event.phase, finding.issue, finding.target);
      if (!first.has(key)) first.set(key, { look: event, finding });
    }
  }
  return ({ phase, type, target }) => {
    const seen = first.get(keyOf(phase, type, target));
    if (!seen) return { before: null, after: null };
    const look = last.get(phase);
    const finding = look && look !== seen.look ? lastWord(look, seen.finding) : undefined;
    return { before: sighting(seen.look, seen.finding), after: look && finding ? sighting(look, finding) : null };
  };
}
