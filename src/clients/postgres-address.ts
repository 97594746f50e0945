import { decodedOrSame } from '../core/percent.ts';
import { PostgresError } from './errors.ts';

/** A complete database URL, taken apart. `label` and what messages say besides hold no secret. */
export interface Address {
  readonly label: string;
  readonly secrets: readonly string[];
  /** The folder of a Unix socket, if it begins with a slash. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** What libpq names by these names; null where it is not said. */
  readonly parameter: (name: string) => string | null;
}

/** Take a URL apart. Throws PostgresError (code `22023`) without quoting it where it is no URL. */
export function addressOf(url: string): Address {
  if (!URL.canParse(url))
    throw new PostgresError(
      '22023',
      'the database URL is not a URL: expected postgresql://user:password@host:5432/name',
    );
  const { hostname, port, pathname, username, password, searchParams } = new URL(url);
  const parts = {
    host: searchParams.get('host') || decodedOrSame(hostname).replace(/^\[|\]$/g, '') || 'localhost',
    port: Number(searchParams.get('port') || port || 5432),
    user: decodedOrSame(username),
    password: decodedOrSame(password),
    database: decodedOrSame(pathname.slice(1)) || decodedOrSame(username),
  };
  const secrets = [password, parts.password, searchParams.get('sslpassword') ?? ''].filter(secret => secret !== '');
  const at = parts.host.startsWith('/')
    ? `${parts.host}/.s.PGSQL.${parts.port}, ${parts.database}`
    : `${parts.host}:${parts.port}/${parts.database}`;
  const as = parts.user === '' ? '' : ` as ${parts.user}`;
  return { ...parts, label: `PostgreSQL at ${at}${as}`, secrets, parameter: name => searchParams.get(name) || null };
}
