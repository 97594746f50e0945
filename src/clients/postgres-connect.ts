import { Socket } from 'node:net';
import type { Client } from 'pg';
import { PostgresError } from './errors.ts';
import type { Address } from './postgres-address.ts';
import { asPostgresError } from './postgres-error.ts';
import { bounded } from './postgres-bounds.ts';
import { attemptsFor, mayTryOn, tellsMore } from './postgres-tls.ts';
import type { Attempt } from './postgres-tls.ts';

/** A client that is connected, and the socket that ends it at once. */
export interface Live {
  readonly client: Client;
  readonly socket: Socket;
}

export interface ConnectOptions {
  /** What the server shows of us in pg_stat_activity. */
  readonly applicationName: string;
  /** What the server is asked for as the session begins: `-c name=value …`; '' for nothing. */
  readonly startup: string;
  readonly isPipelined: boolean;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Called when the connection is over, whoever ended it. */
  readonly onLost: (client: Client) => void;
  /** Why the address has no password, for the message if one is wanted. */
  readonly noPassword: string | null;
}

/** Connect as libpq would, with TLS, without or both in turn. Throws PostgresError, never with the password. */
export async function connectPostgres(address: Address, options: ConnectOptions): Promise<Live> {
  const [first = false, second] = await attemptsFor(address);
  try {
    return await connectOnce(address, first, options);
  } catch (error) {
    const failed = asPostgresError(error, address);
    if (second === undefined || !mayTryOn(failed)) throw failed;
    try {
      return await connectOnce(address, second, options);
    } catch (again) {
      throw tellsMore(failed, asPostgresError(again, address));
    }
  }
}

async function connectOnce(address: Address, ssl: Attempt, options: ConnectOptions): Promise<Live> {
  const { Client: PgClient } = await import('pg');
  const { timeoutMs, signal, onLost } = options;
  const socket = new Socket();
  const client = new PgClient({ ...configFor(address, options), ssl, stream: () => socket });
  // Without a listener, a server that ends an idle session would end this process too.
  client.on('error', () => onLost(client));
  client.on('end', () => onLost(client));
  try {
    await bounded(client.connect(), { timeoutMs, signal, address, socket });
    return { client, socket };
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** All that the driver would else take from the environment and a password file of its own finding. */
function configFor(address: Address, { applicationName, startup, isPipelined, noPassword }: ConnectOptions) {
  const { host, port, user, password, database } = address;
  return {
    ...{ host, port, user, database },
    password: password === '' ? () => refuseToLogIn(address, noPassword) : password,
    application_name: applicationName,
    options: startup,
    client_encoding: 'UTF8',
    sslnegotiation: 'postgres' as const,
    enableChannelBinding: address.parameter('channel_binding') === 'require',
    pipeline: isPipelined,
  };
}

/** Asked by the driver where the server wants a password. */
function refuseToLogIn({ label }: Address, why: string | null): never {
  const besides = why === null ? '' : `, and ${why}`;
  throw new PostgresError('28P01', `${label}: a password is wanted; neither URL nor PGPASSWORD has one${besides}`);
}
