import { RedisError } from './errors.ts';
import { tlsIn } from './redis-tls.ts';
import type { RedisTls } from './redis-tls.ts';

/** A Redis URL, taken apart. `label` names the place in messages and holds no secret: `127.0.0.1:6379/0`. */
export interface RedisAddress {
  readonly endpoint: { readonly host: string; readonly port: number } | { readonly path: string };
  /** Null: no TLS. */
  readonly tls: RedisTls | null;
  readonly username: string | null;
  readonly password: string | null;
  readonly database: number;
  readonly label: string;
}

const HOW =
  'expected redis://[[user]:password@]host[:port][/database], rediss://… or unix:///path[?db=n&username=…&password=…]';

/** Take a `redis:`, `rediss:` or `unix:` URL apart. Throws RedisError; the text itself, which may hold a password, is in no message. */
export function parseRedisUrl(text: string): RedisAddress {
  if (!URL.canParse(text)) throw malformed('it is not a URL');
  const url = new URL(text);
  const credentials = { username: decoded(url.username) || null, password: decoded(url.password) || null };
  if (url.protocol === 'unix:') {
    const database = databaseOf(url.searchParams.get('db') ?? '');
    const path = decoded(url.pathname);
    // A URL without a host has no place for a login; redis-py has these names for it.
    const [username, password] = ['username', 'password'].map(name => url.searchParams.get(name) || null);
    const login = { username: username ?? null, password: password ?? null };
    return { endpoint: { path }, tls: null, ...login, database, label: `${path}/${database}` };
  }
  if (url.protocol !== 'redis:' && url.protocol !== 'rediss:') throw malformed(`its scheme is ${url.protocol}`);
  if (url.hostname === '') throw malformed('it names no host');
  const database = databaseOf(url.pathname.slice(1) || (url.searchParams.get('db') ?? ''));
  const port = url.port === '' ? 6379 : Number(url.port);
  return {
    endpoint: { host: url.hostname.replace(/^\[|\]$/g, ''), port },
    tls: url.protocol === 'rediss:' ? tlsIn(url.searchParams) : null,
    ...credentials,
    database,
    label: `${url.hostname}:${port}/${database}`,
  };
}

const malformed = (why: string): RedisError => new RedisError('other', `connections.redis.url: ${why}; ${HOW}`);

function databaseOf(text: string): number {
  if (!/^\d{0,9}$/.test(text)) throw malformed('its database is not a number');
  return Number(text);
}

/** Percent-decoding, where the text is well-formed: a password with a bare `%` is taken as it stands. */
function decoded(text: string): string {
  return /%(?![0-9a-f]{2})/i.test(text) ? text : decodeURIComponent(text);
}
