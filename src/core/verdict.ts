import type { Finding, NodeId } from './finding.ts';
import { nodeOf } from './finding.ts';

export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 130 | 143;

export interface Verdict {
  readonly decision: 'ALLOW' | 'BLOCK';
  readonly exitCode: ExitCode;
  /** The contract's name of the exit code. */
  readonly name: 'ALLOW' | 'BLOCK' | 'USAGE' | 'INCONCLUSIVE' | 'APPROVAL' | 'LOCKED' | 'INTERRUPTED';
  /** False where a critical check could not be evaluated, or the run was cut short. */
  readonly conclusive: boolean;
  readonly reasons: readonly string[];
}

export interface VerdictInput {
  /** Of the last look, and of nothing else. */
  readonly findings: readonly Finding[];
  readonly isCritical: (phase: string) => boolean;
  /** Nodes whose failure waits, itself or at its root, for an approval that nobody gave. Empty in a test-only or dry run. */
  readonly awaitingApproval: ReadonlySet<NodeId>;
  /** Nodes that could not be looked at for a reason that is itself an issue (what they rest on is broken): they fail with it. */
  readonly explained: ReadonlySet<NodeId>;
  /** What else kept the run from knowing or finishing: the deadline, an unusable ledger, a report that could not be written. */
  readonly obstacles: readonly string[];
  readonly interruptedBy: 'SIGINT' | 'SIGTERM' | null;
  /** How many heals succeeded. */
  readonly healed: number;
  readonly failOn: readonly ('warning' | 'healed')[];
}

const describe = (finding: Finding): string => `${nodeOf(finding)}: ${finding.message}`;

/** The last look decides; the healer's opinion is not asked. */
export function verdict(input: VerdictInput): Verdict {
  const critical = input.findings.filter(finding => input.isCritical(finding.phase));
  const isExplained = (finding: Finding): boolean => finding.status === 'error' && input.explained.has(nodeOf(finding));
  const failed = critical.filter(finding => finding.status === 'failed' || isExplained(finding));
  const waiting = failed.filter(finding => input.awaitingApproval.has(nodeOf(finding)));
  const blocking = failed.filter(finding => !waiting.includes(finding)).map(describe);
  blocking.push(...stricter(input));
  const unknown = critical.filter(finding => finding.status === 'error' && !isExplained(finding)).map(describe);
  unknown.push(...input.obstacles);

  const conclusive = unknown.length === 0 && input.interruptedBy === null;
  const end = (name: Verdict['name'], exitCode: ExitCode, reasons: readonly string[]): Verdict => ({
    decision: exitCode === 0 ? 'ALLOW' : 'BLOCK',
    exitCode,
    name,
    conclusive,
    reasons: [...reasons],
  });
  const rest = [...blocking, ...unknown, ...waiting.map(describe)];
  if (!input.findings.some(finding => finding.status !== 'skipped'))
    return end('USAGE', 2, ['no check was run: nothing that is configured was chosen', ...input.obstacles]);
  if (input.interruptedBy !== null)
    return end('INTERRUPTED', input.interruptedBy === 'SIGINT' ? 130 : 143, [
      `interrupted by ${input.interruptedBy}`,
      ...rest,
    ]);
  if (blocking.length > 0) return end('BLOCK', 1, rest);
  if (unknown.length > 0) return end('INCONCLUSIVE', 3, rest);
  if (waiting.length > 0) return end('APPROVAL', 4, rest);
  return end('ALLOW', 0, [
    input.healed > 0
      ? `every critical check passes, after ${input.healed} ${input.healed === 1 ? 'heal' : 'heals'}`
      : 'every critical check passes',
  ]);
}

/** `--fail-on`: what would else be let through. */
function stricter({ findings, failOn, healed }: VerdictInput): string[] {
  const reasons = failOn.includes('warning')
    ? findings
        .filter(finding => finding.status === 'warning')
        .map(finding => `${describe(finding)} (--fail-on warning)`)
    : [];
  if (failOn.includes('healed') && healed > 0)
    reasons.push(`${healed} ${healed === 1 ? 'heal was' : 'heals were'} needed (--fail-on healed)`);
  return reasons;
}
