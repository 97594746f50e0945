import type { DenyReason } from '../core/rules.ts';
import type { IssueRecord } from '../engine/events.ts';

/** What a dry run says of an issue in the end; `unclear` only of what is none: it could not be looked at. */
export type Fate = 'heal' | 'ask' | 'refuse' | 'none' | 'unclear' | 'wait';

/** What may well be otherwise once the root beneath is healed: what it waits for itself, and what counts what goes on now. */
const passing: readonly DenyReason[] = ['cascade', 'systemic', 'cooldown', 'safety_limit'];

/** What would become of the issue in a run that heals, as things stand. */
export function fateOf(issue: IssueRecord): Fate {
  if (issue.outcome === 'blocked_by') return 'wait';
  if (issue.plan === null || issue.outcome === 'not_healable') return 'none';
  const refusals = denialsOf(issue);
  if (refusals.some(({ rule }) => rule !== 'confirmation')) return 'refuse';
  return questionOf(issue) === undefined ? 'heal' : 'ask';
}

/** Every rule that says no, with its reason, in their order. */
export const denialsOf = ({ trace }: IssueRecord): { readonly rule: DenyReason; readonly reason: string }[] =>
  trace.filter(({ decision }) => decision === 'deny');

/** Why a person would be asked, or why an approval that was given does not hold; undefined where nobody would be. */
export const questionOf = ({ trace }: IssueRecord): string | undefined =>
  trace.find(({ rule, decision }) => decision === 'ask' || (rule === 'confirmation' && decision === 'deny'))?.reason;

/** The rules that would still say no to what waits, once its root is healed. */
export const lastingDenialsOf = (issue: IssueRecord): ReturnType<typeof denialsOf> =>
  denialsOf(issue).filter(({ rule }) => !passing.includes(rule) && rule !== 'confirmation');

const words: Readonly<Record<Fate, (n: number) => string>> = {
  heal: n => `${n} to heal`,
  ask: n => `${n} to ask`,
  refuse: n => `${n} refused`,
  none: n => `${n} that nothing heals`,
  unclear: n => `${n} unclear`,
  wait: n => `${n} ${n === 1 ? 'waits' : 'wait'}`,
};

/** `Plan: 3 to heal, 1 to ask, 2 refused, 1 waits.` `others`: of the roots that are no issue. */
export function sumOf(issues: readonly IssueRecord[], others: readonly Fate[]): string {
  const fates = [...issues.map(fateOf), ...others];
  const sums = (Object.keys(words) as Fate[]).flatMap(fate => {
    const number = fates.filter(other => other === fate).length;
    return number === 0 ? [] : [words[fate](number)];
  });
  return sums.length === 0 ? 'Plan: nothing to heal.' : `Plan: ${sums.join(', ')}.`;
}
