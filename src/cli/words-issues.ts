import { problemKey } from '../core/finding.ts';
import type { TraceStep } from '../core/gate.ts';
import type { IssueRecord } from '../engine/events.ts';
import { table } from './columns.ts';
import type { LineOptions, Row } from './rows.ts';
import type { EventOf, Story } from './story.ts';
import { denialKey, denialOf, nameOf } from './story.ts';
import { evidenceRows, stepRows } from './words-heals.ts';

/** What became of an issue, where no other line says it. An issue is emitted whole at every change: only the change is told. */
export function issueRows(issue: IssueRecord, story: Story, options: LineOptions): Row[] {
  const before = story.issues.get(nameOf(issue));
  const isHealing = story.start?.mode.auto_heal === true && !story.start.mode.dry_run;
  const hasChanged = before?.outcome !== issue.outcome || before.denied_by !== issue.denied_by;
  if (!hasChanged) return [];
  const isTold = isHealing || (issue.outcome === 'not_healable' && story.start?.mode.dry_run !== true);
  const rows = isTold ? outcomeRows(issue, story, options) : [];
  const isDecided = before === undefined && isHealing && options.verbose;
  return isDecided ? [...rows, ...detailRows(issue)] : rows;
}

function outcomeRows(issue: IssueRecord, story: Story, { quiet }: LineOptions): Row[] {
  switch (issue.outcome) {
    case 'denied':
      return deniedRows(issue, story);
    case 'not_healable':
      return [
        {
          lead: '✋ ',
          text: `Not healable: ${nameOf(issue)}`,
          ...(whyNone(issue) !== '' && { tail: whyNone(issue) }),
        },
      ];
    case 'stale': {
      const wasSaid = story.attempts.get(nameOf(issue))?.at(-1)?.outcome === 'stale';
      const text = `Nothing was done about ${nameOf(issue)}: its state has changed since the plan`;
      return wasSaid ? [] : [{ lead: '↻ ', leadStyle: 'yellow', text, tail: denialOf(issue) }];
    }
    case 'resolved': {
      const wasTried = story.attempts.get(nameOf(issue))?.some(({ outcome }) => outcome !== 'stale') ?? false;
      const byItself = wasTried ? 'after what was tried' : 'nothing had to be done';
      const why = issue.blocked_by === null ? byItself : `with ${issue.blocked_by}`;
      return quiet ? [] : [{ lead: '✓ ', leadStyle: 'green', text: `Well again: ${nameOf(issue)}`, tail: why }];
    }
    case null:
    case 'healed':
    case 'unhealed':
    case 'blocked_by':
    case 'would_heal':
      return [];
  }
}

/** Why nothing can be done about it: not that this run would not do it anyway. */
const whyNone = ({ trace }: IssueRecord): string =>
  trace.find(({ rule, decision }) => rule === 'no_action' && decision === 'deny')?.reason ?? '';

function deniedRows(issue: IssueRecord, story: Story): Row[] {
  const wasAnswered = issue.denied_by === 'confirmation' && story.said.has(`answered ${nameOf(issue)}`);
  if (wasAnswered) return [];
  const key = denialKey(issue);
  if (key !== '' && story.said.has(key)) return [];
  const what = key === '' ? `Not healed: ${nameOf(issue)}` : 'Nothing is healed';
  return [{ lead: '⛔ ', text: what, tail: `${issue.denied_by ?? 'denied'}: ${denialOf(issue)}` }];
}

const detailRows = (issue: IssueRecord): Row[] => [
  {
    lead: '   ',
    text: nameOf(issue),
    style: 'dim',
    ...(issue.plan_id !== null && { tail: `plan ${issue.plan_id}` }),
  },
  ...traceRows(issue.trace, '   '),
  ...evidenceRows(issue.evidence, '   ', 10),
];

/** Every rule's answer, in their order. */
export const traceRows = (trace: readonly TraceStep[], indent: string): Row[] =>
  table(trace.map(({ rule, decision }) => [rule, decision, ''])).map((lead, i) => ({
    lead: `${indent}${lead.padEnd(20)} `,
    leadStyle: trace[i]?.decision === 'deny' ? 'red' : trace[i]?.decision === 'ask' ? 'yellow' : 'dim',
    text: trace[i]?.reason ?? '',
    style: 'dim',
  }));

export const askRows = ({ plan, target }: IssueRecord): Row[] => [
  {
    lead: '⚠️  ',
    text: `Confirmation required (${plan?.risk === 'high' ? 'High risk action' : `${plan?.risk ?? 'unknown'} risk action`})`,
    style: 'yellow',
    ...(plan && { tail: `${plan.title}: ${target}` }),
  },
];

export function answerRows({ answer, ...event }: EventOf<'confirm:answer'>, story: Story): Row[] {
  const issue = story.issues.get(problemKey(event));
  const name = problemKey(event);
  switch (answer) {
    case 'yes':
      return [{ lead: '✓ ', leadStyle: 'green', text: `Approved at the prompt: ${name}` }];
    case 'no':
      return [{ lead: '⛔ ', text: `Declined: ${name}`, tail: 'nothing was done about it' }];
    case 'timeout':
      return [{ lead: '⛔ ', text: `Nobody answered in time: ${name}`, tail: 'nothing was done about it' }];
    case 'silence':
      return [
        {
          lead: '⛔ ',
          text: `Nobody to ask: ${name}`,
          tail: `approve it with --approve ${issue?.plan_id ?? event.issue}`,
        },
      ];
  }
}

/** What a prompt shows before it asks: what would be done to what, in exact steps, at which risk, under which id. */
export function questionRows(issue: IssueRecord): Row[] {
  const { plan } = issue;
  return [
    { lead: '   Why      ', leadStyle: 'dim', text: issue.message },
    { lead: '   Action   ', leadStyle: 'dim', text: `${plan?.title ?? '?'} (${plan?.action ?? '?'})` },
    { lead: '   Target   ', leadStyle: 'dim', text: issue.target },
    { lead: '   Risk     ', leadStyle: 'dim', text: plan?.risk ?? '?' },
    ...labelled('   Changes  ', plan?.steps ?? [], true),
    { lead: '   Plan     ', leadStyle: 'dim', text: issue.plan_id ?? '?' },
  ];
}

/** Steps, the label before the first of them. */
function labelled(label: string, steps: readonly string[], isWhole: boolean): Row[] {
  const rows = stepRows(steps, `${' '.repeat(label.length)}- `, isWhole);
  return rows.map((row, i) => (i === 0 ? { ...row, lead: `${label}- `, leadStyle: 'dim' } : row));
}
