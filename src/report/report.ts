import type { RunEvent, StampedEvent } from '../engine/events.ts';
import { OrixoonError } from '../errors.ts';
import { foldCourse } from './fold-course.ts';
import { foldActions, foldIssues, summaryOf } from './fold-healing.ts';
import { foldPhases, wholeMs } from './fold-phases.ts';
import { openLog } from './healing-log.ts';
import type { Report } from './report-shape.ts';

export type { Report } from './report-shape.ts';

type Ending = Pick<
  Report,
  | 'complete'
  | 'decision'
  | 'exit_code'
  | 'exit_name'
  | 'conclusive'
  | 'reasons'
  | 'next'
  | 'finished_at'
  | 'duration_ms'
>;

function find<Type extends RunEvent['type']>(events: readonly StampedEvent[], type: Type) {
  return events.find((event): event is Extract<StampedEvent, { type: Type }> => event.type === type);
}

/** Without a verdict nothing may pass: BLOCK, and no exit code, because nobody saw one. */
function unfinished(events: readonly StampedEvent[], startedAt: string): Ending {
  const finishedAt = events.at(-1)?.at ?? startedAt;
  const interrupt = find(events, 'interrupt');
  const reasons = ['the run came to no verdict: it was killed, or it is still going on'];
  if (interrupt) reasons.unshift(`interrupted by ${interrupt.signal}`);
  return {
    complete: false,
    decision: 'BLOCK',
    exit_code: null,
    exit_name: null,
    conclusive: false,
    reasons,
    next: ['If it is no longer going on, run the gate again. A heal that was under way counts as an attempt.'],
    finished_at: finishedAt,
    duration_ms: wholeMs(Date.parse(finishedAt) - Date.parse(startedAt)),
  };
}

function endingOf(events: readonly StampedEvent[], startedAt: string): Ending {
  // The last word: a run whose report could not be written says so after its first one.
  const finish = events.findLast(event => event.type === 'run:finish');
  if (!finish) return unfinished(events, startedAt);
  const { verdict } = finish;
  return {
    complete: true,
    decision: verdict.decision,
    exit_code: verdict.exitCode,
    exit_name: verdict.name,
    conclusive: verdict.conclusive,
    reasons: verdict.reasons,
    next: finish.next,
    finished_at: finish.at,
    duration_ms: wholeMs(finish.duration_ms),
  };
}

function foldTimeline(events: readonly StampedEvent[]): Report['timeline'] {
  const log = openLog();
  return events.flatMap(event => log(event).map(entry => ({ at: event.at, ...entry })));
}

/**
 * The report of a run, whole or cut off anywhere after its first event. Events of kinds unknown to this version are
 * left out. Throws an OrixoonError where there is no `run:start`.
 */
export function foldReport(events: readonly StampedEvent[]): Report {
  const start = find(events, 'run:start');
  if (!start) throw new OrixoonError(`a run:start was expected among the events; of ${events.length} none is one`);
  const { complete, decision, exit_code, exit_name, conclusive, reasons, next, ...times } = endingOf(events, start.at);
  const actions = foldActions(events);
  return {
    schema_version: 1,
    version: start.version,
    run_id: start.run_id,
    environment: start.environment,
    config: start.config,
    started_at: start.at,
    ...times,
    complete,
    mode: start.mode,
    decision,
    exit_code,
    exit_name,
    conclusive,
    reasons,
    next,
    notes: events.flatMap(event =>
      event.type === 'note' ? [{ at: event.at, level: event.level, message: event.message }] : [],
    ),
    phases: foldPhases(events),
    issues: foldIssues(events),
    auto_healing: { summary: summaryOf(actions), actions },
    course: foldCourse(events),
    timeline: foldTimeline(events),
  };
}
