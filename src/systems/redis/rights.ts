import type { Look } from '../system.ts';

/** Why the user of the connection cannot do this (an ACL denies a command, or the server has none such), or null. */
export async function deniedCommand(commands: readonly string[], { redis }: Look): Promise<string | null> {
  for (const command of commands)
    if ((await redis.mayRun(command)) === false)
      return `the user of connections.redis.url may not run ${command.toUpperCase()}: allow it in the ACL, or do this by hand`;
  return null;
}
