import { unavailable } from '../../core/plan.ts';
import type { Draft } from '../../core/plan.ts';
import type { Look } from '../system.ts';
import { identityOf, touchesOf } from './backends.ts';
import { probe } from './probe.ts';
import { readWriteLocks } from './queries/write-locks.ts';
import type { SeenReading, Session } from './reading.ts';
import { protectionOf, whyUntouchable } from './sparing.ts';
import type { TableNames } from './sparing.ts';
import { plural, sessionInWords } from './words.ts';

/** Candidates for a heal, told apart. */
export interface Sorted {
  readonly free: readonly Session[];
  /** On the blacklist: never ended, and named in the plan so that the gate says so where nothing else is left. */
  readonly listed: readonly Session[];
  /** One line each: who is left alone, and why. */
  readonly spared: readonly string[];
  readonly tables: ReadonlyMap<number, readonly TableNames[]>;
}

/** Draft on a fresh look, where there is a primary to act on. */
export async function draftOn(look: Look, draft: (seen: SeenReading) => Promise<Draft>): Promise<Draft> {
  const reading = await probe(look);
  if (reading.kind === 'full')
    return unavailable(
      reading.hasAdmin
        ? `there is no way in, connections.database.admin_url is refused too: ${reading.refusal}`
        : 'there is no way in: set connections.database.admin_url to a role that may use the reserved slots',
    );
  if (reading.server.isStandby) return unavailable('the database is in recovery: nothing is healed on a standby');
  return await draft(reading);
}

/** Tell apart whom a heal may end. Reads the write locks of the candidates. */
export async function sort(candidates: readonly Session[], seen: SeenReading, look: Look): Promise<Sorted> {
  const touchable = candidates.filter(session => whyUntouchable(session) === null);
  const inTransaction = touchable.filter(session => session.isInTransaction).map(({ pid }) => pid);
  if (inTransaction.length > 0 && seen.server.database !== seen.database)
    throw new Error(
      `connections.database.admin_url leads to the database ${seen.server.database}, expected ${seen.database}: the tables that a session has locked cannot be told from there`,
    );
  const role = seen.refusal === null ? 'app' : 'admin';
  const tables = await readWriteLocks((sql, params) => look.postgres.query(sql, params, role), inTransaction);
  const protection = (session: Session): string | null =>
    protectionOf(session, tables.get(session.pid) ?? [], look.settings.blacklist);
  const why = (session: Session): string | null => whyUntouchable(session) ?? protection(session);
  return {
    free: touchable.filter(session => protection(session) === null),
    listed: touchable.filter(session => protection(session) !== null),
    spared: candidates.flatMap(session => {
      const reason = why(session);
      return reason === null ? [] : [`leave alone ${sessionInWords(session)}: ${reason}`];
    }),
    tables,
  };
}

/** The plan to end `victims`; where nobody is left but who is on the blacklist, a plan that the gate will deny for it. */
export function draftToEnd(sorted: Sorted, nobody: string, step: (session: Session) => string, most = Infinity): Draft {
  const { free, listed, spared, tables } = sorted;
  const victims = (free.length > 0 ? free : listed).slice(0, Math.max(0, most));
  if (victims.length === 0)
    return unavailable([nobody, ...spared.slice(0, SPARED_SHOWN), ...more(spared.length - SPARED_SHOWN)].join('; '));
  return {
    identity: identityOf(victims),
    steps: [...victims.map(step), ...(free.length > 0 ? spared : [])],
    touches: touchesOf(victims, tables, 'terminate'),
    unavailable: null,
  };
}

const SPARED_SHOWN = 5;
const more = (count: number): string[] => (count > 0 ? [`and ${plural(count, 'more session')}`] : []);
