import { PostgresError } from '../../clients/errors.ts';
import { StaleError } from '../../errors.ts';
import type { Hands, Look } from '../system.ts';
import type { Query } from './cells.ts';
import { databaseIn } from './probe.ts';
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

/** What no session may be or hold, whatever the permit names. */
export const guardOf = ({ settings }: Look): Guard => ({
  database: databaseIn(settings.connections.database?.url ?? ''),
  protectedTables: tablePatterns(settings.blacklist.tables),
});

/** The writing handle as a plain query. */
export const queryOf =
  ({ postgres }: Hands): Query =>
  (sql, params) =>
    postgres.query(sql, params);

/** Terminate all that are still what was seen, then wait until they are gone. Never throws for a part of them. */
export async function terminate(backends: readonly Backend[], hands: Hands, look: Look): Promise<Ended> {
  const query = queryOf(hands);
  const found = await signal(query, 'terminate', backends, guardOf(look));
  const signalled = backends.filter(({ pid }) => found.get(pid) === true);
  let lingering: ReadonlySet<number> = new Set();
  await until(async () => (lingering = await readSurvivors(query, signalled)).size === 0, GONE_WITHIN_MS, hands.signal);
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
