import { PostgresError } from '../clients/errors.ts';
import { quote } from '../systems/table-name.ts';
import type { Mend } from './sign.ts';

/** The user and the database that a URL comes with; as in libpq, the database is the user's where it names none. */
function partsOf(url: string): { readonly user: string; readonly database: string } {
  const { username, pathname } = new URL(url);
  const user = decodeURIComponent(username);
  return { user, database: decodeURIComponent(pathname.slice(1)) || user };
}

const inConfig = (text: string): Mend => ({ in: 'config', text });

/** What to do about a server that does not let us in. `key`: connections.database.url or .admin_url. */
export function mendsFor(error: unknown, url: string, key: string): readonly Mend[] {
  if (!(error instanceof PostgresError) || !URL.canParse(url)) return [];
  const { code, message } = error;
  if (/does not support SSL/i.test(message))
    return [inConfig(`${key}: sslmode=disable, or switch TLS on in the server`)];
  if (/certificate/i.test(message))
    return [inConfig(`${key}: sslrootcert=<file of the CA>, or sslmode=require without one`)];
  const { user, database } = partsOf(url);
  switch (code) {
    case '28P01':
      return [
        inConfig(`${key}: the password of ${quote(user)}, percent-encoded`),
        { in: 'do', text: `or give it a new one, in psql as a superuser: \\password ${quote(user)}` },
      ];
    case '28000':
      return hbaMends(message, user, database, key);
    case '3D000':
      return [
        { in: 'sql', text: 'SELECT datname FROM pg_database WHERE datallowconn;' },
        inConfig(`${key}: the name of one of these in place of ${quote(database)}`),
      ];
    case '53300':
      return [inConfig('connections.database.admin_url: a role that may use the reserved slots')];
    case '42501':
      return [{ in: 'sql', text: `GRANT CONNECT ON DATABASE ${quote(database)} TO ${quote(user)};` }];
    default:
      return [];
  }
}

/** No entry of pg_hba.conf fits: none for this address, or only one with TLS. */
function hbaMends(message: string, user: string, database: string, key: string): readonly Mend[] {
  const isPlain = /no encryption|SSL off/i.test(message);
  const address = /for host "([^"]+)"/.exec(message)?.[1];
  const from = address === undefined ? '<address of this machine>' : `${address}/${address.includes(':') ? 128 : 32}`;
  return [
    ...(isPlain ? [inConfig(`${key}: sslmode=require, where the server lets in with TLS alone`)] : []),
    { in: 'do', text: `else a line in pg_hba.conf: host ${quote(database)} ${quote(user)} ${from} scram-sha-256` },
    { in: 'sql', text: 'SELECT pg_reload_conf();' },
  ];
}
