import { RedisError } from './errors.ts';
import type { Command, RedisSession } from './redis-session.ts';
import type { RedisRight } from './redis-types.ts';

/** A well-formed call of each command that we may ask about; Redis counts the arguments before it asks the ACL. */
const samples: Readonly<Record<string, (key: string) => Command>> = {
  ping: () => ['PING'],
  info: () => ['INFO'],
  get: key => ['GET', key],
  scan: () => ['SCAN', '0'],
  pttl: key => ['PTTL', key],
  unlink: key => ['UNLINK', key],
  eval: key => ['EVAL', 'return 1', '1', key],
  'memory purge': () => ['MEMORY', 'PURGE'],
};

/** As any key that nobody has. */
const ANY_KEY = 'orixoon';

/**
 * True if this user may run the command, false if an ACL denies it or the server does not know it (renamed), null where it
 * cannot be told.
 */
export async function mayRun(session: RedisSession, command: string): Promise<boolean | null> {
  const right = await rightTo(session, command, ANY_KEY);
  if (right === 'denied' || right === 'absent') return false;
  return right === 'allowed' ? true : null;
}

/**
 * Asked by queueing it in a MULTI that is then discarded: Redis checks rights when it queues, and nothing is executed.
 * `ACL DRYRUN` says the same, but only to administrators, and only from Redis 7 on.
 */
export async function rightTo(session: RedisSession, command: string, key: string): Promise<RedisRight> {
  const sample = samples[command.toLowerCase()];
  if (sample === undefined) return 'unknown';
  const [begun, queued] = await session.askAll([['MULTI'], sample(key), ['DISCARD']]);
  if (begun instanceof RedisError) return begun.fault === 'noperm' ? 'unasked' : 'unknown';
  if (!(queued instanceof RedisError)) return 'allowed';
  if (/unknown (sub)?command/i.test(queued.message)) return 'absent';
  if (queued.fault === 'noperm') return /permissions to run/i.test(queued.message) ? 'denied' : 'key';
  /** The ACL is asked before memory, role and persistence are. */
  return ['oom', 'readonly', 'misconf'].includes(queued.fault) ? 'allowed' : 'unknown';
}

/** The name that this connection goes by in the ACL; null where it may not ask, or the server has no ACL. */
export async function whoAmI(session: RedisSession): Promise<string | null> {
  const [answer] = await session.askAll([['ACL', 'WHOAMI']]);
  return Buffer.isBuffer(answer) ? answer.toString() : null;
}

/** The server's clock minus ours, in milliseconds; null where it may not ask for the time. */
export async function clockOffset(session: RedisSession): Promise<number | null> {
  const before = Date.now();
  const [answer] = await session.askAll([['TIME']]);
  const middle = (before + Date.now()) / 2;
  if (!Array.isArray(answer)) return null;
  const [seconds, micros] = answer.map(String);
  return Math.round(Number(seconds) * 1000 + Number(micros) / 1000 - middle);
}
