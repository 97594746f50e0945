import type { Verdict } from '../core/verdict.ts';
import type { LineOptions, Row } from './rows.ts';
import { blank, duration, render } from './rows.ts';
import type { EventOf, Story } from './story.ts';
import { failuresOf, nameOf } from './story.ts';
import { failureRows } from './words-heals.ts';
import { planRows } from './words-plan.ts';

/** Reasons and next steps shown before "and n more". */
const MOST = 10;

/** How a run ends: the plan of a dry run, the reports of failed heals, the banner, reasons, what to do next, the report. */
export function endingLines(event: EventOf<'run:finish'>, story: Story, options: LineOptions): string[] {
  const lines = (rows: readonly Row[]): string[] => rows.flatMap(row => render(row, options));
  // A run whose report could not be written ends twice: the second time it only says how.
  const isAgain = story.said.has('ending');
  const isDryRun = story.start?.mode.dry_run === true && !isAgain;
  const failures = isAgain ? [] : failuresOf(story);
  const report = story.start?.report ?? null;
  return [
    ...(isDryRun ? lines(planRows(story, options)) : []),
    ...failures.flatMap(issue => ['', ...lines(failureRows(issue, story, options))]),
    '',
    banner(event.verdict, event.duration_ms, options),
    ...lines(capped(reasonRows(event.verdict), options)),
    ...lines(nextRows(capped(stepsOf(event, story), options))),
    ...(report === null ? [] : lines([blank, { lead: '  Report  ', leadStyle: 'dim', text: report }])),
  ];
}

/** `ALLOW  exit 0  14 s`, in colours a block one cannot miss. */
function banner({ decision, exitCode, name }: Verdict, durationMs: number, { color }: LineOptions): string {
  const hue = decision === 'ALLOW' ? color.green : color.red;
  const word = (color.level ?? 1) > 0 ? hue(color.inverse(color.bold(` ${decision} `))) : decision;
  const code = name === decision ? `exit ${exitCode}` : `exit ${exitCode} ${name}`;
  return `${word}  ${color.bold(code)}  ${color.dim(duration(durationMs))}`;
}

const reasonRows = ({ reasons }: Verdict): Row[] =>
  reasons.map(text => ({ lead: reasons.length === 1 ? '  ' : '  - ', text }));

/** What to do next, but for what the report of a failed heal has just said. */
function stepsOf({ next }: EventOf<'run:finish'>, story: Story): Row[] {
  const said = failuresOf(story).map(issue => `${nameOf(issue)}: ${issue.recommendation}`);
  const steps = next.filter(step => !said.includes(step));
  return steps.map(text => ({ lead: '', text }));
}

const nextRows = (steps: readonly Row[]): Row[] => [
  ...(steps.length > 0 ? [blank] : []),
  ...steps.map(({ text }, i): Row => ({ lead: i === 0 ? '  Next    ' : '          ', leadStyle: 'dim', text })),
];

function capped(rows: readonly Row[], { verbose }: LineOptions): readonly Row[] {
  const left = rows.length - MOST;
  return verbose || left <= 0
    ? rows
    : [...rows.slice(0, MOST), { lead: '    ', text: `and ${left} more: see the report` }];
}
