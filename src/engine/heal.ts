import type { Attempt, AttemptResult } from '../core/attempt.ts';
import type { Finding, Problem } from '../core/finding.ts';
import type { Permit } from '../core/gate.ts';
import type { PlannedAction } from '../core/plan.ts';
import { StaleError } from '../errors.ts';
import type { Done, HealAction, Hands, Look } from '../systems/system.ts';
import { within } from '../within.ts';
import type { ActionRecord } from './events.ts';
import { movedOn } from './moved-on.ts';
import { actionNamed } from './planner.ts';
import type { Ports, RunPlan } from './ports.ts';
import { identityOf, settle } from './settle.ts';
import type { Settled } from './settle.ts';
import { cutOf, unlessAborted } from './wait.ts';

/** A cut run hears for so long what became of its action. CI systems kill for good 7.5 s after they asked. */
const LAST_WORD_MS = 3000;

/** What came of one permit. `resolved` and `stale`: nothing was done, the world had moved on. */
export interface Healed {
  readonly result: 'healed' | 'unhealed' | 'failed' | 'stale' | 'interrupted' | 'resolved' | 'denied';
  readonly details: string;
  /** The newest look: where it is healed, at the problem's whole system. Null where nothing was done. */
  readonly findings: readonly Finding[] | null;
  /** What was done, where anything was. */
  readonly record: ActionRecord | null;
  /** Takes back what was done and stands; null where there is nothing of the kind. */
  readonly takeBack: TakeBack | null;
}

/** What is being healed: acted on already. Boxed, for a promise of a promise is one. */
export interface Settling {
  readonly healed: Promise<Healed>;
}

/** Undo it, and tell of it in the record. Never throws: what could not be undone is told too. */
export type TakeBack = (record: ActionRecord) => Promise<ActionRecord>;

/**
 * Identity still holds? → reserve → act → settle. Resolves when it has acted: while it settles, what is independent of it
 * may be healed. The only caller of HealAction.run, and only with a permit.
 */
export async function heal(
  permit: Permit,
  nth: number,
  approvedBy: string | null,
  before: readonly Finding[],
  plan: RunPlan,
  ports: Ports,
): Promise<Settling> {
  const { planned } = permit;
  const { problem } = planned;
  const action = actionNamed(planned.action?.id, plan.actions);
  if (!action) throw new Error(`no action is registered as ${planned.action?.id ?? '(none)'}`);
  const moved = await movedOn(planned, action, plan, ports);
  if (moved) return untouched(moved);

  const attempt = reserve(planned, action, nth, plan, ports);
  if (typeof attempt === 'string') return untouched({ result: 'denied', details: attempt });
  const startedAt = ports.look.now();
  const begun: ActionRecord = {
    id: attempt.id,
    timestamp: new Date(startedAt).toISOString(),
    ...{ issue: problem.issue, target: problem.target, action: action.id, risk: action.risk },
    ...{ attempt: nth, success: null, details: '', duration_ms: 0, approved_by: approvedBy, changed: {} },
  };
  ports.emit({ type: 'heal:start', action: begun, steps: planned.draft.steps });
  const acted = await act(permit, action, ports);
  const { undo, ...done } = acted.done;
  const record = { ...begun, ...done, duration_ms: ports.look.now() - startedAt };
  ports.emit({ type: 'heal:acted', action: record });
  const takeBack = undo ? takeBackBy(undo, permit, ports) : null;
  return { healed: settled({ acted, record, takeBack, startedAt }, problem, before, plan, ports) };
}

const untouched = (why: Pick<Healed, 'result' | 'details'>): Settling => ({
  healed: Promise.resolve({ ...why, findings: null, record: null, takeBack: null }),
});

interface UnderWay extends Pick<Healed, 'takeBack'> {
  readonly acted: Acted;
  readonly record: ActionRecord;
  readonly startedAt: number;
}

/** What came of the deed: told to the ledger, and taken back where it is no cure and can be. */
async function settled(
  { acted, startedAt, ...deed }: UnderWay,
  problem: Problem,
  before: readonly Finding[],
  plan: RunPlan,
  ports: Ports,
): Promise<Healed> {
  const isUntold = acted.result === 'stale' || acted.result === 'interrupted';
  const seen: Settled = isUntold
    ? { isWell: false, isSick: false, findings: before, message: acted.done.details, identity: '' }
    : await settle(problem, before, acted.result === 'applied', plan, ports);
  const result = resultOf(acted.result, seen, problem, ports);
  ports.ledger.settle(deed.record.id, result);
  let record: ActionRecord = { ...deed.record, details: inWords(acted, seen), success: result === 'healed' };
  const isNoCure = result === 'unhealed' && seen.isSick;
  if (isNoCure && deed.takeBack) record = await deed.takeBack(record);
  record = { ...record, duration_ms: ports.look.now() - startedAt };
  ports.emit({ type: 'heal:finish', action: record, outcome: result });
  const takeBack = isNoCure ? null : deed.takeBack;
  return { result, details: record.details, findings: seen.findings, record, takeBack };
}

type Acted = { readonly result: 'applied' | 'failed' | 'stale' | 'interrupted'; readonly done: Done };

function resultOf(
  acted: Acted['result'],
  { isWell, identity }: Settled,
  problem: Problem,
  ports: Ports,
): Exclude<AttemptResult, 'unsettled'> {
  if (acted === 'stale' || acted === 'interrupted') return acted;
  // A call that failed half-way may have done its work all the same: then what was sick is another one now.
  if (isWell && (acted === 'applied' || identity !== identityOf(problem))) return 'healed';
  if (cutOf(ports.look.signal)) return 'interrupted';
  return acted === 'failed' ? 'failed' : 'unhealed';
}

function inWords({ result, done }: Acted, { isWell, message }: Settled): string {
  if (result === 'applied' && !isWell) return `${done.details}; but the re-test says: ${message}`;
  return result === 'failed' && isWell ? `${done.details}; the re-test passes all the same` : done.details;
}

/** Write the attempt down before it is made; a ledger that cannot be written denies it. */
function reserve(
  { problem }: PlannedAction,
  action: HealAction,
  nth: number,
  plan: RunPlan,
  ports: Ports,
): Omit<Attempt, 'result'> | string {
  const at = ports.moment();
  const attempt = {
    id: `${plan.runId}/${action.id}/${problem.issue}/${problem.target}/${nth}`,
    runId: plan.runId,
    phase: problem.phase,
    issue: problem.issue,
    target: problem.target,
    action: action.id,
    budget: action.budget,
    at,
  };
  try {
    ports.ledger.reserve(attempt);
    return attempt;
  } catch (error) {
    return `the ledger cannot be written, so nothing was done: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function act(permit: Permit, action: HealAction, ports: Ports): Promise<Acted> {
  try {
    // The start of it may be what could not be written down.
    const [obstacle] = ports.obstacles();
    if (obstacle !== undefined) throw new Error(`nothing was done: ${obstacle}`);
    const done = await inTime(permit, ports, (hands, look) => action.run(permit, hands, look));
    return { result: 'applied', done };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const cut = cutOf(ports.look.signal);
    const result = error instanceof StaleError ? 'stale' : cut ? 'interrupted' : 'failed';
    const details = result === 'interrupted' && cut && said !== cut.message ? `${cut.message}; ${said}` : said;
    return { result, done: { changed: {}, details } };
  }
}

/** With the same permit and in the same time as the action itself. */
function takeBackBy(undo: NonNullable<Done['undo']>, permit: Permit, ports: Ports): TakeBack {
  return async record => {
    try {
      const { changed, details } = await inTime(permit, ports, undo);
      return { ...record, changed: { ...record.changed, ...changed }, details: `${record.details}; ${details}` };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { ...record, details: `${record.details}; and it could not be undone: ${why}` };
    }
  };
}

/** Work with hands that the permit opens, until the remedy's time is up or the run is cut short. */
async function inTime(permit: Permit, ports: Ports, work: (hands: Hands, look: Look) => Promise<Done>): Promise<Done> {
  const { draft, remedy } = permit.planned;
  const timeoutMs = Math.max(remedy?.timeoutMs ?? 0, draft.minTimeoutMs ?? 0);
  const signal = within(timeoutMs, ports.look.signal);
  const giveUp = (): never => {
    throw new Error(
      cutOf(ports.look.signal)?.message ??
        `not done within ${timeoutMs / 1000} s (timeout_seconds); what it began may still go on`,
    );
  };
  const lastWordMs = (): number => (cutOf(ports.look.signal) ? LAST_WORD_MS : 0);
  const hands = await ports.openHands(permit, signal);
  return unlessAborted(work(hands, { ...ports.look, signal }), signal, giveUp, lastWordMs);
}
