import { StaleError } from '../../errors.ts';
import type { Done, HealAction } from '../system.ts';
import { backendsIn } from './backends.ts';
import { blockageOf } from './blockers.ts';
import { inWords, terminate, throwIfNothingDone, wayTo } from './ending.ts';
import type { Ended, Way } from './ending.ts';
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
  needs: () => [{ kind: 'postgres', right: 'signal' }],
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
    const planned = backendsIn(permit.identity);
    const way = await wayTo(planned, hands, look);
    const roots = await rootsAmong(planned, way);
    const listed = planned.filter(backend => roots.some(root => isAsSeen(root, backend)));
    if (listed.length === 0) throw new StaleError('none of the blockers in the plan blocks anybody any more');
    const active = listed.filter(({ state }) => !isIdle(state));
    const found = await signal(way.query, 'cancel', active, way.guard);
    const cancelled = active.filter(({ pid }) => found.get(pid) === true);
    await untilReleased(cancelled, way);
    return await endTheRest({ idle: listed.filter(({ state }) => isIdle(state)), active, cancelled, found }, way);
  },
};

interface Step {
  readonly idle: readonly Backend[];
  readonly active: readonly Backend[];
  readonly cancelled: readonly Backend[];
  readonly found: ReadonlyMap<number, boolean>;
}

/** Terminate who still blocks now: seconds have gone by, and who was at the root may have let go or moved on. */
async function endTheRest({ idle, active, cancelled, found }: Step, way: Way): Promise<Done> {
  const roots = await rootsAmong([...idle, ...cancelled], way);
  const rootOf = (backend: Backend): Session | undefined => roots.find(root => isSame(root, backend));
  const toEnd = [
    ...idle.filter(backend => isAsSeen(rootOf(backend), backend)),
    ...cancelled.flatMap(backend => asItBlocksNow(backend, rootOf(backend)) ?? []),
  ];
  const ended = await terminate(toEnd, way);
  const released = cancelled.filter(({ pid }) => !toEnd.some(one => one.pid === pid));
  const all = withCancelled(ended, active, found);
  throwIfNothingDone(released.length + ended.terminated, all);
  const done = `cancelled ${released.length} ${released.length === 1 ? 'query' : 'queries'} and terminated ${plural(ended.terminated, 'session')} at the root of the waits`;
  const letGo = idle.filter(backend => !toEnd.includes(backend)).length;
  const blocking = released.filter(backend => rootOf(backend) !== undefined).map(({ pid }) => pid);
  return {
    changed: { cancelled: released.length, terminated: ended.terminated },
    details: [
      inWords(done, all),
      ...(letGo > 0 ? [`${plural(letGo, 'session')} had let go or moved on, and nothing was done to it`] : []),
      ...(blocking.length > 0
        ? [`pid ${blocking.join(', ')} went on in its transaction after the cancel, and still blocks`]
        : []),
    ].join('; '),
  };
}

/** What to terminate of a cancelled one that still blocks: it does not heed, or its transaction is aborted and holds locks from before. */
function asItBlocksNow(backend: Backend, root: Session | undefined): Backend | null {
  if (isAsSeen(root, backend)) return backend;
  if (root?.state !== 'idle in transaction (aborted)' || root.stateChange === null) return null;
  return { ...backend, state: root.state, state_change: root.stateChange };
}

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

/** The sessions of the listed that are at the root of somebody's wait now, however long that has been and whatever they do. */
async function rootsAmong(listed: readonly Backend[], { query, guard }: Way): Promise<readonly Session[]> {
  const { roots } = blockageOf(await readSessions(query, guard.database), -1);
  return roots.filter(root => listed.some(backend => isSame(root, backend)));
}

const isSame = (root: Session, backend: Backend): boolean =>
  root.pid === backend.pid && root.backendStart === backend.backend_start;

const isAsSeen = (root: Session | undefined, backend: Backend): boolean =>
  root !== undefined &&
  isSame(root, backend) &&
  root.state === backend.state &&
  root.stateChange === backend.state_change;

/** Gives the cancelled a moment to let go. */
const untilReleased = (cancelled: readonly Backend[], way: Way): Promise<boolean> =>
  until(async () => (await rootsAmong(cancelled, way)).length === 0, MOMENT_MS, way.signal);

function withCancelled(ended: Ended, active: readonly Backend[], found: ReadonlyMap<number, boolean>): Ended {
  const notPermitted = active.map(({ pid }) => pid).filter(pid => found.get(pid) === false);
  return {
    ...ended,
    leftAlone: ended.leftAlone + active.length - found.size,
    notPermitted: [...ended.notPermitted, ...notPermitted],
  };
}
