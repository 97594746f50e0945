import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import { inWords } from './postgres-parameters.ts';
import type { Say } from './postgres-parameters.ts';

/** The parameters of TLS that hold, files of the home directory among them; or what is wrong, with no value shown. */
export interface PostgresTls {
  readonly parameters: ReadonlyMap<string, string>;
  readonly problems: readonly string[];
}

/** Those of libpq, and the driver's own no-verify, which takes any certificate whatever CA is named. */
const MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'];

/** Read sslmode and the files that go with it as libpq does; `home` is null where there is none. */
export function readTls(say: Say, home: string | null): PostgresTls {
  const mode = say('sslmode');
  if (mode !== null && !MODES.includes(mode.value))
    return { parameters: new Map(), problems: [`${inWords('sslmode', mode)}: expected ${MODES.join(', ')}`] };
  // Nothing is encrypted then, and no file is opened.
  if (mode?.value === 'disable') return { parameters: new Map([['sslmode', 'disable']]), problems: [] };
  const files = filesOf(say, home);
  const problems = [...files.problems, ...modeProblems(mode?.value ?? null, files.parameters.get('sslrootcert'))];
  const password = say('sslpassword')?.value;
  const sealed = password === undefined ? [] : ([['sslpassword', password]] as const);
  const isSystem = files.parameters.get('sslrootcert') === 'system';
  const meant = mode?.value ?? (isSystem ? 'verify-full' : null);
  const said = meant === null ? [] : ([['sslmode', meant]] as const);
  return { parameters: new Map([...said, ...files.parameters, ...sealed]), problems };
}

function modeProblems(mode: string | null, root: string | undefined): readonly string[] {
  if (mode === 'verify-ca' && root === undefined)
    return [
      'sslmode verify-ca needs the file of a CA: name it as sslrootcert or PGSSLROOTCERT, or take verify-full, which trusts the CAs that Node trusts',
    ];
  if (root === 'system' && mode !== null && mode !== 'verify-full')
    return ['sslrootcert=system goes with sslmode=verify-full alone: anybody may get a certificate of those CAs'];
  return [];
}

/** What is named has to be there; what lies in the home directory holds where it is there. */
function filesOf(say: Say, home: string | null): PostgresTls {
  const parameters = new Map<string, string>();
  const problems: string[] = [];
  const atHome = (name: string): string | null => {
    const file = home === null ? null : join(home, '.postgresql', name);
    return file !== null && statSync(file, { throwIfNoEntry: false })?.isFile() === true ? file : null;
  };
  const take = (name: string, usual: string): void => {
    const said = say(name);
    const file = said?.value ?? atHome(usual);
    if (file === null) return;
    parameters.set(name, file);
    if (name === 'sslrootcert' && file === 'system') return;
    const trouble = troubleOf(file, name === 'sslkey');
    if (trouble !== null) problems.push(`the file of ${said === null ? file : inWords(name, said)} ${trouble}`);
  };
  take('sslrootcert', 'root.crt');
  take('sslcert', 'postgresql.crt');
  if (parameters.has('sslcert')) take('sslkey', 'postgresql.key');
  if (parameters.has('sslcert') && !parameters.has('sslkey'))
    problems.push('a client certificate is named and no key for it: name the file as sslkey or PGSSLKEY');
  if (atHome('root.crl') !== null)
    problems.push('~/.postgresql/root.crl is there, and lists of revoked certificates are not read here');
  return { parameters, problems };
}

/** libpq takes a key that is its user's alone, or root's and a group's. */
function troubleOf(file: string, isKey: boolean): string | null {
  try {
    accessSync(file, constants.R_OK);
    const { mode, uid } = statSync(file);
    const tooOpen = mode & (uid === 0 ? 0o037 : 0o077);
    if (!isKey || process.platform === 'win32' || tooOpen === 0) return null;
    return `may be opened by others (mode 0${(mode & 0o777).toString(8)}); chmod 600 it`;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return `cannot be read (${String(error.code)})`;
  }
}
