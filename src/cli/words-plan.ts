import type { IssueRecord } from '../engine/events.ts';
import type { LineOptions, Row } from './rows.ts';
import { blank } from './rows.ts';
import type { Story } from './story.ts';
import { denialOf, nameOf } from './story.ts';
import { evidenceRows } from './words-heals.ts';
import { labelled, traceRows } from './words-issues.ts';

/** What a dry run says of an issue in the end. */
type Fate = 'heal' | 'ask' | 'refuse' | 'wait';

const looks: Readonly<Record<Fate, string>> = { heal: '🔧 ', ask: '⚠️  ', refuse: '⛔ ', wait: '↳ ' };

function fateOf(issue: IssueRecord): Fate {
  if (issue.outcome === 'blocked_by') return 'wait';
  const refusals = issue.trace.filter(step => step.decision === 'deny').map(step => step.rule);
  if (issue.plan === null || issue.outcome === 'not_healable') return 'refuse';
  if (refusals.every(rule => rule === 'confirmation') && (refusals.length > 0 || asks(issue))) return 'ask';
  return refusals.length > 0 || issue.outcome === 'denied' ? 'refuse' : 'heal';
}

const asks = (issue: IssueRecord): boolean => issue.trace.some(step => step.decision === 'ask');

/** A dry run's plan: every issue with why, what exactly would be done, and what would stop it. Nothing was changed. */
export function planRows(story: Story, options: LineOptions): Row[] {
  const issues = [...story.issues.values()];
  if (issues.length === 0) return [];
  const fates = new Map(issues.map(issue => [issue, fateOf(issue)]));
  const roots = issues.filter(issue => fates.get(issue) !== 'wait');
  const names = new Set(roots.map(nameOf));
  const strays = issues.filter(issue => fates.get(issue) === 'wait' && !names.has(issue.blocked_by ?? ''));
  const number = (fate: Fate): number => [...fates.values()].filter(other => other === fate).length;
  const sums = [
    [number('heal'), 'to heal'],
    [number('ask'), 'to ask about first'],
    [number('refuse'), 'refused'],
    [number('wait'), 'waiting for another'],
  ] as const;
  const sum = sums.filter(([n]) => n > 0).map(([n, words]) => `${n} ${words}`);
  return [
    blank,
    { lead: '', text: 'The plan, of which nothing was done:', style: 'bold' },
    ...roots.flatMap(root => [
      blank,
      ...issueRows(root, fates.get(root) ?? 'refuse', options),
      ...issues
        .filter(issue => issue.blocked_by === nameOf(root) && fates.get(issue) === 'wait')
        .flatMap(issue => issueRows(issue, 'wait', options)),
    ]),
    ...strays.flatMap(stray => [blank, ...issueRows(stray, 'wait', options)]),
    blank,
    { lead: '', text: `Plan: ${sum.join(', ')}.`, style: 'bold' },
  ];
}

function issueRows(issue: IssueRecord, fate: Fate, options: LineOptions): Row[] {
  const { plan } = issue;
  return [
    { lead: looks[fate], text: nameOf(issue), style: 'bold', tail: issue.severity === 'critical' ? '' : 'only warns' },
    { lead: '   why    ', leadStyle: 'dim', text: issue.message },
    ...(plan === null
      ? []
      : [
          { lead: '   would  ', leadStyle: 'dim', text: `${plan.title} (${plan.action}, ${plan.risk} risk)` } as const,
          ...labelled('          ', plan.steps, true),
        ]),
    ...fateRows(issue, fate),
    ...(issue.plan_id === null ? [] : [{ lead: '   id     ', leadStyle: 'dim', text: issue.plan_id } as const]),
    ...traceRows(issue.trace, '          ').map((row, i) =>
      i === 0 ? { ...row, lead: `   gate   ${row.lead.trimStart()}` } : row,
    ),
    ...(options.verbose ? evidenceRows(issue.evidence, '   ', 10) : []),
  ];
}

/** The first rule that says no, what would be asked, or what it waits for. */
function fateRows(issue: IssueRecord, fate: Fate): Row[] {
  if (fate === 'wait')
    return [{ lead: '   waits  ', leadStyle: 'yellow', text: `for ${issue.blocked_by ?? '?'}: that comes first` }];
  if (fate === 'refuse') {
    const rule = issue.denied_by ?? issue.trace.find(step => step.decision === 'deny')?.rule;
    return rule === undefined ? [] : [{ lead: '   no     ', leadStyle: 'red', text: `${rule}: ${denialOf(issue)}` }];
  }
  if (fate !== 'ask') return [];
  const reason = issue.trace.find(step => step.rule === 'confirmation')?.reason ?? '';
  return [
    {
      lead: '   asks   ',
      leadStyle: 'yellow',
      text: reason,
      tail: `answer it with --approve ${issue.plan_id ?? issue.type}`,
    },
  ];
}
