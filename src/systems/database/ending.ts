import { PostgresError } from '../../clients/errors.ts';
import { StaleError } from '../../errors.ts';
import type { Hands, Look } from '../system.ts';
import type { Query } from './cells.ts';
import { databaseIn } from './probe.ts';
import { reachesAll } from './queries/reach.ts';
import { signal } from './queries/signal.ts';
import type { Backend, Guard } from './queries/signal.ts';
import { readSurvivors } from './queries/survivors.ts';
import { tablePatterns } from './sparing.ts';
import { until } from './until.ts';
import { plural } from './words.ts';

/** A session that is told to go does so in milliseconds, unless it hangs in the kernel. */
const GONE_WITHIN_MS = 10_000;

/** What became of the sessions that a permit names. */
export interface Ended {
  readonly terminated: number;
  /** No longer what was seen, or out of bounds by now. */
  readonly leftAlone: number;
  readonly notPermitted: readonly number[];
  readonly lingering: readonly number[];
}

/** By which connection a heal acts, and within which bounds. */
export interface Way {
  readonly query: Query;
  readonly guard: Guard;
  readonly signal: AbortSignal;
}

const POOL_FULL = '53300';

/**
 * One way for the whole heal. A plan made by admin_url, because there was no slot left, must not be carried out by a
 * role that has not the rights to, only because a slot came free meanwhile.
 */
export async function wayTo(backends: readonly Backend[], { postgres, signal }: Hands, look: Look): Promise<Way> {
  const by = (as: 'app' | 'admin'): Way => ({
    query: (sql, params) => postgres.query(sql, params, as),
    guard: guardOf(look),
    signal,
  });
  if (!look.settings.connections.database?.admin_url) return by('app');
  try {
    return by((await reachesAll(by('app').query, backends)) ? 'app' : 'admin');
  } catch (error) {
    if (error instanceof PostgresError && error.code === POOL_FULL) return by('admin');
    throw error;
  }
}

/** What no session may be or hold, whatever the permit names. */
const guardOf = ({ settings }: Look): Guard => ({
  database: databaseIn(settings.connections.database?.url ?? ''),
  protectedTables: tablePatterns(settings.blacklist.tables),
});

/** Terminate all that are still what was seen, then wait until they are gone. Never throws for a part of them. */
export async function terminate(backends: readonly Backend[], { query, guard, signal: stop }: Way): Promise<Ended> {
  const found = await signal(query, 'terminate', backends, guard);
  const signalled = backends.filter(({ pid }) => found.get(pid) === true);
  let lingering: ReadonlySet<number> = new Set();
  await until(async () => (lingering = await readSurvivors(query, signalled)).size === 0, GONE_WITHIN_MS, stop);
  return {
    terminated: signalled.length - lingering.size,
    leftAlone: backends.length - found.size,
    notPermitted: backends.map(({ pid }) => pid).filter(pid => found.get(pid) === false),
    lingering: [...lingering],
  };
}

/** Throws where nothing was achieved: StaleError where nobody was left to act on, else why it could not be done. */
export function throwIfNothingDone(done: number, { leftAlone, notPermitted, lingering }: Ended): void {
  if (done > 0) return;
  if (notPermitted.length > 0)
    throw new PostgresError(
      '42501',
      `PostgreSQL does not let this role end pid ${notPermitted.join(', ')}: it needs GRANT pg_signal_backend`,
    );
  if (lingering.length > 0)
    throw new Error(
      `pid ${lingering.join(', ')} was told to go and is still there after ${GONE_WITHIN_MS / 1000} s: look at it with ps and strace`,
    );
  throw new StaleError(
    `none of ${plural(leftAlone, 'session')} is what it was when the plan was made: all are left alone`,
  );
}

/** `terminated 14 sessions; 1 had changed and was left alone` */
export function inWords(done: string, { leftAlone, notPermitted, lingering }: Ended): string {
  return [
    done,
    ...(leftAlone > 0
      ? [`${leftAlone} had changed since the plan and ${leftAlone === 1 ? 'was' : 'were'} left alone`]
      : []),
    ...(notPermitted.length > 0 ? [`not permitted to end pid ${notPermitted.join(', ')} (pg_signal_backend)`] : []),
    ...(lingering.length > 0 ? [`pid ${lingering.join(', ')} is still there`] : []),
  ].join('; ');
}
