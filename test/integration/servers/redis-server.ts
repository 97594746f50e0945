import type Docker from 'dockerode';
import { Redis } from 'ioredis';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { dockerAt } from '../../../src/practice/docker-at.ts';

/** A real redis-server in a container of the practice image, on a port of this machine; the container is the test's own. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  readonly container: string;
  readonly dockerHost: string;
  /** One command, as the default user unless `startRedis` was told otherwise. */
  ask(...command: readonly [string, ...(string | number)[]]): Promise<unknown>;
  /** Make a user of the ACL, from the rules of ACL SETUSER. */
  addUser(name: string, rules: string): Promise<unknown>;
  /** Every command that the server executes from now on, until `stop`. */
  watch(): Promise<Watch>;
  /** Run a program inside. */
  exec(...argv: readonly string[]): Promise<void>;
  readonly docker: Docker.Container;
  end(): Promise<void>;
}

interface Watch {
  /** The commands seen, as MONITOR tells them: `['unlink', 'key']`. */
  stop(): Promise<readonly (readonly string[])[]>;
}

export interface ServerOptions {
  /** What follows `redis-server`. */
  readonly args?: readonly string[];
  readonly memoryBytes?: number;
  /** The login of `ask`. */
  readonly login?: string;
  readonly entrypoint?: readonly string[];
  /** As of `docker run -v`. */
  readonly binds?: readonly string[];
}

/** The engine that the tests run on; whoever starts the tests has brought it up. */
function testDockerHost(): string {
  const host = process.env['TEST_DOCKER_HOST'];
  if (host === undefined || host === '') throw new Error('TEST_DOCKER_HOST is not set: no engine to start servers on');
  return host;
}

/** Start a server and wait until it answers (if only with an error). The port stays the same over a restart. */
export async function startRedis(options: ServerOptions = {}): Promise<RedisServer> {
  const dockerHost = testDockerHost();
  const engine = dockerAt(dockerHost);
  const image = (await engine.listImages())
    .flatMap(({ RepoTags }) => RepoTags ?? [])
    .find(tag => tag.startsWith('orixoon-practice:'));
  if (image === undefined) throw new Error('the engine has no practice image');
  const container = `redistest-${randomBytes(4).toString('hex')}`;
  const port = await freePort();
  const docker = await engine.createContainer({
    name: container,
    Image: image,
    Entrypoint: [...(options.entrypoint ?? ['redis-server'])],
    Cmd: [...own(port), ...(options.args ?? [])],
    StopTimeout: 1,
    HostConfig: {
      NetworkMode: 'host',
      Binds: [...(options.binds ?? [])],
      ...(options.memoryBytes === undefined ? {} : { Memory: options.memoryBytes }),
    },
  });
  await docker.start();
  const url = `redis://${options.login === undefined ? '' : `${options.login}@`}127.0.0.1:${port}`;
  await answering(url).catch(async (error: unknown) => {
    await docker.remove({ force: true, v: true });
    throw error;
  });
  const ask: RedisServer['ask'] = (...command) => once(url, client => client.call(...command));
  return {
    ...{ url: `redis://127.0.0.1:${port}`, port, container, dockerHost, docker },
    ask,
    addUser: (name, rules) => ask('ACL', 'SETUSER', name, 'on', '>pw', ...rules.split(' ')),
    watch: () => watch(url),
    exec: (...argv) => exec(docker, argv),
    async end() {
      await docker.remove({ force: true, v: true });
    },
  };
}

/** The host's network: an engine of the practice stack has no bridge of its own. */
const own = (port: number): string[] => [
  '--bind',
  '127.0.0.1',
  '--port',
  String(port),
  '--save',
  '',
  '--enable-debug-command',
  'yes',
];

async function once<T>(url: string, use: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: null, enableReadyCheck: false, protocol: 2 });
  client.on('error', () => undefined);
  try {
    return await use(client);
  } finally {
    client.disconnect();
  }
}

/** Poll until the server says anything at all. */
async function answering(url: string): Promise<void> {
  const until = Date.now() + 60_000;
  for (;;) {
    const word = await once(url, client => client.call('PING')).catch((error: unknown) => String(error));
    if (typeof word === 'string' && !/closed|ECONN|EPIPE/i.test(word)) return;
    if (Date.now() > until) throw new Error(`no answer from ${url}: ${String(word)}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

async function watch(url: string): Promise<Watch> {
  const client = new Redis(url, { retryStrategy: null });
  const monitor = await client.monitor();
  const seen: (readonly string[])[] = [];
  monitor.on('monitor', (_time: string, args: string[]) => seen.push(args));
  return {
    async stop() {
      // A last command of our own: when MONITOR has told it, it has told all that came before.
      const mark = randomBytes(8).toString('hex');
      await client.echo(mark);
      while (!seen.some(args => args.includes(mark))) await new Promise(resolve => setTimeout(resolve, 5));
      monitor.disconnect();
      client.disconnect();
      return seen.filter(args => !args.includes(mark));
    },
  };
}

async function exec(docker: Docker.Container, argv: readonly string[]): Promise<void> {
  const run = await docker.exec({ Cmd: [...argv], AttachStdout: true, AttachStderr: true });
  const stream = await run.start({});
  await new Promise((resolve, reject) => {
    stream.on('end', resolve);
    stream.on('error', reject);
    stream.resume();
  });
  const { ExitCode } = await run.inspect();
  if (ExitCode !== 0) throw new Error(`${argv.join(' ')} ended with ${String(ExitCode)}`);
}

/** A port of this machine that nobody uses. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
