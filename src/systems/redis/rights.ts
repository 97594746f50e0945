import type { NeedsOf } from '../needs.ts';
import type { Look } from '../system.ts';

/** What the user of the connection has to be allowed: INFO tells which server it is. */
export const commandsFor = {
  unlinkExpiring: ['info', 'scan', 'pttl', 'unlink', 'eval'],
  dropExpired: ['info', 'scan', 'memory purge'],
} as const;

/** Any key may be one that has expired, or soon will. */
export const needsOf =
  (deed: keyof typeof commandsFor): NeedsOf =>
  () => [{ kind: 'redis', commands: commandsFor[deed], keys: ['*'] }];

/** Why the user of the connection cannot do this (an ACL denies a command, or the server has none such), or null. */
export async function deniedCommand(deed: keyof typeof commandsFor, { redis }: Look): Promise<string | null> {
  for (const command of commandsFor[deed])
    if ((await redis.mayRun(command)) === false)
      return `the user of connections.redis.url may not run ${command.toUpperCase()}: allow it in the ACL, or do this by hand`;
  return null;
}
