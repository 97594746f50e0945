import type { Finding, Status } from '../core/finding.ts';
import type { ActionRecord, DrillMark, IssueRecord, RunEvent, StampedEvent } from '../engine/events.ts';
import { drillOf } from './fold-healing.ts';
import { oneLine } from './plain-text.ts';

export type LogLevel = 'INFO' | 'WARNING' | 'SUCCESS' | 'ERROR';

/** One line of `healing_actions.log` without its time. */
export interface LogEntry {
  readonly level: LogLevel;
  readonly message: string;
}

const MAX_MESSAGE = 4_000;
const MAX_STEPS = 50;

const entry = (level: LogLevel, message: string): LogEntry => ({ level, message: oneLine(message, MAX_MESSAGE) });

type Event<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>;

const STATUS_LEVEL: Readonly<Record<Status, LogLevel>> = {
  passed: 'SUCCESS',
  failed: 'ERROR',
  error: 'ERROR',
  warning: 'WARNING',
  skipped: 'INFO',
};

const named = ({ action, target }: ActionRecord): string => `${action} on ${target}`;

function phaseFinish({ phase, round, status, findings }: Event<'phase:finish'>): LogEntry[] {
  const look = { first: 'Phase', retest: 'Re-test of', final: 'Last look at' }[round];
  const passed = findings.filter(finding => finding.status === 'passed').length;
  const isTold = ({ issue, status: its }: Finding): boolean => issue !== null || its === 'passed' || its === 'skipped';
  return [
    entry(STATUS_LEVEL[status], `${look} ${phase}: ${status}, ${passed} of ${findings.length} checks passed`),
    ...findings
      .filter(finding => !isTold(finding))
      .map(({ status: its, target, message }) => entry(STATUS_LEVEL[its], `${phase}/${target}: ${message}`)),
  ];
}

const because = ({ trace, denied_by }: IssueRecord): string =>
  trace.find(step => step.rule === denied_by)?.reason ?? 'no reason was recorded';

/** Nothing for `healed` and `unhealed` after an action: the action's own line says so. */
function issueFound(issue: IssueRecord): LogEntry[] {
  const what = `${issue.type} on ${issue.target}`;
  const plan = issue.plan === null ? '' : `: ${issue.plan.action} ${issue.plan_id ?? ''}`;
  switch (issue.outcome) {
    case null:
      return [entry('INFO', `Detected issue: ${what}: ${issue.message}`)];
    case 'denied':
      return [entry('WARNING', `Not healed: ${what}: denied by ${issue.denied_by ?? 'the gate'}: ${because(issue)}`)];
    case 'blocked_by':
      return [entry('INFO', `Waiting: ${what} is blocked by ${issue.blocked_by ?? 'another issue'}`)];
    case 'would_heal':
      return [entry('INFO', `Would heal ${what}${plan}`)];
    case 'not_healable':
      return [entry('WARNING', `No heal for ${what}: ${issue.recommendation}`)];
    case 'resolved':
      return [entry('INFO', `Resolved: ${what} is gone without a heal of its own`)];
    case 'stale':
      return [entry('WARNING', `Stale: ${what} had changed since the plan; nothing was done`)];
    case 'unhealed':
      return [entry('ERROR', `Not healed: ${what}: ${issue.recommendation}`)];
    case 'healed':
      return [];
  }
}

function confirmAnswer({ issue, target, answer }: Event<'confirm:answer'>): LogEntry {
  const words = {
    yes: 'approved',
    no: 'declined',
    timeout: 'nobody answered in time',
    silence: 'nobody could be asked',
  }[answer];
  return entry(answer === 'yes' ? 'INFO' : 'WARNING', `Confirmation for ${issue} on ${target}: ${words}`);
}

function healStart({ action, steps }: Event<'heal:start'>): LogEntry[] {
  const lines = [`Starting healing action: ${named(action)} (attempt ${action.attempt}, ${action.risk} risk)`];
  lines.push(...steps.slice(0, MAX_STEPS).map(step => `Step: ${step}`));
  if (steps.length > MAX_STEPS) lines.push(`Step: … and ${steps.length - MAX_STEPS} more, see report.json`);
  return lines.map(line => entry('INFO', line));
}

function healActed({ action }: Event<'heal:acted'>): LogEntry[] {
  const counts = Object.entries(action.changed).map(([kind, count]) => `${kind} ${count}`);
  const did = [action.details, ...counts].filter(part => part !== '').join(', ');
  return [
    entry('INFO', `Action done: ${named(action)}${did === '' ? '' : `: ${did}`}`),
    entry('INFO', `Re-testing ${action.target}...`),
  ];
}

function healFinish({ action, outcome }: Event<'heal:finish'>): LogEntry {
  const details = action.details === '' ? '' : `: ${action.details}`;
  // The guide's line is what the action itself has to say.
  if (outcome === 'healed')
    return entry('SUCCESS', action.details === '' ? `${named(action)} succeeded` : action.details);
  const words = {
    unhealed: `did not heal ${action.issue}`,
    failed: 'failed',
    stale: 'was not done: the target had changed since the plan',
    interrupted: 'was interrupted',
  }[outcome];
  return entry(outcome === 'stale' ? 'WARNING' : 'ERROR', `${named(action)} ${words}${details}`);
}

function runFinish({ verdict, next }: Event<'run:finish'>): LogEntry[] {
  const level = verdict.decision === 'ALLOW' ? 'SUCCESS' : 'ERROR';
  const how = `exit ${verdict.exitCode}${verdict.name === verdict.decision ? '' : ` ${verdict.name}`}`;
  return [
    entry(level, `Decision: ${verdict.decision} (${how}): ${verdict.reasons.join('; ')}`),
    ...next.map(step => entry('INFO', `Next: ${step}`)),
  ];
}

/** What the log says of one event, each time it is given; nothing for the ticks of waiting. */
function entriesOf(event: RunEvent): readonly LogEntry[] {
  switch (event.type) {
    case 'run:start': {
      const how = event.mode.dry_run ? 'dry run' : event.mode.auto_heal ? 'auto-heal' : 'test only';
      return [entry('INFO', `Run ${event.run_id} started: environment ${event.environment}, ${how}`)];
    }
    case 'note':
      return [entry(event.level === 'warning' ? 'WARNING' : 'INFO', event.message)];
    case 'phase:finish':
      return phaseFinish(event);
    case 'issue':
      return issueFound(event.issue);
    case 'confirm:ask': {
      const { issue } = event;
      const action = issue.plan === null ? issue.type : `${issue.plan.action} (${issue.plan.risk} risk)`;
      return [entry('WARNING', `Confirmation required: ${action} on ${issue.target}`)];
    }
    case 'confirm:answer':
      return [confirmAnswer(event)];
    case 'heal:start':
      return healStart(event);
    case 'heal:acted':
      return healActed(event);
    case 'heal:finish':
      return [healFinish(event)];
    case 'wait':
      return [entry('INFO', `Waiting ${Math.round(event.ms / 100) / 10} s: ${event.reason}`)];
    case 'interrupt':
      return [entry('WARNING', `Interrupted by ${event.signal}`)];
    case 'run:finish':
      return runFinish(event);
    default:
      return [];
  }
}

/** A log of one run: what to write for each event in turn. An issue that is told again in the same words is not. */
export function openLog(): (event: RunEvent) => readonly LogEntry[] {
  const told = new Map<string, string>();
  let drills: readonly DrillMark[] = [];
  return event => {
    const entries = entriesOf(event);
    if (event.type === 'run:start') drills = event.drills ?? [];
    if (event.type === 'heal:start' && drillOf(event.action, drills) === null)
      return [...entries, entry('INFO', `This heal was never drilled: orixoon drill ${event.action.issue}`)];
    if (event.type !== 'issue') return entries;
    const key = `${event.issue.phase} ${event.issue.type} ${event.issue.target}`;
    const words = JSON.stringify(entries);
    if (told.get(key) === words) return [];
    told.set(key, words);
    return entries;
  };
}

/** `2025-01-10 14:30:15` in UTC. */
export function clockTime(at: string): string {
  const ms = Date.parse(at);
  const iso = Number.isNaN(ms) ? oneLine(at, 40) : new Date(ms).toISOString();
  return iso.slice(0, 19).replace('T', ' ');
}

/** The guide's line: `2025-01-10 14:30:15 | SUCCESS | Container redis started successfully`. */
export const logLine = (at: string, { level, message }: LogEntry): string => `${clockTime(at)} | ${level} | ${message}`;

/**
 * The lines that one event alone gives, zero or more, without line ends.
 *
 * @internal for its tests
 */
export const logLines = (event: StampedEvent): string[] => entriesOf(event).map(told => logLine(event.at, told));
