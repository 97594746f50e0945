import type { Finding } from '../core/finding.ts';
import { problemKey } from '../core/finding.ts';
import type { Json } from '../core/json.ts';
import type { IssueRecord } from '../engine/events.ts';
import { gerund } from './gerund.ts';
import { printable, printableLines } from './printable.ts';
import type { LineOptions, Row } from './rows.ts';
import { block, count, duration } from './rows.ts';
import type { EventOf, HealFinish, Story } from './story.ts';

type HealStart = EventOf<'heal:start'>;

/** How many steps of a plan are shown before "and n more". */
const STEPS = 6;

/** What is being done, in so many words: the one step of the plan, or the action's title and target. */
export function doing({ action, steps }: HealStart, story: Story): string {
  const title = story.issues.get(problemKey(action))?.plan?.title ?? action.action.replaceAll('_', ' ');
  // `docker unpause redis (3f2a…, …)` is "Unpausing redis": the first step says it truer than the action's title.
  const only = steps[0]?.replace(/^docker /, '').split(' (')[0];
  const short = only !== undefined && only.length <= 100 ? gerund(only) : undefined;
  return short ?? `${gerund(title) ?? title}: ${action.target}`;
}

export function healStartRows(event: HealStart, story: Story, { verbose }: LineOptions): Row[] {
  const { action, steps } = event;
  const notes = [
    ...(action.attempt > 1 ? [`attempt ${action.attempt}`] : []),
    ...(action.approved_by !== null ? [`approved by ${action.approved_by}`] : []),
  ];
  return [
    { lead: '🔧 ', text: `HEALING: ${doing(event, story)}...`, ...(notes.length > 0 && { tail: notes.join(' · ') }) },
    ...stepRows(steps, '   - ', verbose).map((row): Row => ({ ...row, style: 'dim' })),
  ];
}

/** Steps as a list. */
export function stepRows(steps: readonly string[], lead: string, isWhole: boolean): Row[] {
  const shown = isWhole || steps.length <= STEPS ? steps : steps.slice(0, STEPS - 1);
  const rows = shown.map((text): Row => ({ lead, text }));
  const left = steps.length - shown.length;
  return left === 0
    ? rows
    : [...rows, { lead: ' '.repeat(lead.length), text: `and ${left} more (-v shows them)`, style: 'dim' }];
}

/** What the re-test said. A heal that did not help is one line here; the report of the failure comes at the end. */
export function healFinishRows({ action, outcome }: HealFinish, story: Story, { quiet }: LineOptions): Row[] {
  const tail = duration(action.duration_ms);
  switch (outcome) {
    case 'healed': {
      const retest = story.settled.get(problemKey(action)) ?? `${action.target} passes`;
      const again: Row[] = quiet ? [] : [{ lead: '✓ ', leadStyle: 'green', text: `Re-test: ${retest}` }];
      return [{ lead: '✅ ', text: `HEALED: ${action.details}`, tail }, ...again];
    }
    case 'unhealed':
    case 'failed':
      return [
        { lead: '✗ ', leadStyle: 'red', text: `Attempt ${action.attempt} did not help: ${action.details}`, tail },
      ];
    case 'stale':
      return [{ lead: '↻ ', leadStyle: 'yellow', text: `Nothing was done, the state has changed: ${action.details}` }];
    case 'interrupted':
      return [{ lead: '■ ', leadStyle: 'yellow', text: `Interrupted: ${action.details}`, tail }];
  }
}

/** The guide's failure report: tried what, how often, what came of it, what to look at, what to do. */
export function failureRows(issue: IssueRecord, story: Story, { verbose }: LineOptions): Row[] {
  const tries = story.attempts.get(problemKey({ issue: issue.type, target: issue.target })) ?? [];
  const error = tries.at(-1)?.action.details ?? issue.message;
  const what = issue.plan?.title ?? tries.at(-1)?.action.action ?? 'nothing';
  return [
    { lead: '❌ ', text: `HEALING FAILED: ${issue.message}`, style: 'red' },
    { lead: '   ', text: `Attempted: ${what} (${count(tries.length, 'time')})` },
    ...block('   Error: ', error),
    ...block('   Recommendation: ', issue.recommendation),
    ...evidenceRows(issue.evidence, '   ', verbose ? 40 : 8),
    {
      lead: '   ',
      text: `Deployment: ${issue.severity === 'critical' ? 'BLOCKED for safety' : `not blocked by this (${issue.phase} is not critical)`}`,
    },
  ];
}

/** Evidence: short facts first, then lines of logs, the last `most` of each. */
export function evidenceRows(evidence: Finding['evidence'], indent: string, most: number): Row[] {
  const entries = Object.entries(evidence).filter(([, value]) => value !== null && value !== '');
  const long = entries.map(([key, value]) => [key, linesOf(value, most)] as const);
  const facts = long.filter(([, lines]) => lines.length === 1);
  const logs = long.filter(([, lines]) => lines.length > 1);
  return [
    ...facts.map(([key, lines]): Row => ({ lead: indent, text: `${label(key)}: ${lines[0] ?? ''}` })),
    ...logs.flatMap(([key, lines]): Row[] => [
      { lead: indent, text: `${label(key)}:` },
      ...lines.map((text): Row => ({ lead: `${indent}  │ `, leadStyle: 'dim', text, style: 'dim' })),
    ]),
  ];
}

/** `last_log_lines` as `Last log lines`. */
const label = (key: string): string => {
  const words = printable(key, 60).replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function linesOf(value: Json, most: number): string[] {
  if (typeof value === 'string') return printableLines(value, most, 300);
  if (Array.isArray(value) && value.some(item => typeof item === 'string'))
    return value
      .slice(-most)
      .map(item => printable(typeof item === 'string' ? item : JSON.stringify(item), 300))
      .filter(line => line !== '');
  return [printable(JSON.stringify(value), 300)];
}
