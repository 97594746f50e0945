import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Env } from './interpolate.ts';
import { passwordIn } from './password-file.ts';
import type { Login } from './password-file.ts';
import { inWords, sayings, undoneIn } from './postgres-parameters.ts';
import type { Say } from './postgres-parameters.ts';
import { readTls } from './postgres-tls.ts';
import { parsePostgresUrl, postgresUrl } from './postgres-url.ts';
import type { IsSocket } from './usual-engine.ts';

/** A URL that says all that is needed, the secrets in it, and why there is no password; or what is wrong, with no value shown. */
export type PostgresPlace =
  | { readonly url: string; readonly secrets: readonly string[]; readonly noPassword: string | null }
  | { readonly problems: readonly string[] };

/** Where libpq looks for a server's socket if nobody names a host: Debian's folder, and that of the sources. */
const SOCKET_FOLDERS = ['/var/run/postgresql', '/tmp'];

/** What a URL means to libpq in this environment, with its variables, password file and files of the home directory. */
export function postgresPlace(text: string, env: Env, isSocket: IsSocket): PostgresPlace {
  const written = parsePostgresUrl(text);
  if (written === null) return { problems: ['expected a URL of one server'] };
  const say = sayings(written, env);
  const home = env['HOME'] || null;
  const user = say('user')?.value ?? ownName();
  const port = say('port')?.value ?? '5432';
  const host = say('host')?.value ?? usualHost(port, isSocket);
  const tls = readTls(say, home);
  const problems = [...undoneIn(say), ...placeProblems(say, user), ...tls.problems];
  if (problems.length > 0) return { problems };
  const login = { host, port, user: user ?? '', database: say('dbname')?.value ?? user ?? '' };
  const found = passwordFor(login, say, home);
  const password = 'password' in found ? found.password : '';
  const others = ['options', 'channel_binding'].flatMap(name => {
    const said = say(name);
    return said === null ? [] : [[name, said.value] as const];
  });
  const url = postgresUrl({ ...login, password, parameters: new Map([...others, ...tls.parameters]) });
  const secrets = [password, tls.parameters.get('sslpassword') ?? ''].filter(secret => secret !== '');
  return { url, secrets, noPassword: 'why' in found ? found.why : null };
}

const usualHost = (port: string, isSocket: IsSocket): string =>
  SOCKET_FOLDERS.find(folder => isSocket(`${folder}/.s.PGSQL.${port}`)) ?? 'localhost';

/** Null where the user of this process has no name. */
function ownName(): string | null {
  try {
    return userInfo().username;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

function placeProblems(say: Say, user: string | null): readonly string[] {
  const host = say('host');
  const port = say('port');
  const problems: string[] = [];
  if (host?.value.includes(',')) problems.push(`${inWords('host', host)}: expected one server, seen several`);
  if (port !== null && !(/^\d{1,5}$/.test(port.value) && Number(port.value) >= 1 && Number(port.value) <= 65_535))
    problems.push(`${inWords('port', port)}: expected a number from 1 to 65535`);
  if (user === null)
    problems.push('no user is named, and the one that runs this has no name: name one in the URL or in PGUSER');
  return problems;
}

function passwordFor(login: Login, say: Say, home: string | null): { password: string } | { why: string } {
  const said = say('password');
  if (said !== null) return { password: said.value };
  const named = say('passfile');
  const file = named?.value ?? (home === null ? null : join(home, '.pgpass'));
  if (file === null) return { why: 'there is no home directory that could have a .pgpass' };
  return passwordIn(file, { ...login, host: login.host === SOCKET_FOLDERS[0] ? 'localhost' : login.host });
}
