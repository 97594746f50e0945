import { readFile } from 'node:fs/promises';
import type { ConnectionOptions } from 'node:tls';
import { PostgresError } from './errors.ts';
import type { Address } from './postgres-address.ts';

/** With TLS, as these options have it; false: without. */
export type Attempt = ConnectionOptions | false;

/** What libpq would try for a sslmode, one after the other. Rejects with PostgresError where a file cannot be read. */
export async function attemptsFor(address: Address): Promise<readonly Attempt[]> {
  const mode = address.parameter('sslmode') ?? 'prefer';
  // Nobody listens in on a Unix socket: libpq encrypts nothing there either, whatever the mode.
  if (mode === 'disable' || address.host.startsWith('/')) return [false];
  const options = await optionsFor(address, mode);
  if (mode === 'prefer') return [options, false];
  return mode === 'allow' ? [false, options] : [options];
}

async function optionsFor(address: Address, mode: string): Promise<ConnectionOptions> {
  const root = address.parameter('sslrootcert');
  const [ca, cert, key] = await Promise.all([
    root === 'system' ? null : readPem(address, 'sslrootcert'),
    readPem(address, 'sslcert'),
    readPem(address, 'sslkey'),
  ]);
  const passphrase = address.parameter('sslpassword');
  // A CA that is named is asked in every mode but no-verify.
  const isChecked = mode.startsWith('verify-') || (ca !== null && mode !== 'no-verify');
  return {
    ...(ca === null ? {} : { ca }),
    ...(cert === null ? {} : { cert }),
    ...(key === null ? {} : { key }),
    ...(passphrase === null ? {} : { passphrase }),
    rejectUnauthorized: isChecked,
    ...(mode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),
  };
}

async function readPem(address: Address, parameter: string): Promise<string | null> {
  const file = address.parameter(parameter);
  if (file === null) return null;
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new PostgresError(why, `${address.label}: ${parameter}: its file cannot be read (${why})`, { cause: error });
  }
}

const NO_TLS = /does not support SSL|error establishing an SSL/i;

/** Whether the next attempt may still get in: there was no TLS to be had, or pg_hba.conf wants it the other way. */
export const mayTryOn = (error: unknown): boolean =>
  error instanceof PostgresError && (error.code === '28000' || isAboutTls(error));

/** Of two attempts that failed, the one that tells more: not that there is no TLS, nor that plain is not let in. */
export function tellsMore(first: unknown, second: unknown): unknown {
  const isSaid = (error: unknown, what: RegExp): boolean => error instanceof Error && what.test(error.message);
  if (isSaid(first, NO_TLS)) return second;
  return isSaid(second, NO_TLS) || isSaid(second, /no encryption|SSL off/i) ? first : second;
}

const isAboutTls = ({ message }: PostgresError): boolean => NO_TLS.test(message) || message.includes(TLS_ADVICE);

/** Said of every failure of TLS. */
export const TLS_ADVICE = 'check sslmode, sslrootcert, sslcert and sslkey in the URL (or PGSSLMODE and its like)';
