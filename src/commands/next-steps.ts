import type { Flags } from '../cli/program.ts';
import type { IssueRecord } from '../engine/events.ts';
import type { Verdict } from '../core/verdict.ts';
import type { GateInput } from '../core/rules.ts';
import { isEarlierState } from '../core/plan.ts';
import { shellWord } from '../core/shell-word.ts';

/** What heals in the way that this run was asked for. */
export interface Commands {
  readonly heal: string;
  /** The same with the approvals that were given already, and these. */
  approving(names: readonly string[]): string;
}

/** The command line of this run again, as one that heals: the same config, phases, issue file, limits and approvals. */
export function commandsFor(flags: Flags, issueFile: string | undefined): Commands {
  const given: readonly (readonly [string, readonly string[]])[] = [
    ['--config', flags.config === undefined ? [] : [flags.config]],
    ['--reports-dir', flags.reportsDir === undefined ? [] : [flags.reportsDir]],
    ['--phase', flags.phase ?? []],
    ['--skip-phase', flags.skipPhase ?? []],
    ['--fail-on', flags.failOn],
    ['--deadline', flags.deadline === undefined ? [] : [String(flags.deadline)]],
  ];
  const words = given.flatMap(([flag, values]) => (values.length === 0 ? [] : [flag, values.map(shellWord).join(',')]));
  const verb = issueFile === undefined ? ['--auto-heal'] : ['heal', '--issue-file', shellWord(issueFile)];
  const heal = ['orixoon', ...verb, ...words].join(' ');
  return {
    heal,
    approving(names) {
      // What was approved in an earlier state gives way to what that is now.
      const earlier = (flags.approve ?? []).filter(name => !names.some(id => isEarlierState(name, id)));
      const approved = [...new Set([...earlier, ...names])].map(shellWord);
      return `${heal}${flags.yes === true ? ' --yes' : ''}${approved.length > 0 ? ` --approve ${approved.join(' ')}` : ''}`;
    },
  };
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
  if (mode === 'heal' && ids.length > 0) steps.push(`approve what asks: ${commands.approving(ids)}`);
  const healable = open.filter(({ plan, outcome }) => plan !== null && outcome !== 'not_healable');
  if (mode === 'test' && healable.length > 0) steps.push(`see what would be healed: ${commands.heal} --dry-run`);
  if (mode === 'dry_run') steps.push(...doing(open, ids, commands));
  for (const { type, target, recommendation, outcome } of open)
    if (outcome !== 'blocked_by' && outcome !== 'would_heal') steps.push(`${type} ${target}: ${recommendation}`);
  if (verdict.exitCode === 3 && steps.length === 0) steps.push('mend what could not be looked at, and run again');
  return [...new Set(steps)];
}

/** A dry run's last words: what would do it, without what asks and with it. */
function doing(open: readonly IssueRecord[], ids: readonly string[], commands: Commands): string[] {
  const heals = open.filter(({ outcome, plan_id }) => outcome === 'would_heal' && !ids.includes(plan_id ?? '')).length;
  return [
    ...(heals > 0 ? [`heal ${heals}: ${commands.approving([])}`] : []),
    ...(ids.length > 0
      ? [`${heals > 0 ? 'heal these too, and ' : ''}approve ${ids.length}: ${commands.approving(ids)}`]
      : []),
  ];
}
