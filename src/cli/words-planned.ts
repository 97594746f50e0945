import type { IssueRecord } from '../engine/events.ts';
import type { Fate } from './plan-fate.ts';
import { denialsOf, fateOf, lastingDenialsOf, questionOf } from './plan-fate.ts';
import type { LineOptions, Row, Style } from './rows.ts';
import { stepMark } from './step-mark.ts';
import { nameOf } from './story.ts';
import { evidenceRows } from './words-heals.ts';
import { traceRows } from './words-issues.ts';

/** How each fate begins. */
export const heads: Readonly<Record<Fate, { readonly lead: string; readonly style: Style }>> = {
  heal: { lead: '🔧 would heal  ', style: 'green' },
  ask: { lead: '⚠️  would ask   ', style: 'yellow' },
  refuse: { lead: '⛔ refused     ', style: 'red' },
  none: { lead: '✋ by hand     ', style: 'red' },
  unclear: { lead: '❔ unclear     ', style: 'yellow' },
  wait: { lead: '↳ waits  ', style: 'dim' },
};

/** What a dry run says of one issue: why, what exactly, under which id, and what the gate answers. */
export function issueRows(issue: IssueRecord, options: LineOptions): Row[] {
  const fate = fateOf(issue);
  const { lead, style } = heads[fate];
  const { severity } = issue;
  // What cannot be done here is no plan.
  const plan = fate === 'none' ? null : issue.plan;
  const aside = severity === 'critical' ? {} : { tail: 'only warns' };
  const label = fate === 'wait' ? '   then  ' : '   plan  ';
  return [
    { lead, leadStyle: style, text: nameOf(issue), style: 'bold', ...aside },
    { lead: '   why   ', leadStyle: 'dim', text: issue.message },
    ...(plan === null
      ? []
      : [
          { lead: label, leadStyle: 'dim' as const, text: `${plan.title} (${plan.action}, ${plan.risk} risk)` },
          ...plan.steps.map(stepRow),
        ]),
    ...(plan === null || issue.plan_id === null
      ? []
      : [{ lead: '   id    ', leadStyle: 'dim' as const, text: issue.plan_id }]),
    ...answerRows(issue, fate),
    ...(options.verbose ? [...rulesRows(issue), ...evidenceRows(issue.evidence, '         ', 10)] : []),
  ];
}

const stepStyles: Readonly<Record<ReturnType<typeof stepMark>, Style>> = {
  '+': 'green',
  '~': 'yellow',
  '-': 'red',
  '·': 'dim',
};

/** All of them, however many: what is approved must be seen whole. */
function stepRow(step: string): Row {
  const mark = stepMark(step);
  return { lead: `         ${mark} `, leadStyle: stepStyles[mark], text: step };
}

/** What of the gate's answers decides: who refuses it and why, what would be asked, or what is left to do by hand. */
function answerRows(issue: IssueRecord, fate: Fate): Row[] {
  const said = (lead: string, style: Style, text: string): Row => ({ lead, leadStyle: style, text });
  const refusals = (fate === 'wait' ? lastingDenialsOf(issue) : denialsOf(issue)).map(({ rule, reason }, i) => {
    const lead = i > 0 ? '   and   ' : '   no    ';
    return said(lead, 'red', `${fate === 'wait' && i === 0 ? 'then ' : ''}refused by ${rule}: ${reason}`);
  });
  const question = questionOf(issue);
  switch (fate) {
    case 'heal':
      return [said('   gate  ', 'dim', approvalOf(issue) ?? 'all nine rules allow it')];
    case 'ask':
      return [said('   asks  ', 'yellow', `${question ?? ''}: yes is --approve ${issue.plan_id ?? issue.type}`)];
    case 'refuse':
      return refusals;
    case 'unclear':
    case 'none':
      return [
        said(
          '   no    ',
          'red',
          `nothing heals it: ${denialsOf(issue).find(({ rule }) => rule === 'no_action')?.reason ?? ''}`,
        ),
        said('   run   ', 'cyan', issue.recommendation),
      ];
    case 'wait':
      return question === undefined || refusals.length > 0
        ? refusals
        : [said('   asks  ', 'yellow', `then: ${question}; yes is --approve ${issue.type}`)];
  }
}

/** An approval that was given already. */
const approvalOf = ({ trace }: IssueRecord): string | undefined => {
  const reason = trace.find(({ rule }) => rule === 'confirmation')?.reason ?? '';
  return reason.includes('approved by') ? `all nine rules allow it (${reason})` : undefined;
};

const rulesRows = ({ trace }: IssueRecord): Row[] =>
  traceRows(trace, '         ').map((row, i) => (i === 0 ? { ...row, lead: `   rules ${row.lead.trimStart()}` } : row));
