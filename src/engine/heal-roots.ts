import type { Finding, Problem } from '../core/finding.ts';
import { isGone, isProblem, problemKey } from '../core/finding.ts';
import { gate } from '../core/gate.ts';
import type { Permit } from '../core/gate.ts';
import { openAnswers } from './answers.ts';
import type { Answers } from './answers.ts';
import { decideAll } from './decide.ts';
import type { Decided } from './decide.ts';
import { diagnose } from './diagnose.ts';
import type { ActionRecord } from './events.ts';
import { heal } from './heal.ts';
import type { Healed } from './heal.ts';
import type { Heals } from './heals.ts';
import type { Issues } from './issues.ts';
import { lookAt, lookOnce } from './look.ts';
import { openPatience } from './patience.ts';
import type { Patience } from './patience.ts';
import type { Ports, RunPlan } from './ports.ts';
import { pause } from './wait.ts';

const POLL_MS = 250;

/** The last thing that was done about a problem. */
export interface Deed extends Pick<Healed, 'takeBack'> {
  readonly problem: Problem;
  readonly record: ActionRecord;
}

/** What healing came to: the newest findings, what was done last to each problem, and what may yet recover by itself. */
export interface HealedRoots {
  readonly findings: readonly Finding[];
  readonly acted: ReadonlyMap<string, Deed>;
  readonly patience: Patience;
}

/**
 * One root at a time, the mildest remedy first: gate → confirm → heal → look again at it and at what rests on it;
 * until nothing is wrong or nothing more is allowed. Ends, because every attempt counts against a limit.
 */
export async function healRoots(
  first: readonly Finding[],
  issues: Issues,
  heals: Heals,
  plan: RunPlan,
  ports: Ports,
): Promise<HealedRoots> {
  const { retryDelayMs } = plan.policy;
  const recoveryMs = ports.look.settings.auto_healing.stabilization.timeout_seconds * 1000;
  const patience = openPatience(retryDelayMs, recoveryMs, heals);
  const answers = openAnswers();
  const tries = new Map<string, number>();
  let findings = first;
  const acted = new Map<string, Deed>();
  while (!isCut(ports)) {
    const decided = await decideAll(findings, answers, issues, plan, ports);
    markResolved(findings, issues);
    const open = decided.filter(one => isOpen(one, tries, plan));
    if (open.length === 0) break;
    const now = ports.look.now();
    const ripe = open.find(({ planned }) => patience.notBefore(planned, now) === null);
    if (!ripe) {
      findings = merge(findings, await waitFor(open, patience, plan, ports));
      continue;
    }
    const permit = await permitFor(ripe, answers, issues, ports);
    if (!permit) continue;
    const key = problemKey(ripe.planned.problem);
    tries.set(key, (tries.get(key) ?? 0) + 1);
    const healed = await heal(permit, tries.get(key) ?? 1, approvedBy(ripe, answers), findings, plan, ports);
    if (healed.record) acted.set(key, { ...healed, record: healed.record, problem: ripe.planned.problem });
    await writeDown(ripe, healed, issues, plan, ports);
    if (healed.result === 'healed') heals.healed(ripe.planned, ports.look.now());
    else patience.tried(ripe.planned, ports.look.now());
    if (!isCut(ports)) findings = merge(findings, await lookAgain(ripe, plan, ports));
  }
  return { findings, acted, patience };
}

/** Asked anew each time: a signal comes while we wait. */
const isCut = (ports: Ports): boolean => ports.look.signal.aborted;

/** Roots that the gate allows or would ask about. A plan that keeps going stale ends here too. */
const isOpen = ({ planned, decision }: Decided, tries: ReadonlyMap<string, number>, plan: RunPlan): boolean =>
  planned.blockedBy === null &&
  (decision.verdict === 'allow' || decision.verdict === 'ask') &&
  (tries.get(problemKey(planned.problem)) ?? 0) < plan.policy.maxHealingAttempts;

/** The gate's permit, after asking a human where it wants one. */
async function permitFor(
  { planned, decision, input }: Decided,
  answers: Answers,
  issues: Issues,
  ports: Ports,
): Promise<Permit | null> {
  if (decision.verdict === 'allow') return decision.permit;
  const record = issues.get(planned.problem);
  if (!record) return null;
  ports.emit({ type: 'confirm:ask', issue: record });
  const answer = await ports.confirm(record);
  ports.emit({ type: 'confirm:answer', issue: record.type, target: record.target, answer });
  answers.give(planned, answer);
  const answered = gate(planned, { ...input, answer, now: ports.moment() });
  issues.decided(planned, answered);
  return answered.verdict === 'allow' ? answered.permit : null;
}

/** Who said yes, for the report; null where no approval was needed. */
function approvedBy({ planned, decision }: Decided, answers: Answers): string | null {
  if (answers.of(planned) === 'yes') return 'prompt';
  const reason = decision.trace.find(step => step.rule === 'confirmation')?.reason ?? '';
  return /approved by (.+)$/.exec(reason)?.[1] ?? null;
}

async function writeDown(
  { planned }: Decided,
  healed: Healed,
  issues: Issues,
  plan: RunPlan,
  ports: Ports,
): Promise<void> {
  const { problem } = planned;
  if (healed.result === 'healed' || healed.result === 'resolved' || healed.result === 'stale') {
    issues.update(problem, { outcome: healed.result });
    return;
  }
  if (healed.result === 'denied') return; // the ledger is unusable now: the next decision says so
  const again =
    healed.findings.filter(isProblem).find(finding => problemKey(finding) === problemKey(problem)) ?? problem;
  const { evidence, recommendation } = await diagnose(again, plan, ports);
  const record = issues.get(problem);
  issues.update(problem, {
    outcome: 'unhealed',
    evidence: { ...problem.evidence, ...evidence, last_attempt: healed.details },
    ...((recommendation ?? record?.recommendation)
      ? { recommendation: recommendation ?? record?.recommendation ?? '' }
      : {}),
  });
}

/** A problem that went away though nobody acted on it. */
function markResolved(findings: readonly Finding[], issues: Issues): void {
  for (const { type, target, phase, outcome } of issues.all()) {
    const isUndecided = outcome === null || outcome === 'denied' || outcome === 'stale';
    if (isUndecided && isGone({ issue: type, target, phase }, findings))
      issues.update({ issue: type, target }, { outcome: 'resolved' });
  }
}

/** The re-test: the problem's system and those of all that rests on it. */
function lookAgain({ planned }: Decided, plan: RunPlan, ports: Ports): Promise<Finding[]> {
  const phases = new Set([planned.problem.phase, ...planned.dependents.map(node => node.split('/')[0] ?? '')]);
  return lookAt(
    plan.systems.filter(({ id }) => phases.has(id)),
    'retest',
    plan,
    ports,
  );
}

/** Wait until the first problem is ripe, looking all the while: what recovers by itself is not waited for. */
async function waitFor(open: readonly Decided[], patience: Patience, plan: RunPlan, ports: Ports): Promise<Finding[]> {
  const { look } = ports;
  const waits = open.flatMap(({ planned }) => patience.notBefore(planned, look.now()) ?? []);
  const first = waits.reduce((a, b) => (b.at < a.at ? b : a));
  const systems = plan.systems.filter(({ id }) => open.some(({ planned }) => planned.problem.phase === id));
  const wanted = new Set(open.map(({ planned }) => problemKey(planned.problem)));
  ports.emit({ type: 'wait', reason: first.reason, ms: first.at - look.now() });
  while (look.now() < first.at && !look.signal.aborted) {
    await pause(Math.min(POLL_MS, first.at - look.now()), look.signal);
    const seen = (await Promise.all(systems.map(system => lookOnce(system, plan, look)))).flat();
    const present = seen.filter(isProblem).filter(problem => wanted.has(problemKey(problem)));
    if (present.length < wanted.size) break;
  }
  return lookAt(systems, 'retest', plan, ports);
}

/** Newer findings replace those of their phases. */
export function merge(older: readonly Finding[], newer: readonly Finding[]): Finding[] {
  const phases = new Set(newer.map(({ phase }) => phase));
  return [...older.filter(({ phase }) => !phases.has(phase)), ...newer];
}
