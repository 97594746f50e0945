import { isListed } from '../../core/rules.ts';
import type { BlacklistSettings } from '../settings.ts';
import { isHidden } from './reading.ts';
import type { Session } from './reading.ts';

/** A table by schema-qualified and by bare name. */
export type TableNames = readonly [qualified: string, bare: string];

/** Why no heal ever ends this session, or null where it may be ended. */
export function whyUntouchable(session: Session): string | null {
  if (isHidden(session)) return 'this role may not see what it does';
  if (session.type !== 'client backend') return `it is no client but ${article(session.type ?? 'server process')}`;
  if (session.isOurs) return 'it is our own';
  if (!session.isHere) return `it works in another database (${session.database ?? 'none'})`;
  if (session.isSuperuser) return "it is a superuser's";
  if (!session.isSignalable) return 'this role may not end it (it needs pg_signal_backend)';
  if (session.state === null || session.backendStart === null || session.stateChange === null)
    return 'it is only just starting';
  return null;
}

const article = (type: string): string => `${/^[aeiou]/i.test(type) ? 'an' : 'a'} ${type}`;

/** The entry of the blacklist that protects this session, in words, or null. */
export function protectionOf(
  session: Session,
  tables: readonly TableNames[],
  blacklist: BlacklistSettings,
): string | null {
  const user = session.user === null ? undefined : isListed([session.user], blacklist.database_users);
  if (user !== undefined) return `blacklist.database_users (${user})`;
  const application = isListed([session.application], blacklist.database_applications);
  if (application !== undefined) return `blacklist.database_applications (${application})`;
  for (const table of tables)
    if (isListed(table, blacklist.tables) !== undefined)
      return `blacklist.tables: it may have written to ${table[0]}, and the lock is still held`;
  return null;
}

/** The blacklist's tables as regular expressions that PostgreSQL and JavaScript read alike. */
export const tablePatterns = (tables: readonly string[]): string[] =>
  tables.map(entry => `^${entry.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);

/** What a session does that a person may want to know before it is ended, or null. */
export function calling({ application, query }: Session): string | null {
  if (/^pg_(dump|dumpall|restore|basebackup)/.test(application)) return `a ${application}`;
  const verb = /^\s*(create|alter|drop|truncate|reindex|refresh|vacuum|analyze|cluster|copy)\b/i.exec(query)?.[1];
  return verb === undefined ? null : `last seen in ${verb.toUpperCase()}`;
}
