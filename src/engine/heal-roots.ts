import type { Finding, Problem } from '../core/finding.ts';
import { problemKey } from '../core/finding.ts';
import { gate } from '../core/gate.ts';
import type { Permit } from '../core/gate.ts';
import { mayBeginBeside } from '../core/plan.ts';
import { openAnswers } from './answers.ts';
import type { Answers } from './answers.ts';
import { decideAgain, decideAll } from './decide.ts';
import type { Decided } from './decide.ts';
import type { ActionRecord } from './events.ts';
import { heal } from './heal.ts';
import type { Healed, Settling } from './heal.ts';
import type { Heals } from './heals.ts';
import type { Issues } from './issues.ts';
import { markResolved, writeDown } from './outcomes.ts';
import { openPatience } from './patience.ts';
import type { Patience } from './patience.ts';
import type { Ports, RunPlan } from './ports.ts';
import { lookAgain, merge, waitFor } from './retest.ts';
import type { Tried } from './retest.ts';

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

/** What the loop remembers from root to root. */
interface Course {
  readonly issues: Issues;
  readonly heals: Heals;
  readonly answers: Answers;
  readonly patience: Patience;
  /** Attempts of this run, by problem. */
  readonly tries: Map<string, number>;
  readonly acted: Map<string, Deed>;
}

/**
 * Root by root, the mildest remedy first: gate → confirm → heal → look again at it and at what rests on it; until nothing
 * is wrong or nothing more is allowed. What is independent settles side by side. Ends, because every attempt counts
 * against a limit.
 */
export async function healRoots(
  first: readonly Finding[],
  issues: Issues,
  heals: Heals,
  plan: RunPlan,
  ports: Ports,
): Promise<HealedRoots> {
  const recoveryMs = ports.look.settings.auto_healing.stabilization.timeout_seconds * 1000;
  const patience = openPatience(plan.policy.retryDelayMs, recoveryMs, heals);
  const course: Course = { issues, heals, patience, answers: openAnswers(), tries: new Map(), acted: new Map() };
  let findings = first;
  while (!isCut(ports)) {
    const decided = await decideAll(findings, course.answers, issues, plan, ports);
    markResolved(findings, issues);
    const open = decided.filter(one => isOpen(one, course.tries, plan));
    if (open.length === 0) break;
    const now = ports.look.now();
    const ripe = open.filter(({ planned }) => patience.notBefore(planned, now) === null);
    if (ripe.length === 0) {
      findings = merge(findings, await waitFor(open, patience, plan, ports));
      continue;
    }
    const tried = await healSideBySide(ripe, findings, course, plan, ports);
    if (!isCut(ports) && tried.length > 0) findings = merge(findings, await lookAgain(tried, findings, plan, ports));
  }
  return { findings, acted: course.acted, patience };
}

/** One after the other is acted on, each by a permit that counts those before it; then all of them settle. */
async function healSideBySide(
  ripe: readonly Decided[],
  findings: readonly Finding[],
  course: Course,
  plan: RunPlan,
  ports: Ports,
): Promise<readonly Tried[]> {
  const { issues, answers, tries } = course;
  const tried: Promise<Tried>[] = [];
  try {
    for (const [at, one] of sideBySide(ripe, plan).entries()) {
      if (isCut(ports)) break;
      const decided = at === 0 ? one : await decideAgain(one, issues, ports);
      const permit = await permitFor(decided, answers, issues, ports);
      if (!permit) continue;
      const key = problemKey(one.planned.problem);
      const nth = (tries.get(key) ?? 0) + 1;
      tries.set(key, nth);
      const settling = await heal(permit, nth, approvedBy(decided, answers), findings, plan, ports);
      const outcome = finish(decided, settling, course, plan, ports);
      // While the next is acted on nobody waits for it: its error is thrown at the end, where it is awaited.
      outcome.catch(() => undefined);
      tried.push(outcome);
    }
  } finally {
    // Whatever went wrong, nothing is left behind that still settles.
    await Promise.allSettled(tried);
  }
  return Promise.all(tried);
}

/** When it has settled: written down and remembered. */
async function finish(
  one: Decided,
  settling: Settling,
  { issues, heals, patience, acted }: Course,
  plan: RunPlan,
  ports: Ports,
): Promise<Tried> {
  const healed = await settling.healed;
  const { problem } = one.planned;
  if (healed.record) acted.set(problemKey(problem), { ...healed, record: healed.record, problem });
  await writeDown(one, healed, issues, plan, ports);
  if (healed.result === 'healed') heals.healed(one.planned, ports.look.now());
  else patience.tried(one.planned, ports.look.now());
  return { ...one, healed };
}

/** The first, and those after it that may begin while it settles, and that nobody needs to be asked about. */
function sideBySide(ripe: readonly Decided[], { policy }: RunPlan): readonly Decided[] {
  const chosen: Decided[] = [];
  for (const one of ripe) {
    const settling = chosen.map(({ planned }) => planned);
    const isFree = one.decision.verdict === 'allow' && mayBeginBeside(one.planned, settling, policy);
    if (chosen.length === 0 || isFree) chosen.push(one);
  }
  return chosen;
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
