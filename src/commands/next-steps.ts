import type { Flags } from '../cli/program.ts';
import type { IssueRecord } from '../engine/events.ts';
import type { Verdict } from '../core/verdict.ts';
import type { GateInput } from '../core/rules.ts';
import { shellWord } from '../core/shell-word.ts';

/** What heals in the way that this run was asked for. */
export interface Commands {
  readonly heal: string;
}

/** The command line of this run again, as one that heals: the same config, reports, phases and issue file. */
export function commandsFor(flags: Flags, issueFile: string | undefined): Commands {
  const given: readonly (readonly [string, readonly string[]])[] = [
    ['--config', flags.config === undefined ? [] : [flags.config]],
    ['--reports-dir', flags.reportsDir === undefined ? [] : [flags.reportsDir]],
    ['--phase', flags.phase ?? []],
    ['--skip-phase', flags.skipPhase ?? []],
  ];
  const words = given.flatMap(([flag, values]) => (values.length === 0 ? [] : [flag, values.map(shellWord).join(',')]));
  const verb = issueFile === undefined ? ['--auto-heal'] : ['heal', '--issue-file', shellWord(issueFile)];
  return { heal: ['orixoon', ...verb, ...words].join(' ') };
}

/** What an operator would type next, as commands and short sentences; the most useful first. */
export function nextSteps(
  verdict: Verdict,
  issues: readonly IssueRecord[],
  mode: GateInput['mode'],
  commands: Commands,
): string[] {
  const open = issues.filter(({ outcome }) => outcome !== 'healed' && outcome !== 'resolved');
  const steps: string[] = [];
  const asking = open.filter(({ trace }) =>
    trace.some(({ rule, decision }) => rule === 'confirmation' && decision !== 'allow'),
  );
  const ids = asking
    .filter(({ denied_by }) => denied_by === 'confirmation' || denied_by === null)
    .flatMap(({ plan_id }) => plan_id ?? []);
  if (mode === 'heal' && ids.length > 0) steps.push(`approve what asks: ${commands.heal} --approve ${ids.join(' ')}`);
  const healable = open.filter(({ plan, outcome }) => plan !== null && outcome !== 'not_healable');
  if (mode === 'test' && healable.length > 0) steps.push(`see what would be healed: ${commands.heal} --dry-run`);
  if (mode === 'dry_run' && open.some(({ outcome }) => outcome === 'would_heal'))
    steps.push(`do it: ${commands.heal}${ids.length > 0 ? ` --approve ${ids.join(' ')}` : ''}`);
  for (const { type, target, recommendation, outcome } of open)
    if (outcome !== 'blocked_by' && outcome !== 'would_heal') steps.push(`${type} ${target}: ${recommendation}`);
  if (verdict.exitCode === 3 && steps.length === 0) steps.push('mend what could not be looked at, and run again');
  return [...new Set(steps)];
}
