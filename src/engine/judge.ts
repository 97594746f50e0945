import type { Finding, Problem } from '../core/finding.ts';
import { isSick, nodeOf } from '../core/finding.ts';
import type { System } from '../systems/system.ts';

const isOk = ({ status }: Finding): boolean => status === 'passed' || status === 'skipped';

/**
 * What a look says against a heal of the problem: its own check where it is sick, and the checks that the issue takes
 * down with it where they do not pass, whatever they said before.
 */
export function against(problem: Problem, findings: readonly Finding[], system: System): readonly Finding[] {
  const takenDown = system.issues[problem.issue]?.takesDown ?? [];
  return findings.filter(
    finding =>
      nodeOf(finding) === nodeOf(problem) &&
      ((finding.check === problem.check && isSick(finding)) || (takenDown.includes(finding.check) && !isOk(finding))),
  );
}

/** It says that something is wrong, and not only that nobody could look. */
export const isTold = ({ status, pendingUntil }: Finding): boolean => status !== 'error' || pendingUntil !== null;
