import type { RedisSession } from './redis-session.ts';

/** INFO, or one section of it, as key → value. */
export async function infoOf(session: RedisSession, section?: string): Promise<Readonly<Record<string, string>>> {
  const answer = await session.ask('INFO', ...(section === undefined ? [] : [section]));
  return parseInfo(String(answer));
}

/** CLUSTER INFO, as key → value. */
export const clusterInfoOf = async (session: RedisSession): Promise<Readonly<Record<string, string>>> =>
  parseInfo(String(await session.ask('CLUSTER', 'INFO')));

/** INFO's text as key → value: `used_memory:1024` a line, sections after `#`. */
function parseInfo(text: string): Readonly<Record<string, string>> {
  const pairs = text
    .split(/\r?\n/)
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)] as const);
  return Object.fromEntries(pairs.filter(([key]) => key !== ''));
}
