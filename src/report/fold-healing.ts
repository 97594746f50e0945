import type { ActionRecord, DrillMark, RunEvent, StampedEvent } from '../engine/events.ts';
import { wholeMs } from './fold-phases.ts';
import { foldSightings } from './fold-sightings.ts';
import type { HealingSummary, ReportAction, ReportIssue } from './report-shape.ts';

type HealEvent = Extract<RunEvent, { type: 'heal:start' | 'heal:acted' | 'heal:finish' }>;

/**
 * The last word on each issue, in the order in which they were found. One that was never decided, because the run
 * ended first, is `unhealed`: it was seen, and nobody saw it gone.
 */
export function foldIssues(events: readonly StampedEvent[]): ReportIssue[] {
  const issues = new Map<string, ReportIssue>();
  const seen = foldSightings(events);
  for (const event of events) {
    if (event.type !== 'issue') continue;
    const { issue } = event;
    const key = JSON.stringify([issue.phase, issue.type, issue.target]);
    issues.set(key, { ...issue, outcome: issue.outcome ?? 'unhealed', ...seen(issue) });
  }
  return [...issues.values()];
}

/** The drill that proved this heal, or null: none ever did. */
export function drillOf(
  { issue, action }: Pick<ActionRecord, 'issue' | 'action'>,
  drills: readonly DrillMark[],
): ReportAction['drilled'] {
  const drill = drills.find(one => one.issue === issue && one.action === action);
  return drill === undefined ? null : { environment: drill.environment, at: drill.at };
}

function actionOf(event: HealEvent, drills: readonly DrillMark[]): ReportAction {
  const { action } = event;
  const drilled = drillOf(action, drills);
  const shown = { ...action, drilled, success: action.success === true, duration_ms: wholeMs(action.duration_ms) };
  if (event.type === 'heal:finish') return { ...shown, outcome: event.outcome };
  const cut =
    event.type === 'heal:acted'
      ? 'interrupted before the re-test'
      : 'interrupted while it ran: how far it came is not known';
  const details = action.details === '' ? cut : `${action.details}; ${cut}`;
  return { ...shown, success: false, outcome: 'interrupted', details };
}

/** A stale heal that changed nothing was not executed. */
const isExecuted = ({ outcome, changed }: ReportAction): boolean =>
  outcome !== 'stale' || Object.values(changed).some(count => count > 0);

/** The last word on each heal that was really executed, in the order in which they began. */
export function foldActions(events: readonly StampedEvent[]): ReportAction[] {
  const actions = new Map<string, ReportAction>();
  const drills = events.flatMap(event => (event.type === 'run:start' ? (event.drills ?? []) : []));
  for (const event of events) {
    if (event.type !== 'heal:start' && event.type !== 'heal:acted' && event.type !== 'heal:finish') continue;
    actions.set(event.action.id, actionOf(event, drills));
  }
  return [...actions.values()].filter(isExecuted);
}

/** `80.0%`, of what there was; `n/a` of nothing. Rounded, but 100 % only of all and 0 % only of none. */
export function rateOf(successful: number, total: number): string {
  if (total === 0) return 'n/a';
  const rounded = Math.round((successful * 1000) / total);
  const permille = Math.min(Math.max(rounded, successful > 0 ? 1 : 0), successful < total ? 999 : 1000);
  return `${(permille / 10).toFixed(1)}%`;
}

/** The guide's summary. */
export function summaryOf(actions: readonly ReportAction[]): HealingSummary {
  const total = actions.length;
  const successful = actions.filter(action => action.success).length;
  const success_rate = rateOf(successful, total);
  return { total_actions: total, successful, failed: total - successful, success_rate };
}
