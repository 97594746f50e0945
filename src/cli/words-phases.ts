import type { Finding } from '../core/finding.ts';
import { checkKey, isProblem, isSick, nodeOf, problemKey } from '../core/finding.ts';
import { drawGraph, rootBeneath, sickNodes } from '../core/graph.ts';
import type { Status } from '../core/finding.ts';
import { padTo } from './columns.ts';
import type { LineOptions, Row, Style } from './rows.ts';
import { blank, count, duration } from './rows.ts';
import type { PhaseFinish, Story, Told } from './story.ts';

export const marks: Readonly<Record<Status, { readonly mark: string; readonly style: Style }>> = {
  passed: { mark: '✓', style: 'green' },
  failed: { mark: '✗', style: 'red' },
  warning: { mark: '!', style: 'yellow' },
  skipped: { mark: '–', style: 'dim' },
  error: { mark: '?', style: 'yellow' },
};

/** A look that took this long says so. */
const SLOW_MS = 1000;

/** One phase of a look at everything: a line where it is well, and the checks that fail where it is not. */
export function phaseRows({ name, finish, skipped }: Told, story: Story, options: LineOptions): Row[] {
  const label = padTo(name, Math.max(name.length, ...(story.start?.phases ?? []).map(phase => phase.name.length)));
  if (finish === null || finish.status === 'skipped')
    return options.quiet
      ? []
      : [row('skipped', label, `skipped: ${skipped ?? finish?.findings[0]?.message ?? 'nothing to test'}`, 'dim')];
  if (story.round === 'final' && finish.status === 'passed') return [];
  const well = finish.status === 'passed';
  if (options.quiet) return well ? [] : childRows(finish, story, options, '');
  const slow = finish.duration_ms >= SLOW_MS ? ` · ${duration(finish.duration_ms)}` : '';
  return [
    row(finish.status, label, `${tally(finish)}${slow}`, well ? 'dim' : undefined),
    ...childRows(finish, story, options, '    '),
    ...(options.verbose ? wellRows(finish) : []),
  ];
}

const row = (status: Status, label: string, text: string, style: Style | undefined): Row => ({
  lead: `${marks[status].mark} ${label}   `,
  leadStyle: marks[status].style,
  text,
  ...(style && { style }),
});

/** `6 checks`, `2 of 6 checks fail`, `could not tell 1 of 6 checks`. */
function tally({ findings, critical }: PhaseFinish): string {
  const of = (status: Status): number => findings.filter(finding => finding.status === status).length;
  const asked = findings.length - of('skipped');
  const parts: string[] = [];
  if (of('failed') > 0)
    parts.push(`${of('failed')} of ${count(asked, 'check')} ${of('failed') === 1 ? 'fails' : 'fail'}`);
  if (of('warning') > 0) parts.push(count(of('warning'), 'warning'));
  if (of('error') > 0)
    parts.push(`could not tell ${of('error') === asked ? '' : `${of('error')} of `}${count(asked, 'check')}`);
  if (parts.length === 0) parts.push(count(asked, 'check'));
  if (of('skipped') > 0) parts.push(`${of('skipped')} skipped`);
  if (!critical && parts.length > 0 && of('passed') < asked) parts.push('not critical: only warns');
  return parts.join(', ');
}

/** Roots first, each with what it blocks in this phase beneath it; then what waits for a root elsewhere. */
function childRows({ phase, findings }: PhaseFinish, story: Story, options: LineOptions, indent: string): Row[] {
  const everything = [...story.findings.values()].flat();
  const graph = drawGraph(everything);
  const sick = sickNodes(everything);
  const bad = findings.filter(finding => isSick(finding) || finding.status === 'warning');
  const waiting = new Map(bad.map(finding => [finding, rootBeneath(nodeOf(finding), graph, sick)]));
  const roots = bad.filter(finding => waiting.get(finding) === undefined);
  const rows = roots.flatMap(root => {
    const words = sick.get(nodeOf(root));
    const isFirst = roots.find(other => nodeOf(other) === nodeOf(root)) === root;
    const blocked = isFirst ? bad.filter(finding => words !== undefined && waiting.get(finding) === words) : [];
    blocked.forEach(finding => waiting.delete(finding));
    return [
      rootRow(root, options, indent),
      ...blocked.map(finding => waitingRow(finding, `waits for ${words ?? phase}`, `${indent}   `)),
    ];
  });
  for (const [finding, words] of waiting)
    if (words !== undefined) rows.push(waitingRow(finding, `waits for ${words}`, indent));
  return rows;
}

/** The guide's line: what is wrong, in the words of the check. */
function rootRow(finding: Finding, { verbose }: LineOptions, indent: string): Row {
  const tail = verbose
    ? { tail: isProblem(finding) ? problemKey(finding) : `${nodeOf(finding)} ${finding.check}` }
    : {};
  if (finding.status === 'error') return { lead: `${indent}❔ `, text: `could not tell: ${finding.message}`, ...tail };
  return { lead: finding.status === 'warning' ? `${indent}⚠️  ` : `${indent}❌ `, text: finding.message, ...tail };
}

const waitingRow = (finding: Finding, why: string, indent: string): Row => ({
  lead: `${indent}↳ `,
  leadStyle: 'dim',
  text: finding.status === 'error' ? `could not tell: ${finding.message}` : finding.message,
  tail: why,
});

const wellRows = ({ findings }: PhaseFinish): Row[] =>
  findings
    .filter(({ status }) => status === 'passed' || status === 'skipped')
    .map(({ status, check, target, message }) => ({
      lead: `    ${marks[status].mark} `,
      leadStyle: marks[status].style,
      text: `${target} ${check}: ${message}`,
      style: 'dim',
    }));

/** After a heal: only what is wrong now and was not before; the last look says the rest. */
export function retestRows(finish: PhaseFinish, story: Story): Row[] {
  const known = new Set((story.findings.get(finish.phase) ?? []).filter(isSick).map(checkKey));
  return finish.findings
    .filter(finding => isSick(finding) && !known.has(checkKey(finding)))
    .map(finding => ({
      lead: finding.status === 'error' ? '❔ ' : '❌ ',
      text: `Re-test: ${finding.status === 'error' ? 'could not tell: ' : ''}${finding.message}`,
      tail: 'new since the heal',
    }));
}

/** One line for a last look at which everything passed. */
export function lastLookRows(story: Story, options: LineOptions): Row[] {
  const expected = story.start?.phases.filter(({ skipped }) => skipped === null).length ?? Infinity;
  if (story.round !== 'final' || story.finished.length !== expected || options.quiet) return [];
  const findings = story.finished.flatMap(finish => finish.findings);
  if (findings.some(finding => finding.status !== 'passed' && finding.status !== 'skipped')) return [];
  const checks = count(findings.filter(({ status }) => status === 'passed').length, 'check');
  return [
    blank,
    { lead: '✓ ', leadStyle: 'green', text: `Last look: all ${checks} in ${count(expected, 'phase')} pass` },
  ];
}
