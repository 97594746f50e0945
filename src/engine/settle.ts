import type { Finding, Problem } from '../core/finding.ts';
import { isSick, nodeOf, problemKey } from '../core/finding.ts';
import { canonical } from '../core/json.ts';
import type { System } from '../systems/system.ts';
import { against, isTold } from './judge.ts';
import { lookOnce } from './look.ts';
import type { Ports, RunPlan } from './ports.ts';
import { pause } from './wait.ts';

/** Until the first pass, look this often: a container that starts in 300 ms is seen at once. */
const POLL_MS = 100;

export interface Settled {
  readonly isWell: boolean;
  /** It is known to be sick: not well, and not for want of a look. */
  readonly isSick: boolean;
  /** The last look: at the problem's whole system where `isWell`, else at its target. */
  readonly findings: readonly Finding[];
  /** What the last look said of the target. */
  readonly message: string;
  /** What the last look saw, as `identityOf` tells it. */
  readonly identity: string;
}

/**
 * After an action: look at the problem's target until its check has passed `consecutive_passes` times in a row on one
 * identity, or time is up, or the failure is back for good. A pass on another identity starts the count anew. The last of
 * the passes is a look at the whole system: that is its re-test.
 */
export async function settle(
  problem: Problem,
  before: readonly Finding[],
  isPatient: boolean,
  plan: RunPlan,
  ports: Ports,
): Promise<Settled> {
  const { look } = ports;
  const system = systemOf(problem, plan);
  const { timeout_seconds, consecutive_passes, interval_seconds } = look.settings.auto_healing.stabilization;
  const startedAt = look.now();
  let deadline = startedAt + (isPatient ? timeout_seconds * 1000 : 0);
  let passes = 0;
  let passedOn = '';
  for (;;) {
    const isLast = passes >= consecutive_passes - 1;
    const findings = await lookOnce(system, plan, isLast ? look : { ...look, target: problem.target });
    const judged = judge(problem, before, findings, system);
    passes = judged.isWell ? (judged.identity === passedOn ? passes + 1 : 1) : 0;
    passedOn = judged.identity;
    ports.emit({
      type: 'heal:settling',
      issue: problem.issue,
      target: problem.target,
      passes,
      wanted: consecutive_passes,
      elapsed_ms: look.now() - startedAt,
      message: judged.message,
    });
    const { message, identity } = judged;
    if (passes >= consecutive_passes) return { isWell: true, isSick: false, findings, message, identity };
    if (isPatient && judged.pendingUntil !== null) deadline = Math.max(deadline, judged.pendingUntil);
    const isOver = judged.isOver || (passes === 0 && look.now() >= deadline) || look.signal.aborted;
    if (isOver) return { isWell: false, isSick: judged.isSick, findings, message, identity };
    await pause(passes > 0 ? interval_seconds * 1000 : POLL_MS, look.signal);
  }
}

interface Judged {
  readonly isWell: boolean;
  readonly isSick: boolean;
  readonly isOver: boolean;
  readonly identity: string;
  readonly message: string;
  readonly pendingUntil: number | null;
}

/** Well: the problem's check passes, with those that it took down, and nothing about its target is sick that was not sick before the heal. */
function judge(problem: Problem, before: readonly Finding[], findings: readonly Finding[], system: System): Judged {
  const ofTarget = findings.filter(finding => nodeOf(finding) === nodeOf(problem));
  const wasSick = new Set(
    before.filter(finding => nodeOf(finding) === nodeOf(problem) && isSick(finding)).map(finding => finding.check),
  );
  const ofCheck = ofTarget.filter(finding => finding.check === problem.check);
  const isNew = (finding: Finding): boolean => isSick(finding) && !wasSick.has(finding.check);
  const sick = [...new Set([...against(problem, findings, system), ...ofTarget.filter(isNew)])];
  const couldNotLook = findings.find(finding => finding.check === 'probe' && finding.status === 'error');
  const [worst] = couldNotLook ? [couldNotLook] : sick;
  const same = sick.find(
    finding =>
      finding.issue !== null && problemKey({ issue: finding.issue, target: finding.target }) === problemKey(problem),
  );
  return {
    isWell: !worst && ofTarget.length > 0,
    isSick: !couldNotLook && sick.some(isTold),
    isOver: same !== undefined && same.isFinal && canonical(same.identity) !== canonical(problem.identity),
    identity: identityOf(...(ofCheck.length > 0 ? ofCheck : ofTarget)),
    message: worst?.message ?? (ofCheck[0] ?? ofTarget[0])?.message ?? `${problem.target} was not seen`,
    pendingUntil: Math.max(...sick.map(finding => finding.pendingUntil ?? 0)) || null,
  };
}

/** What was seen, as one text: equal while it is the same one. */
export const identityOf = (...findings: readonly Finding[]): string =>
  canonical(findings.map(finding => finding.identity));

/** The system that a problem belongs to. */
export function systemOf(problem: { readonly phase: string }, plan: RunPlan): System {
  const system = plan.systems.find(({ id }) => id === problem.phase);
  if (!system) throw new Error(`phase ${problem.phase} is not part of this run`);
  return system;
}
