import { StaleError } from '../../errors.ts';
import type { HealAction, Hands, Look } from '../system.ts';
import { backendsIn } from './backends.ts';
import { blockageOf } from './blockers.ts';
import { guardOf, inWords, queryOf, terminate, throwIfNothingDone } from './ending.ts';
import type { Ended } from './ending.ts';
import { clearBlockingQueries as info } from './issues.ts';
import { draftOn, draftToEnd, sort } from './planning.ts';
import { readSessions } from './queries/sessions.ts';
import { signal } from './queries/signal.ts';
import type { Backend } from './queries/signal.ts';
import type { SeenReading, Session } from './reading.ts';
import { calling } from './sparing.ts';
import { until } from './until.ts';
import { plural, sessionInWords } from './words.ts';

/** How long a cancelled query has to let go before its session is terminated. */
const MOMENT_MS = 3000;

/** Cancels the queries of the root blockers, and terminates those that hold on or are idle in a transaction. */
export const clearBlockingQueries: HealAction = {
  ...info,
  isItemwise: true,
  draft: (_problem, look) =>
    draftOn(look, async seen => {
      const { roots, waiters, hasPrepared } = blockageOf(seen.sessions, seen.settings.lock_wait_seconds);
      const sorted = await sort(roots, seen, look);
      const spared = [...sorted.spared, ...(hasPrepared ? preparedInWords(seen) : [])];
      const nobody =
        waiters.length === 0 ? 'nobody waits for a lock too long any more' : 'no root blocker may be ended';
      return draftToEnd({ ...sorted, spared }, nobody, stepFor);
    }),
  async run(permit, hands, look) {
    const listed = await stillRoots(backendsIn(permit.identity), hands, look);
    if (listed.length === 0) throw new StaleError('none of the blockers in the plan blocks anybody any more');
    const active = listed.filter(({ state }) => !isIdle(state));
    const idle = listed.filter(({ state }) => isIdle(state));
    const cancelled = await signal(queryOf(hands), 'cancel', active, guardOf(look));
    const holdingOn = await waitForRelease(
      active.filter(({ pid }) => cancelled.get(pid) === true),
      hands,
      look,
    );
    const toEnd = [...idle, ...holdingOn];
    const ended = await terminate(toEnd, hands, look);
    const released = [...cancelled.values()].filter(Boolean).length - holdingOn.length;
    const all = withCancelled(ended, active, cancelled);
    throwIfNothingDone(released + ended.terminated, all);
    return {
      changed: { cancelled: released, terminated: ended.terminated },
      details: inWords(
        `cancelled ${plural(released, 'query').replace('querys', 'queries')} and terminated ${plural(ended.terminated, 'session')} at the root of the waits`,
        all,
      ),
    };
  },
};

const isIdle = (state: string | null): boolean => (state ?? '').startsWith('idle in transaction');

function stepFor(session: Session): string {
  const known = calling(session);
  const who = `${sessionInWords(session)}${known === null ? '' : `, ${known}`}`;
  return isIdle(session.state)
    ? `terminate ${who}, a root blocker, and roll its transaction back`
    : `cancel the query of ${who}, a root blocker, and terminate it if it still blocks after ${MOMENT_MS / 1000} s`;
}

const preparedInWords = ({ prepared }: SeenReading): string[] =>
  prepared.map(
    ({ gid, owner, seconds }) =>
      `leave alone the prepared transaction '${gid}' of ${owner}, ${Math.floor(seconds)} s old: only its owner knows whether to COMMIT PREPARED or ROLLBACK PREPARED it`,
  );

/** Those of the listed that are what was seen and still at the root of somebody's wait, however long that has been. */
async function stillRoots(listed: readonly Backend[], hands: Hands, look: Look): Promise<readonly Backend[]> {
  const sessions = await readSessions(queryOf(hands), guardOf(look).database);
  const { roots } = blockageOf(sessions, -1);
  return listed.filter(backend =>
    roots.some(
      root =>
        root.pid === backend.pid &&
        root.backendStart === backend.backend_start &&
        root.state === backend.state &&
        root.stateChange === backend.state_change,
    ),
  );
}

/** Those that still block after a moment. */
async function waitForRelease(cancelled: readonly Backend[], hands: Hands, look: Look): Promise<readonly Backend[]> {
  let holdingOn = cancelled;
  await until(async () => (holdingOn = await stillRoots(holdingOn, hands, look)).length === 0, MOMENT_MS, hands.signal);
  return holdingOn;
}

function withCancelled(ended: Ended, active: readonly Backend[], cancelled: ReadonlyMap<number, boolean>): Ended {
  const notPermitted = active.map(({ pid }) => pid).filter(pid => cancelled.get(pid) === false);
  return {
    ...ended,
    leftAlone: ended.leftAlone + active.length - cancelled.size,
    notPermitted: [...ended.notPermitted, ...notPermitted],
  };
}
