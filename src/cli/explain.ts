import { pageFor } from '../core/finding.ts';
import type { Policy, Remedy } from '../core/policy.ts';
import { UsageError } from '../errors.ts';
import type { Catalogue } from '../systems/catalogue.ts';
import { hung, wrap } from './columns.ts';
import { meantBy } from './meant.ts';
import { duration } from './rows.ts';

/** Columns that prose is wrapped at, where the terminal has them. */
const PROSE = 76;

/** Where the page of an issue type is, from the root of the package. Throws UsageError for a type that does not exist. */
export function pageOf(issueType: string, catalogue: Catalogue): string {
  return pageFor(knownIssue(issueType, catalogue).phase, issueType);
}

/**
 * `orixoon explain`: what it means, how it is found, what would be done, the policy that would apply, then its page;
 * in a terminal, wrapped at so many columns.
 */
export function explainText(
  issueType: string,
  catalogue: Catalogue,
  policy: Policy | null,
  page: string,
  columns?: number,
): string {
  const issue = knownIssue(issueType, catalogue);
  const remedy = policy?.remedies[issueType];
  const action = remedy ? remedy.action : issue.action === null ? null : (catalogue.actions[issue.action] ?? null);
  const other = remedy?.action && remedy.action.id !== issue.action ? `; the default is ${issue.action ?? 'none'}` : '';
  const width = Math.max(20, Math.min(PROSE, (columns ?? Infinity) - 2));
  const part = (title: string, text: string): string[] => [title, ...hung('  ', text, width + 2), ''];
  return [
    ...wrap(`${issueType}: ${issue.title}`, width),
    '',
    ...part('What it means', issue.meaning),
    ...part('How it is found', issue.detection),
    ...part(
      'What would be done',
      action
        ? `${action.title} (${action.id}, ${action.risk} risk${other}).`
        : 'Nothing: it is reported, with what to do by hand.',
    ),
    ...part('Policy', policy ? policyOf(remedy, policy) : 'No config was read: the defaults apply.'),
    '-'.repeat(width),
    ...pageLines(page.trim(), columns),
  ].join('\n');
}

/** The lines of a page. Prose and lists are wrapped, at words; what is to be copied is left as it is. */
function pageLines(page: string, columns: number | undefined): string[] {
  let isCode = false;
  return page.split('\n').flatMap(line => {
    if (line.startsWith('```')) isCode = !isCode;
    if (columns === undefined || isCode || line.startsWith('|')) return [line];
    const hang = /^(?:[-*] |\d+\. )?/.exec(line)?.[0].length ?? 0;
    return hung(line.slice(0, hang), line.slice(hang), columns);
  });
}

function policyOf(remedy: Remedy | undefined, policy: Policy): string {
  if (!remedy?.action) return 'This config names no action for it.';
  if (!policy.isEnabled) return 'auto_healing.enabled is false: nothing is healed.';
  if (!remedy.isEnabled) return 'Its entry under healing_actions has enabled: false: it is not healed.';
  const attempts = Math.min(1 + remedy.maxRetries, policy.maxHealingAttempts);
  const asks = remedy.action.risk === 'high' || remedy.requiresConfirmation;
  return [
    `With --auto-heal ${asks ? 'it asks first (or --yes, or --approve)' : 'it does not ask'};`,
    `at most ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'} in a run,`,
    `${duration(policy.retryDelayMs)} apart, each within ${duration(remedy.timeoutMs)};`,
    `then not again on the same target for ${duration(policy.cooldownMs)},`,
    `and at most ${policy.maxSameHealPerDay} times within a day.`,
  ].join(' ');
}

/** The issue type of that name; UsageError, with the one that may be meant, where there is none. */
export function knownIssue(issueType: string, { issues }: Catalogue): Catalogue['issues'][string] {
  const issue = Object.hasOwn(issues, issueType) ? issues[issueType] : undefined;
  if (issue) return issue;
  const types = Object.keys(issues);
  const near = meantBy(issueType, types);
  const meant = near === null ? '' : ` Did you mean ${near}?`;
  throw new UsageError(`unknown issue type "${issueType}".${meant}\nName one of these: ${types.join(', ')}`);
}
