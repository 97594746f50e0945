import type { Json } from './json.ts';

/** The contract's five words. `error` means "could not tell": it blocks as a failure does, and is never a reason to heal. */
export type Status = 'passed' | 'failed' | 'warning' | 'skipped' | 'error';

/** `containers`, `redis`, …: a row of the registry, a key under `phases` in the config. */
export type PhaseName = string;

/** `container_not_running`, …: the key that `healing_actions` in the config speaks in. Stable once released. */
export type IssueType = string;

/** One thing that can be sick and that others can rest on: `containers/redis`. */
export type NodeId = `${PhaseName}/${string}`;

/** What exactly was seen: container id and StartedAt, pid and backend_start, … Two looks at one state give equal identities. */
export type Identity = { readonly [key: string]: Json };

/** What a check says of one target. The only currency between looking, planning and the verdict. */
export interface Finding {
  readonly phase: PhaseName;
  readonly check: string;
  readonly target: string;
  readonly status: Status;
  /** The issue type, where the failure is one that the domain names; else null. */
  readonly issue: IssueType | null;
  readonly message: string;
  readonly observed: Json;
  readonly threshold: Json;
  /** Milliseconds. */
  readonly durationMs: number;
  readonly identity: Identity;
  readonly evidence: { readonly [key: string]: Json };
  /** What a person should do, where the check knows better than the issue's page. */
  readonly recommendation: string | null;
  /** The nodes that must be well before this one can be. */
  readonly restsOn: readonly NodeId[];
  /** For an `error` that is only "not yet" (a health check still starting, Redis still loading): until when to keep looking, in epoch milliseconds. */
  readonly pendingUntil: number | null;
  /** True of a failure that waiting cannot cure: a container that exited and that nobody will start again. */
  readonly isFinal: boolean;
}

/** A finding with an issue type: something that a heal action may be named for. */
export type Problem = Finding & { readonly issue: IssueType };

export const nodeOf = (finding: { readonly phase: PhaseName; readonly target: string }): NodeId =>
  `${finding.phase}/${finding.target}`;

/** One name for one problem in a run: `container_not_running redis`. */
export const problemKey = (problem: { readonly issue: IssueType; readonly target: string }): string =>
  `${problem.issue} ${problem.target}`;

/** Where the page of an issue type lies, from the package's root. */
export const pageFor = (phase: PhaseName, issue: IssueType): string =>
  `docs/issues/${phase.replaceAll('_', '-')}/${issue}.md`;

/** What a check says of a target, as one text: what is sick under another key is news. */
export const checkKey = (finding: Finding): string => `${nodeOf(finding)} ${finding.check} ${finding.issue ?? ''}`;

/** Where a person reads on: the command that prints that page, wherever the package lies. */
export const moreAbout = (issue: IssueType): string => `orixoon explain ${issue}`;

/** The advice where a check has none of its own. It is no command to be typed next, and does not begin as one. */
export const seeMore = (issue: IssueType): string => `see ${moreAbout(issue)}`;

export const isProblem = (finding: Finding): finding is Problem =>
  finding.issue !== null && (finding.status === 'failed' || finding.status === 'warning');

/** Sick: not known to be well. A node whose look failed is sick too, for nothing may be built on it. */
export const isSick = (finding: Finding): boolean =>
  finding.status === 'failed' || finding.status === 'error' || isProblem(finding);

/** True if a look shows that a problem is no more. Not having been able to look shows nothing. */
export const isGone = (
  problem: { readonly issue: IssueType; readonly target: string; readonly phase: PhaseName },
  findings: readonly Finding[],
): boolean =>
  !findings.some(
    finding =>
      (isProblem(finding) && problemKey(finding) === problemKey(problem)) ||
      (finding.status === 'error' &&
        finding.phase === problem.phase &&
        (finding.check === 'probe' || finding.target === problem.target)),
  );
