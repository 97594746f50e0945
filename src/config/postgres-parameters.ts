import type { Env } from './interpolate.ts';
import type { PostgresUrl } from './postgres-url.ts';

/** What libpq is told of one of its parameters, and by what: the URL, or a variable. */
export interface Saying {
  readonly value: string;
  /** For messages. */
  readonly by: string;
}

/** Ask for a parameter by its name in a URL. */
export type Say = (name: string) => Saying | null;

/** The variables of libpq that bear on where and how it connects. */
const variables: Readonly<Record<string, string>> = {
  host: 'PGHOST',
  hostaddr: 'PGHOSTADDR',
  port: 'PGPORT',
  dbname: 'PGDATABASE',
  user: 'PGUSER',
  password: 'PGPASSWORD',
  passfile: 'PGPASSFILE',
  options: 'PGOPTIONS',
  service: 'PGSERVICE',
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  sslcrl: 'PGSSLCRL',
  sslcrldir: 'PGSSLCRLDIR',
  sslcertmode: 'PGSSLCERTMODE',
  sslnegotiation: 'PGSSLNEGOTIATION',
  ssl_min_protocol_version: 'PGSSLMINPROTOCOLVERSION',
  ssl_max_protocol_version: 'PGSSLMAXPROTOCOLVERSION',
  channel_binding: 'PGCHANNELBINDING',
  gssencmode: 'PGGSSENCMODE',
  require_auth: 'PGREQUIREAUTH',
  requirepeer: 'PGREQUIREPEER',
  requiressl: 'PGREQUIRESSL',
  target_session_attrs: 'PGTARGETSESSIONATTRS',
  load_balance_hosts: 'PGLOADBALANCEHOSTS',
};

/** As libpq has it: the URL wins over the variable. `url` is the one as it was written, decoded. */
export function sayings(url: PostgresUrl, env: Env): Say {
  const { host, port, user, password, database } = url;
  const inUrl = new Map([
    ...url.parameters,
    ...Object.entries({ host, port, user, password, dbname: database }),
    // Of JDBC, and known to libpq too.
    ...(url.parameters.get('ssl') === 'true' && !url.parameters.has('sslmode')
      ? [['sslmode', 'require'] as const]
      : []),
  ]);
  return name => {
    const written = inUrl.get(name);
    if (written !== undefined && written !== '') return { value: written, by: 'the URL' };
    const variable = variables[name] ?? '';
    const value = Object.hasOwn(env, variable) ? env[variable] : undefined;
    return value === undefined || value === '' ? null : { value, by: variable };
  };
}

/** What is not done here, and the values that ask for nothing. */
const undone: readonly (readonly [name: string, harmless: readonly string[], instead: string])[] = [
  ['hostaddr', [], 'name the address as the host'],
  ['target_session_attrs', ['any'], 'name the server that is meant'],
  ['load_balance_hosts', ['disable'], 'name the server that is meant'],
  ['channel_binding', ['disable', 'prefer', 'require'], 'expected disable, prefer or require'],
  ['require_auth', [], 'leave it out'],
  ['requirepeer', [], 'leave it out'],
  ['requiressl', ['0'], 'say sslmode=require'],
  ['gssencmode', ['disable', 'prefer'], 'there is no encryption by GSSAPI here: say sslmode'],
  ['ssl', ['true'], 'say sslmode=require, or sslmode=disable'],
  ['sslcrl', [], 'lists of revoked certificates are not read'],
  ['sslcrldir', [], 'lists of revoked certificates are not read'],
  ['sslcertmode', ['allow'], 'leave it out'],
  ['sslnegotiation', ['postgres'], 'leave it out'],
  ['ssl_min_protocol_version', ['TLSv1.2'], 'it is TLSv1.2 here'],
  ['ssl_max_protocol_version', [], 'leave it out'],
];

/** What libpq would heed and we do not, where it was asked for. Never a value: it may come from the environment. */
export function undoneIn(say: Say): readonly string[] {
  const others = undone.flatMap(([name, harmless, instead]) => {
    const said = say(name);
    if (said === null || harmless.includes(said.value)) return [];
    return [`${inWords(name, said)} asks for what is not done here; ${instead}`];
  });
  return [...serviceIn(say), ...others];
}

/** What a service could add to where the URL leads, as whom, and how safely. */
const places: readonly string[] = ['host', 'port', 'user', 'password', 'dbname', 'sslmode'];

/**
 * A service file would only fill what the URL leaves out, before PGHOST and its like do: a variable that somebody set for
 * other programs changes nothing where the URL says all of it.
 */
function serviceIn(say: Say): readonly string[] {
  const said = say('service');
  if (said === null) return [];
  if (said.by === 'the URL')
    return [
      'service in the URL: service files are not read here; take it out, and name host, user and database instead',
    ];
  const open = places.filter(name => say(name)?.by !== 'the URL');
  if (open.length === 0) return [];
  return [
    `${said.by} is set, and service files are not read here: unset it, or say in the URL what it could add (${open.join(', ')} ${open.length === 1 ? 'is' : 'are'} left out)`,
  ];
}

/** `sslmode in the URL`, or the name of the variable. */
export const inWords = (name: string, { by }: Saying): string => (by === 'the URL' ? `${name} in the URL` : by);
