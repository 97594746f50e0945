import { readFileSync, statSync } from 'node:fs';

/** What a line of a password file is chosen by. */
export interface Login {
  readonly host: string;
  readonly port: string;
  readonly database: string;
  readonly user: string;
}

/** The password for a login, or why there is none: for messages, and without any part of the file. */
export type FoundPassword = { readonly password: string } | { readonly why: string };

/** Look a login up in a password file of libpq, by its rules: the first line that fits, in a file that nobody else may read. */
export function passwordIn(file: string, login: Login): FoundPassword {
  try {
    const seen = statSync(file);
    const trouble = troubleOf(seen.isFile(), seen.mode & 0o777);
    if (trouble !== null) return { why: `the password file ${file} is not used: ${trouble}` };
    const password = passwordFor(login, readFileSync(file, 'utf8'));
    return password === null ? { why: `the password file ${file} has no line for this login` } : { password };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const why = error.code === 'ENOENT' ? 'is not there' : `cannot be read (${String(error.code)})`;
    return { why: `the password file ${file} ${why}` };
  }
}

function troubleOf(isFile: boolean, permissions: number): string | null {
  if (!isFile) return 'it is no plain file';
  // Windows has no such bits, and libpq does not ask there.
  if (process.platform === 'win32' || (permissions & 0o077) === 0) return null;
  return `others may open it (mode 0${permissions.toString(8)}); chmod 600 it`;
}

/** Of `host:port:database:user:password`: `*` fits all, a backslash takes a colon or a backslash for itself. */
function passwordFor({ host, port, database, user }: Login, text: string): string | null {
  const wanted = [host, port, database, user];
  for (const line of text.split('\n')) {
    if (line.startsWith('#')) continue;
    const fields = [...line.replace(/\r$/, '').matchAll(/((?:\\.|[^:\\])*)(?::|$)/g)].map(([, field = '']) => field);
    const [password = ''] = fields.slice(4);
    if (password !== '' && wanted.every((want, index) => fits(fields[index] ?? '', want))) return plain(password);
  }
  return null;
}

const plain = (field: string): string => field.replaceAll(/\\(.)/g, '$1');
const fits = (field: string, wanted: string): boolean => field === '*' || plain(field) === wanted;
