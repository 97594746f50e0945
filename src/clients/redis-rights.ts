import { RedisError } from './errors.ts';
import type { Command, RedisSession } from './redis-session.ts';

/** A well-formed call of each command that we may ask about; Redis counts the arguments before it asks the ACL. */
const samples: Readonly<Record<string, Command>> = {
  scan: ['SCAN', '0'],
  pttl: ['PTTL', 'orixoon'],
  unlink: ['UNLINK', 'orixoon'],
  eval: ['EVAL', 'return 1', '0'],
  'memory purge': ['MEMORY', 'PURGE'],
};

/**
 * True if this user may run the command, false if an ACL denies it or the server does not know it (renamed), null where it
 * cannot be told. Asked by queueing it in a MULTI that is then discarded: Redis checks rights when it queues, and
 * nothing is executed. `ACL DRYRUN` says the same, but only to administrators, and only from Redis 7 on.
 */
export async function mayRun(session: RedisSession, command: string): Promise<boolean | null> {
  const sample = samples[command.toLowerCase()];
  if (sample === undefined) return null;
  const [begun, queued] = await session.askAll([['MULTI'], sample, ['DISCARD']]);
  if (begun instanceof RedisError) return null;
  if (!(queued instanceof RedisError)) return true;
  if (/unknown (sub)?command/i.test(queued.message)) return false;
  if (queued.fault === 'noperm') return /permissions to run/i.test(queued.message) ? false : null;
  /** The ACL is asked before memory, role and persistence are. */
  return ['oom', 'readonly', 'misconf'].includes(queued.fault) ? true : null;
}
