import type { Verdict } from '../core/verdict.ts';
import type { LineOptions, Row } from './rows.ts';
import { blank, duration, render } from './rows.ts';
import type { EventOf, Story } from './story.ts';
import { failuresOf, nameOf } from './story.ts';
import { failureRows } from './words-heals.ts';
import { planRows } from './words-plan.ts';

/** Reasons and next steps shown before "and n more". */
const MOST = 10;

/** How a run ends: the plan of a dry run, failed heals, reasons, what to do next, the report, the commands; the verdict is the last line. */
export function endingLines(event: EventOf<'run:finish'>, story: Story, options: LineOptions): string[] {
  const lines = (rows: readonly Row[]): string[] => rows.flatMap(row => render(row, options));
  // A run whose report could not be written ends twice: the second time it only says how.
  const isAgain = story.said.has('ending');
  const isDryRun = story.start?.mode.dry_run === true && !isAgain;
  const failures = isAgain ? [] : failuresOf(story);
  const report = story.start?.report ?? null;
  const steps = stepsOf(event, story);
  const commands = steps.filter(isCommand);
  const said = steps.filter(step => !isCommand(step) && !(isDryRun && isInPlan(step, story)));
  const last = report === null ? [] : [{ lead: '  Report  ', leadStyle: 'dim' as const, text: report }];
  return [
    ...(isDryRun ? lines(planRows(story, options)) : []),
    ...failures.flatMap(issue => ['', ...lines(failureRows(issue, story, options))]),
    ...section('  Why     ', event.verdict.reasons, options),
    ...section('  Next    ', said, options),
    ...lines([...(last.length > 0 ? [blank] : []), ...last]),
    ...lines(commands.flatMap(commandRows)),
    '',
    verdictLine(event.verdict, event.duration_ms, options),
  ];
}

/** A step that is a command of ours, after the words that say what it is for. */
const COMMAND = /^([^:]+): (orixoon .*)$/;
const isCommand = (step: string): boolean => COMMAND.test(step);

/** On a line of its own, unwrapped, so that it can be copied. */
function commandRows(step: string): Row[] {
  const [, what = '', command = ''] = COMMAND.exec(step) ?? [];
  return [blank, { lead: '  ', text: `To ${what}:` }, { lead: '    ', text: command, style: 'bold', isWhole: true }];
}

/** What the plan has said of its issue already. */
const isInPlan = (step: string, { issues }: Story): boolean =>
  [...issues.values()].some(issue => step === `${nameOf(issue)}: ${issue.recommendation}`);

function section(lead: string, texts: readonly string[], options: LineOptions): string[] {
  const rows = texts.map((text, i): Row => ({
    lead: i === 0 ? lead : ' '.repeat(lead.length),
    leadStyle: 'dim',
    text,
  }));
  return texts.length === 0 ? [] : [blank, ...capped(rows, options)].flatMap(row => render(row, options));
}

/** `ALLOW  exit 0  14 s`, in colours a block one cannot miss. */
function verdictLine({ decision, exitCode, name }: Verdict, durationMs: number, { color }: LineOptions): string {
  const hue = decision === 'ALLOW' ? color.green : color.red;
  const word = (color.level ?? 1) > 0 ? hue(color.inverse(color.bold(` ${decision} `))) : decision;
  const code = name === decision ? `exit ${exitCode}` : `exit ${exitCode} ${name}`;
  return `${word}  ${color.bold(code)}  ${color.dim(duration(durationMs))}`;
}

/** What to do next, but for what the report of a failed heal has just said. */
function stepsOf({ next }: EventOf<'run:finish'>, story: Story): string[] {
  const said = failuresOf(story).map(issue => `${nameOf(issue)}: ${issue.recommendation}`);
  return next.filter(step => !said.includes(step));
}

function capped(rows: readonly Row[], { verbose }: LineOptions): readonly Row[] {
  const left = rows.length - MOST;
  return verbose || left <= 0
    ? rows
    : [...rows.slice(0, MOST), { lead: '          ', text: `and ${left} more: see the report` }];
}
