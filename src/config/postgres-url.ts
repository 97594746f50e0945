/** A PostgreSQL URL, taken apart and decoded. What it does not say is ''. */
export interface PostgresUrl {
  /** A name, an address without brackets, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Where libpq lets the host be empty, a URL may not be. */
const EMPTY_HOST = /^([a-z]+:\/\/(?:[^/?#]*@)?)(?=[/?#]|:\d|$)/i;
const STAND_IN = 'nowhere.invalid';

/** Take a URL of libpq apart; null where it is none. As there, a parameter wins over what stands before it. */
export function parsePostgresUrl(text: string): PostgresUrl | null {
  const whole = text.replace(EMPTY_HOST, `$1${STAND_IN}`);
  if (!URL.canParse(whole)) return null;
  const { protocol, hostname, port, username, password, pathname, search } = new URL(whole);
  if (protocol !== 'postgresql:' && protocol !== 'postgres:') return null;
  const parameters = parametersIn(search);
  const either = (name: string, written: string): string => parameters.get(name) || decoded(written);
  return {
    host: either('host', hostname === STAND_IN ? '' : hostname.replace(/^\[|\]$/g, '')),
    port: either('port', port),
    user: either('user', username),
    password: either('password', password),
    database: either('dbname', pathname.slice(1)),
    parameters,
  };
}

/** The URL that says all of it, as every parser reads it: a socket's folder stands percent-encoded in the place of the host. */
export function postgresUrl({ host, port, user, password, database, parameters }: PostgresUrl): string {
  const login = encodeURIComponent(user) + (password === '' ? '' : `:${encodeURIComponent(password)}`);
  const at = host.includes(':') && !host.startsWith('/') ? `[${host}]` : encodeURIComponent(host);
  const query = [...parameters].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `postgresql://${login}@${at}:${port}/${encodeURIComponent(database)}${query === '' ? '' : `?${query}`}`;
}

/** Not as a form has them: libpq takes `+` for itself. */
const parametersIn = (search: string): ReadonlyMap<string, string> =>
  new Map(
    [...search.matchAll(/[?&]([^=&]+)=([^&]*)/g)].map(([, name = '', value = '']) => [decoded(name), decoded(value)]),
  );

/** A percent sign that encodes nothing stands for itself. */
function decoded(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, encoded => {
    try {
      return decodeURIComponent(encoded);
    } catch (error) {
      if (error instanceof URIError) return encoded;
      throw error;
    }
  });
}
