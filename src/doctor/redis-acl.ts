import type { RedisRight } from '../clients/redis-types.ts';

/** A command, on the keys of a pattern, and what an ACL says of it. */
export interface Asked {
  readonly command: string;
  readonly key: string;
  readonly right: RedisRight;
}

/** It is known that it cannot be run. */
export const deniedIn = ({ right }: Asked): boolean => right === 'denied' || right === 'absent' || right === 'key';

/** Commands that name a key. */
const KEYED: ReadonlySet<string> = new Set(['get', 'pttl', 'unlink', 'eval']);

/**
 * The line that mends it, null where no ACL could: a renamed command is no matter of rights. A command that is denied hides
 * whether its keys are: of a pattern that is nowhere seen to be denied nothing is said, for Redis refuses a pattern beside
 * `~*`; that one may always be given again.
 */
export function aclLine(user: string, denied: readonly Asked[]): string | null {
  const mendable = denied.filter(({ right }) => right !== 'absent');
  const commands = mendable
    .filter(({ right }) => right === 'denied')
    .map(({ command }) => `+${command.replace(' ', '|')}`);
  const wantsAll = mendable.some(({ command, key }) => KEYED.has(command) && key === '*');
  const keys = wantsAll ? ['~*'] : mendable.filter(({ right }) => right === 'key').map(({ key }) => `~${key}`);
  const rules = [...new Set([...commands, ...keys])];
  return rules.length === 0 ? null : `ACL SETUSER ${user} ${rules.join(' ')}`;
}
