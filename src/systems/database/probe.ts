import { PostgresError } from '../../clients/errors.ts';
import type { PostgresEyes } from '../../clients/postgres-types.ts';
import type { NodeId } from '../../core/finding.ts';
import type { Settings } from '../settings.ts';
import type { Look } from '../system.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { readPrepared } from './queries/prepared.ts';
import { readServer } from './queries/server.ts';
import { readSessions } from './queries/sessions.ts';
import type { FullReading, Limit, Reading, SeenReading } from './reading.ts';

const RETRY_MS = 250;
/** The phase's own end comes after ours: what we have to say should not be cut off by it. */
const SHARE_OF_TIMEOUT = 0.8;

/** `database` where no container is named. */
export const targetOf = (settings: Settings): string => settings.phases.database.container ?? 'database';

export const restsOn = ({ phases: { database } }: Settings): readonly NodeId[] =>
  database.container === undefined ? [] : [`containers/${database.container}`];

/** The name of the database in the application's URL; as in libpq, the user's where there is none. */
export function databaseIn(url: string): string {
  const { pathname, username } = new URL(url);
  return decodeURIComponent(pathname.slice(1) || username);
}

/** One look, by admin_url where the server refuses another session. Throws PostgresError where it cannot know. */
export async function probe(look: Look): Promise<Reading> {
  const { settings, postgres, signal } = look;
  const startedAt = look.now();
  const endsAt = startedAt + settings.phases.database.timeout_seconds * 1000 * SHARE_OF_TIMEOUT;
  for (;;) {
    const seen = await tryToLook(settings, postgres);
    if ('kind' in seen) return seen;
    const isOver = look.now() + RETRY_MS >= endsAt;
    if (isOver && seen.code === STARTING_UP) throw seen;
    if (isOver) return full(settings, seen, (look.now() - startedAt) / 1000);
    await pause(RETRY_MS, undefined, { signal });
  }
}

const STARTING_UP = '57P03';
const POOL_FULL = '53300';

/** What was seen, or a refusal that may pass by itself. */
async function tryToLook(settings: Settings, postgres: PostgresEyes): Promise<SeenReading | PostgresError> {
  const hasAdmin = Boolean(settings.connections.database?.admin_url);
  try {
    return await lookAs('app', null, settings, postgres);
  } catch (refused) {
    if (!isPassing(refused)) throw refused;
    if (refused.code !== POOL_FULL || !hasAdmin) return refused;
    try {
      return await lookAs('admin', refused, settings, postgres);
    } catch (again) {
      if (!isPassing(again)) throw again;
      return again;
    }
  }
}

const isPassing = (error: unknown): error is PostgresError =>
  error instanceof PostgresError && (error.code === POOL_FULL || error.code === STARTING_UP);

async function lookAs(
  role: 'app' | 'admin',
  refused: PostgresError | null,
  settings: Settings,
  postgres: PostgresEyes,
): Promise<SeenReading> {
  const query = (sql: string, params?: readonly unknown[]) => postgres.query(sql, params, role);
  const server = await readServer(query);
  if (server.version < 120_000)
    throw new Error(`PostgreSQL 12 or newer is expected, this is ${Math.floor(server.version / 10_000)}`);
  const database = databaseIn(settings.connections.database?.url ?? '');
  const sessions = await readSessions(query, database);
  const isPreparedWaitedFor = sessions.some(session => session.blockedBy.includes(0));
  const prepared = isPreparedWaitedFor ? await readPrepared(query, database) : [];
  const refusal = refused?.message ?? null;
  const limit = refused && limitIn(refused, settings);
  return { ...place(settings), kind: 'seen', refusal, limit, database, server, sessions, prepared };
}

const full = (settings: Settings, refusal: PostgresError, triedSeconds: number): FullReading => ({
  ...place(settings),
  kind: 'full',
  refusal: refusal.message,
  limit: limitIn(refusal, settings),
  triedSeconds,
  hasAdmin: Boolean(settings.connections.database?.admin_url),
});

/** The limit that a refusal names; the names are those that the application comes with. */
function limitIn({ limitOf }: PostgresError, settings: Settings): Limit | null {
  const url = settings.connections.database?.url ?? '';
  if (limitOf === null) return null;
  return { of: limitOf, name: limitOf === 'database' ? databaseIn(url) : decodeURIComponent(new URL(url).username) };
}

const place = (settings: Settings) => ({
  target: targetOf(settings),
  restsOn: restsOn(settings),
  settings: settings.phases.database,
});
