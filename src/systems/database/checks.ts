import type { Check, Outcome } from '../system.ts';
import { blockageOf } from './blockers.ts';
import { poolOf } from './pool.ts';
import { grantToSee, isHidden } from './reading.ts';
import type { FullReading, Limit, Reading, SeenReading, Session } from './reading.ts';
import { stuckOf } from './stuck.ts';
import { plural, sessionAsEvidence, sessionInWords } from './words.ts';

/** What a check says of the phase's one target. */
type Word = Omit<Outcome, 'target' | 'restsOn'>;

const check = (
  id: string,
  title: string,
  seen: (reading: SeenReading) => Word,
  full: (reading: FullReading) => Word = notLooked,
): Check<Reading> => ({
  id,
  title,
  evaluate: reading => ({
    ...(reading.kind === 'seen' ? seen(reading) : full(reading)),
    target: reading.target,
    restsOn: reading.restsOn,
  }),
});

function notLooked({ refusal }: FullReading): Word {
  return { status: 'error', message: `not looked at: ${refusal}` };
}

const exhausted = ({ refusal, limit, triedSeconds, hasAdmin, settings }: FullReading): Word => ({
  status: 'failed',
  issue: 'connection_pool_exhausted',
  message:
    `${limit === null ? 'connection pool exhausted' : `${limitInWords(limit)} is reached`}: no slot came free in ${Math.round(triedSeconds)} s of trying, and ` +
    (hasAdmin ? 'admin_url is refused too' : 'there is no admin_url to get in by') +
    ` (${refusal})`,
  threshold: settings.pool_usage_percent,
  evidence: { refusal },
  recommendation:
    limit !== null
      ? adviceOn(limit)
      : hasAdmin
        ? 'close connections of the applications, or raise max_connections; admin_url must name a role that may use the reserved slots'
        : 'set connections.database.admin_url to a role that may use the reserved slots, or close connections of the applications',
});

const limitInWords = ({ of, name }: Limit): string => `the connection limit of the ${of} "${name}"`;

const adviceOn = ({ of, name }: Limit): string =>
  `this limit is not the server's, and ending the sessions of others would not help: close connections of the ${of} "${name}", or raise its limit: ALTER ${of.toUpperCase()} "${name}" CONNECTION LIMIT …`;

const connection = ({ refusal, server }: SeenReading): Word =>
  refusal === null
    ? { status: 'passed', message: `connected to ${server.database} as ${server.role}` }
    : { status: 'failed', message: `only admin_url gets in: ${refusal}` };

function pool(reading: SeenReading): Word {
  const { used, usable, hidden, usedPercent, mostPercent, isFull, holders } = poolOf(reading);
  const { limit, refusal } = reading;
  const { pool_usage_percent } = reading.settings;
  const message = `connection pool ${usedPercent}% full (${used} of ${usable})`;
  const numbers = { observed: usedPercent, threshold: pool_usage_percent };
  if (limit !== null && refusal !== null)
    return {
      ...numbers,
      status: 'failed',
      issue: 'connection_pool_exhausted',
      message: `${limitInWords(limit)} is reached by its ${plural(holders.length, 'session')}: ${refusal}; the server's own ${message}`,
      evidence: { used: holders.length, limit_of: limit.of, name: limit.name, by_state: byState(holders) },
      recommendation: adviceOn(limit),
    };
  if (isFull)
    return {
      ...numbers,
      status: 'failed',
      issue: 'connection_pool_exhausted',
      message: refusal === null ? message : `${message}, and a new connection is refused: ${refusal}`,
      evidence: { used, usable, by_state: byState(reading.sessions) },
    };
  if (mostPercent < pool_usage_percent) return { ...numbers, status: 'passed', message };
  return { ...numbers, ...cannotSee(reading, hidden, 'what they are') };
}

function byState(sessions: readonly Session[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type, state } of sessions)
    if (type === 'client backend') counts[state ?? 'starting'] = (counts[state ?? 'starting'] ?? 0) + 1;
  return counts;
}

const cannotSee = ({ server }: SeenReading, hidden: number, what: string): Word => ({
  status: 'error',
  message: `role "${server.role}" may not see ${plural(hidden, 'session')} of other roles, and ${what} matters here; ${grantToSee(server.role)}`,
});

function locks({ sessions, settings, prepared }: SeenReading): Word {
  const { waiters, roots, hasPrepared } = blockageOf(sessions, settings.lock_wait_seconds);
  const longest = Math.max(0, ...waiters.map(({ waitSeconds }) => waitSeconds ?? 0));
  const numbers = { observed: Math.floor(longest), threshold: settings.lock_wait_seconds };
  if (waiters.length === 0)
    return {
      ...numbers,
      status: 'passed',
      message: `nobody waits for a lock longer than ${settings.lock_wait_seconds} s`,
    };
  const blockers = [...roots.map(sessionInWords), ...(hasPrepared ? ['a prepared transaction'] : [])];
  return {
    ...numbers,
    status: 'failed',
    issue: 'table_locks',
    message: `${plural(waiters.length, 'session')} waited for a lock for up to ${Math.floor(longest)} s, blocked by ${blockers.join(' and ')}`,
    evidence: {
      waiters: waiters.map(sessionAsEvidence),
      root_blockers: roots.map(sessionAsEvidence),
      ...(hasPrepared ? { prepared_transactions: prepared.map(transaction => ({ ...transaction })) } : {}),
    },
  };
}

function transactions(reading: SeenReading): Word {
  const { sessions, settings } = reading;
  const limit = settings.idle_in_transaction_seconds;
  const stuck = stuckOf(sessions, limit);
  const longest = Math.max(0, ...stuck.map(({ stateSeconds }) => stateSeconds ?? 0));
  const numbers = { observed: stuck.length, threshold: limit };
  if (stuck.length > 0)
    return {
      ...numbers,
      status: 'failed',
      issue: 'stuck_transactions',
      message: `${plural(stuck.length, 'session')} idle in a transaction for up to ${Math.floor(longest)} s (limit ${limit} s)`,
      evidence: { sessions: stuck.map(sessionAsEvidence) },
    };
  const unseen = sessions.filter(session => isHidden(session) && session.isHere && session.isInTransaction).length;
  if (unseen > 0) return { ...numbers, ...cannotSee(reading, unseen, 'how long their transactions are idle') };
  return { ...numbers, status: 'passed', message: `no session is idle in a transaction longer than ${limit} s` };
}

const writable = ({ server }: SeenReading): Word => {
  if (server.isStandby)
    return {
      status: 'failed',
      message: `${server.database} is in recovery (a standby, or not started up yet): it refuses writes, and nothing is healed on it`,
      recommendation: 'point connections.database.url at the primary',
    };
  if (server.isReadOnly)
    return {
      status: 'failed',
      message: `${server.database} refuses writes: default_transaction_read_only is on`,
      recommendation:
        'find out who set default_transaction_read_only and why (a full disk at a provider does); ending sessions does not cure it',
    };
  return { status: 'passed', message: `${server.database} takes writes` };
};

export const checks: readonly Check<Reading>[] = [
  check('connection', 'The database lets us in', connection, ({ refusal }) => ({ status: 'failed', message: refusal })),
  check('pool', 'Connection slots are left', pool, exhausted),
  check('locks', 'Nobody waits long for a lock', locks),
  check('transactions', 'No transaction is left open', transactions),
  check('writable', 'The database takes writes', writable),
];
