import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { dockerAt } from '../../../src/practice/docker-at.ts';
import { openEngine } from '../../../src/practice/engine.ts';
import { ensureImage } from '../../../src/practice/image.ts';

/** A PostgreSQL of a test's own: the practice stack's image and schema, in a container that `stop` removes. */
export interface PostgresServer {
  /** The container's name. */
  readonly name: string;
  /** The application's URL: the role tsh, which may look at and signal the sessions of others, but is no superuser. */
  readonly url: string;
  /** The superuser's, which may use the reserved slots. */
  readonly adminUrl: string;
  /** The same server as another role or in another database. */
  urlFor(user: string, database?: string): string;
  /** A session of a client; all are closed by `closeSessions`. */
  connect(url: string, options?: pg.ClientConfig & { replication?: string }): Promise<TestSession>;
  /** One statement as the superuser, autocommitted. */
  asAdmin(sql: string): Promise<pg.QueryResultRow[]>;
  closeSessions(): Promise<void>;
  /** Run a command inside as root. */
  exec(argv: readonly string[]): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestSession {
  readonly pid: number;
  query(sql: string): Promise<pg.QueryResultRow[]>;
  /** Send it and do not wait; what becomes of it is told by `isAlive` and by the server. */
  send(sql: string): void;
  /** Settles when the statement sent last is over: its error's SQLSTATE, or `done`. */
  readonly outcome: () => Promise<string>;
  /** False once the server has ended it. */
  isAlive(): boolean;
}

/** Poll until it is true; throws after two minutes. */
export async function until(what: string, isDone: () => Promise<boolean> | boolean): Promise<void> {
  const endsAt = Date.now() + 120_000;
  while (!(await isDone())) {
    if (Date.now() > endsAt) throw new Error(`waited 120 s for ${what}`);
    await pause(20);
  }
}

export interface PostgresOptions {
  /** Less 3 reserved ones, it is what clients can use. */
  readonly maxConnections: number;
  readonly labels?: Readonly<Record<string, string>>;
  /** Folders of this machine, `<here>:<inside>`. */
  readonly binds?: readonly string[];
  /** As under Patroni: PID 1 is a Python program, and the server its child. */
  readonly isKept?: boolean;
}

const KEEPER = ['python3', '-c', "import subprocess; subprocess.run(['sh', '/practice/entrypoint.sh', 'postgres'])"];

/** Put a file of the server's own into its data folder. */
export async function putInData(server: PostgresServer, name: string, text: string): Promise<void> {
  const script = 'printf "%s" "$1" > "$2"; chown postgres "$2"; chmod 600 "$2"';
  await server.exec(['sh', '-c', script, 'sh', text, `/var/lib/practice/postgres/${name}`]);
}

/** Start one. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const say = (): void => undefined;
  const docker = dockerAt((await openEngine({ say })).host);
  const image = await ensureImage(docker, say);
  const port = await freePort();
  const name = `orixoon-test-postgres-${process.pid}-${port}`;
  // A network of its own: an engine need not have a default bridge.
  const network = await docker.createNetwork({ Name: name, Driver: 'bridge' });
  const container = await docker.createContainer({
    name,
    Image: image,
    Cmd: ['postgres'],
    ...(options.isKept === true ? { Entrypoint: KEEPER } : {}),
    Labels: { ...options.labels },
    Env: [`MAX_CONNECTIONS=${options.maxConnections}`],
    StopSignal: 'SIGINT',
    ExposedPorts: { '5432/tcp': {} },
    HostConfig: {
      NetworkMode: name,
      Binds: [...(options.binds ?? [])],
      PortBindings: { '5432/tcp': [{ HostIp: '127.0.0.1', HostPort: String(port) }] },
    },
  });
  await container.start();
  const sessions = new Set<pg.Client>();
  const urlFor = (user: string, database = 'tsh_erp'): string =>
    `postgresql://${user}:lab-s3cret@127.0.0.1:${port}/${database}`;
  const adminUrl = urlFor('postgres');
  await untilItAnswers(adminUrl);

  return {
    name,
    url: urlFor('tsh'),
    adminUrl,
    urlFor,
    async connect(url, config = {}) {
      const client = new pg.Client({ connectionString: url, application_name: 'test', ...config });
      return await openTestSession(client, sessions);
    },
    asAdmin: sql => once(adminUrl, sql),
    async closeSessions() {
      const open = [...sessions];
      sessions.clear();
      // Those that wait for a lock would not hear a goodbye.
      const pids = open.map(client => (client as unknown as { processID: number }).processID).join();
      if (open.length > 0)
        await once(
          adminUrl,
          `select pg_terminate_backend(pid) from pg_stat_activity where pid in (${pids}) and pid <> pg_backend_pid()`,
        );
      await Promise.all(open.map(client => client.end().catch(() => undefined)));
    },
    async exec(argv) {
      const exec = await container.exec({ Cmd: [...argv], AttachStdout: true, AttachStderr: true });
      const stream = await exec.start({});
      await new Promise((resolve, reject) => stream.on('end', resolve).on('error', reject).resume());
      const { ExitCode } = await exec.inspect();
      if (ExitCode !== 0) throw new Error(`${argv.join(' ')} ended with ${ExitCode}`);
    },
    async restart() {
      await container.restart({ t: 10 });
      await untilItAnswers(adminUrl);
    },
    async stop() {
      await container.remove({ force: true, v: true });
      await network.remove();
    },
  };
}

async function openTestSession(client: pg.Client, sessions: Set<pg.Client>): Promise<TestSession> {
  let isAlive = true;
  let last: Promise<string> = Promise.resolve('done');
  client.on('error', () => (isAlive = false)).on('end', () => (isAlive = false));
  await client.connect();
  sessions.add(client);
  const send = (sql: string): void => {
    last = client.query(sql).then(
      () => 'done',
      (error: unknown) => String((error as { code?: string }).code),
    );
  };
  return {
    pid: (client as unknown as { processID: number }).processID,
    query: async sql => (await client.query<pg.QueryResultRow>(sql)).rows,
    send,
    outcome: () => last,
    isAlive: () => isAlive,
  };
}

async function once(url: string, sql: string): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<pg.QueryResultRow>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function untilItAnswers(url: string): Promise<void> {
  await until('PostgreSQL to answer', async () => {
    try {
      await once(url, 'select 1');
      return true;
    } catch (error) {
      return !(error instanceof Error); // it refuses until it is up
    }
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}
