import type Docker from 'dockerode';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { ConfigPart } from '../config.ts';
import { inspectIfThere } from '../container.ts';
import { poll } from '../poll.ts';
import type { Service } from '../services.ts';
import type { Stack } from '../stack.ts';

/** One way to break the stack for real, and to mend it without Orixoon. */
export interface Fault {
  /** What is broken, in one sentence. */
  readonly title: string;
  /** Returns when the damage can be seen from outside. */
  inject(stack: Stack, docker: Docker): Promise<void>;
  /** Returns when the stack is as before; does no harm where nothing is broken. */
  undo(stack: Stack, docker: Docker): Promise<void>;
  /** What the config must say beyond `practiceConfig` for the damage to count as such. */
  config?(stack: Stack, docker: Docker): Promise<ConfigPart>;
}

const VISIBLE_MS = 60_000;

/** The container of a service. */
export const containerName = (stack: Stack, service: Service): string => `${stack.prefix}${service}`;

/** Polls what Docker says of a container until `test` holds. */
export async function until(
  stack: Stack,
  docker: Docker,
  service: Service,
  what: string,
  test: (info: Docker.ContainerInspectInfo) => boolean,
): Promise<void> {
  const name = containerName(stack, service);
  await poll({ what: `${name} ${what}`, timeoutMs: VISIBLE_MS }, async () => {
    const info = await inspectIfThere(docker, name);
    return info !== undefined && test(info);
  });
}

/** A session of the superuser: its slots are reserved, so a full pool does not keep it out. */
export const withDatabase = <T>(stack: Stack, work: (client: pg.Client) => Promise<T>): Promise<T> =>
  withSession(
    { connectionString: stack.urls.databaseAdmin, application_name: 'lab', connectionTimeoutMillis: 5000 },
    work,
  );

/**
 * A session, for as long as `work` takes.
 *
 * @internal for the bench
 */
export async function withSession<T>(config: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(config);
  // A session that the server ends emits an error besides rejecting the query; the query's rejection says it all.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Polls the database until the first column of the first row of `query` is true. */
export async function untilSql(stack: Stack, what: string, query: string, values: unknown[] = []): Promise<void> {
  await withDatabase(stack, client =>
    poll({ what, timeoutMs: VISIBLE_MS }, async () => {
      const { rows } = await client.query<{ seen: boolean }>(`SELECT (${query}) AS seen`, values);
      return rows[0]?.seen === true;
    }),
  );
}

/** A Redis client that gives up instead of waiting. */
export async function withRedis<T>(stack: Stack, work: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(stack.urls.redis, {
    lazyConnect: true,
    // The check would ask, and wait, before any command of ours.
    enableReadyCheck: false,
    connectTimeout: 2000,
    commandTimeout: 10_000,
    maxRetriesPerRequest: 1,
    retryStrategy: () => null,
  });
  // Every failed connect is also an event; the command's rejection says it all.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    client.disconnect();
  }
}
