import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as after } from 'node:timers/promises';
import type { StampedEvent } from '../../../src/engine/events.ts';
import { faults } from '../../../src/practice/faults.ts';
import type { Fault, PracticeIssue } from '../../../src/practice/faults.ts';
import { clearQueue } from '../../../src/practice/faults/queue-items.ts';
import { catalogue } from '../../../src/systems/catalogue.ts';
import type { Desk } from '../orixoon.ts';
import type { Practice } from '../practice.ts';
import { agreement } from './agrees.ts';
import type { Agreement } from './agrees.ts';
import type { Chance } from './random.ts';

/** One run, and what is to be said of it. */
export interface Round {
  readonly exitCode: number | undefined;
  readonly ms: number;
  /** So many wanted each core of this machine, over the last minute. */
  readonly crowd: number;
  readonly healed: readonly string[];
  readonly failed: readonly string[];
  readonly issues: readonly string[];
  readonly agreement: Agreement | null;
  readonly desk: Desk;
}

/** A round with a fault. */
export interface FaultyRound extends Round {
  readonly fault: PracticeIssue;
  /** When the run began, against when the fault began; null: not before the fault was there. */
  readonly offsetMs: number | null;
  /** Whether the fault was wholly there before the run looked at it for the last time; null: it never was. */
  readonly wasInTime: boolean | null;
}

async function run(at: Desk): Promise<Omit<Round, 'agreement'>> {
  const began = performance.now();
  const { exitCode, stderr } = await at.run('--auto-heal', '--yes');
  const ms = performance.now() - began;
  if (exitCode === 2) throw new Error(`nothing was tested: ${stderr}`);
  const { auto_healing, issues } = at.report();
  const named = auto_healing.actions.map(({ action, target, success }) => ({ name: `${action} ${target}`, success }));
  return {
    ...{ exitCode, ms, crowd: (loadavg()[0] ?? 0) / availableParallelism(), desk: at },
    healed: named.filter(({ success }) => success).map(({ name }) => name),
    failed: named.filter(({ success }) => !success).map(({ name }) => name),
    issues: issues.map(({ type, target, outcome }) => `${type} ${target} ${outcome}`),
  };
}

/** Nothing is broken. The desk is the same for all, so that each run has the reports of those before it. */
export async function healthyRound(at: Desk): Promise<Round> {
  return { ...(await run(at)), agreement: null };
}

/** Limits across runs and on high numbers would only keep a fault from being healed, and each round is to begin anew. */
const unlimited = { cooldown_seconds: 0, max_same_heal_per_day: 1000, max_simultaneous_failures: 100 };

/** How long before the fault, and after it begins, a run may begin. */
const [EARLIEST_MS, LATEST_MS] = [-2000, 6000];

/**
 * A fault chosen by chance, at a moment chosen by chance: one in three before the run, the others while it goes on or
 * shortly before. Mended at the end.
 */
export async function faultyRound(lab: Practice, by: Chance, among: readonly PracticeIssue[]): Promise<FaultyRound> {
  const issue = by.one(among);
  const fault: Fault = faults[issue];
  const chosen = by.between(0, 3) < 1 ? null : Math.round(by.between(EARLIEST_MS, LATEST_MS));
  // Its config is made from what the fault did.
  const offsetMs = fault.config ? null : chosen;
  const started = Date.now() + Math.max(0, -(offsetMs ?? 0));
  const inject = async (): Promise<number | null> => {
    await after(Math.max(0, started - Date.now()));
    // It may be healed before it can be seen from outside: then it never was wholly there.
    return await fault.inject(lab.stack, lab.docker).then(
      () => Date.now(),
      () => null,
    );
  };
  const begun = inject();
  if (offsetMs === null) await begun;
  else await after(Math.max(0, offsetMs));
  const at = lab.desk({ safety_limits: unlimited, ...(await fault.config?.(lab.stack, lab.docker)) });
  const ran = await run(at);
  const isAllowed = ran.exitCode === 0;
  const seenAt = Date.now();
  // Asked at once: what comes later is not the run's to know.
  const agreed = isAllowed ? await agreement(lab, issue) : null;
  const [inPlaceAt, last] = [await begun, lastLookAt(at, issue)];
  const wasInTime = inPlaceAt === null ? null : inPlaceAt < Math.min(last, seenAt);
  await fault.undo(lab.stack, lab.docker);
  await lab.mend();
  await clearQueue(lab.stack);
  return { ...ran, agreement: agreed, fault: issue, offsetMs, wasInTime };
}

/** When the run began to look at the phase of an issue for the last time. */
function lastLookAt(at: Desk, issue: PracticeIssue): number {
  const phase = catalogue.issues[issue]?.phase;
  const events = at
    .read('events.ndjson')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as StampedEvent);
  const looks = events.filter(event => event.type === 'phase:start' && event.phase === phase);
  return Date.parse(looks.at(-1)?.at ?? '');
}

/** An ALLOW over a fault that the run could have seen: the one thing that may never be. */
export const isFalseCalm = ({ exitCode, agreement: agreed, wasInTime }: FaultyRound): boolean =>
  exitCode === 0 && isNot(agreed) && wasInTime === true;

const isNot = (agreed: Agreement | null): boolean => typeof agreed === 'object' && agreed !== null;

/** An ALLOW that is over before the fault was wholly there, which something was left of: nobody can say whose fault that is. */
export const isHalf = ({ exitCode, agreement: agreed, wasInTime }: FaultyRound): boolean =>
  exitCode === 0 && isNot(agreed) && wasInTime === null;

/** A machine on which everybody waits for seconds to be run at all: what is not answered there is not well either. */
const CROWDED = 4;

/** Where nobody gets to run in time, there is no healthy stack to be wrong about. What is done there is wrong all the same. */
export const isStarved = ({ crowd }: Round): boolean => crowd > CROWDED;

/** Anything but ALLOW without an issue and without an action, while nothing was broken. */
export const isFalseAlarm = (round: Round): boolean =>
  hasActed(round) || (!isStarved(round) && (round.exitCode !== 0 || round.issues.length > 0));

const hasActed = ({ healed, failed }: Round): boolean => healed.length + failed.length > 0;
