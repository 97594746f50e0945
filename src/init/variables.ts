import type { Kind, Seen, SeenVariable } from './seen.ts';

type Env = Readonly<Record<string, string | undefined>>;

const schemes: Readonly<Record<Kind, RegExp>> = { database: /^postgres(ql)?:\/\//, redis: /^rediss?:\/\// };
/** The names that most programs use, the best known first; others that hold such a URL come after these. */
const wellKnown: Readonly<Record<Kind, readonly string[]>> = {
  database: ['DATABASE_URL', 'POSTGRES_URL', 'POSTGRESQL_URL', 'PG_URL', 'DB_URL'],
  redis: ['REDIS_URL', 'REDIS_DSN', 'CACHE_URL', 'CELERY_BROKER_URL'],
};
/** What a config can name. */
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The variables of an environment whose value is the URL of a server. Of the values only host and port are kept. */
export function variablesIn(env: Env): Seen['variables'] {
  return { database: addressesIn(env, 'database'), redis: addressesIn(env, 'redis') };
}

function addressesIn(env: Env, kind: Kind): readonly SeenVariable[] {
  const names = Object.keys(env).filter(name => NAME.test(name) && schemes[kind].test(env[name] ?? ''));
  const known = wellKnown[kind];
  const rank = (name: string): number => (known.includes(name) ? known.indexOf(name) : known.length);
  return names
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(name => ({ name, at: placeOf(env[name] ?? '') }));
}

function placeOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { host, searchParams } = new URL(url);
  const named = searchParams.get('host') ?? host;
  // The folder of a Unix socket, which PostgreSQL's URLs may have in the place of a host.
  return (/^%2f/i.test(named) ? named.replaceAll(/%2f/gi, '/') : named) || null;
}

/** What the environment calls itself, if it is a name that a config may have. */
export function environmentIn(env: Env): string | null {
  const names = ['ORIXOON_ENVIRONMENT', 'APP_ENV', 'ENVIRONMENT', 'NODE_ENV', 'RAILS_ENV'];
  return names.map(name => env[name] ?? '').find(value => isEnvironmentName(value)) ?? null;
}

/** As the config's schema has it. */
export const isEnvironmentName = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text);
