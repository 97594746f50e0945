import { PostgresError } from './errors.ts';
import type { Address } from './postgres-address.ts';
import { TLS_ADVICE } from './postgres-tls.ts';
import { tlsTrouble } from './tls-trouble.ts';

/** So much of what the server says is kept: a function of anybody's may raise a hundred megabytes. */
const SAID = 4000;

/** Any failure of the driver as a PostgresError: the SQLSTATE, the socket's code, or `08006` for a connection that broke. */
export function asPostgresError(error: unknown, address: Address): PostgresError {
  if (error instanceof PostgresError) return error;
  // Node tries every address of a name, and says nothing itself when all refuse.
  const inner: unknown = error instanceof AggregateError && error.message === '' ? error.errors[0] : error;
  const said = inner instanceof Error ? inner.message : String(inner);
  const code = codeOf(error) ?? codeOf(inner) ?? codeBySaying(said);
  const tls = tlsTrouble(inner);
  const advice = tls === null ? adviceFor(code) : `${tls.what}; ${TLS_ADVICE}`;
  // Not in the label, which is ours: a user may well be called what the password is.
  const clean = address.secrets.reduce((text, secret) => text.replaceAll(secret, '***'), said);
  const message = `${address.label}: ${clean.slice(0, SAID)}${advice === '' ? '' : `; ${advice}`}`;
  // The driver's own error is not kept as the cause where it quotes the password.
  return new PostgresError(code, message, { limitOf: limitIn(inner), ...(clean === said ? { cause: error } : {}) });
}

/** One SQLSTATE for three limits, and words in the language of the server: only the place in its source tells them apart. */
const limits: Readonly<Record<string, PostgresError['limitOf']>> = {
  InitializeSessionUserId: 'role',
  CheckMyDatabase: 'database',
};

const limitIn = (error: unknown): PostgresError['limitOf'] =>
  error instanceof Error && 'routine' in error && codeOf(error) === '53300'
    ? (limits[String(error.routine)] ?? null)
    : null;

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

function codeBySaying(said: string): string {
  if (/SASL|password/i.test(said)) return '28P01';
  return '08006';
}

const advice: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there: is the server running, and is the port published?',
  ENOENT: 'there is no such socket: is the server running, and is its folder the host that is named?',
  EACCES: 'we may not open the socket: run as a user who may',
  ENOTFOUND: 'the name is not known: check the host in the URL',
  EAI_AGAIN: 'the name could not be looked up: check the host and the resolver',
  '28P01': 'check user and password in the URL (or PGPASSWORD, or the password file)',
  '28000': 'check pg_hba.conf and the user in the URL',
  '3D000': 'check the database name in the URL',
};

const adviceFor = (code: string): string => advice[code] ?? '';
