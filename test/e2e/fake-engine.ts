import type { Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';

/** A container of the engine that lies: whatever a real one might be made to say of it. */
export interface FakeContainer {
  readonly id: string;
  readonly name: string;
  readonly state?: string;
  readonly startedAt?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly image?: string;
  readonly env?: readonly string[];
  readonly command?: readonly string[];
  readonly health?: { readonly Status: string; readonly Log: readonly { ExitCode: number; Output: string }[] };
  readonly startError?: string;
  readonly exitCode?: number;
  /** Of `top`: the command lines of its processes. */
  readonly processes?: readonly string[];
  /** Writes the answer to `logs`. */
  readonly log?: (answer: ServerResponse) => void;
}

/** What was asked of it, as `POST /containers/abc/start`. */
export interface FakeEngine {
  readonly host: string;
  readonly asked: string[];
  close(): Promise<void>;
}

const STARTED = new Date(Date.now() - 3_600_000).toISOString();

/** A Docker API on a socket, as far as the gate looks at one; a container that is started or restarted runs from then on. */
export async function fakeEngine(socket: string, containers: readonly FakeContainer[]): Promise<FakeEngine> {
  const asked: string[] = [];
  const started = new Map<string, string>();
  const server = createServer((request, answer) => {
    const { pathname } = new URL(request.url ?? '/', 'http://engine');
    asked.push(`${request.method ?? ''} ${pathname}`);
    const [, kind, id, what] = pathname.split('/');
    const one = containers.map(now).find(container => container.id === id || container.name === id);
    if (pathname === '/containers/json') return json(answer, containers.map(now).map(rowOf));
    if (pathname === '/info') return json(answer, { SystemTime: new Date().toISOString(), DockerRootDir: '/' });
    if (pathname === '/images/json') return json(answer, []);
    if (kind !== 'containers' || one === undefined) return json(answer, { message: `no such thing: ${pathname}` }, 404);
    if (what === 'json') return json(answer, viewOf(one));
    if (what === 'top') return json(answer, topOf(one));
    if (what === 'stats') return json(answer, { memory_stats: { usage: 1_000_000, stats: {} } });
    if (what === 'logs') return one.log ? one.log(answer) : void answer.end();
    if (what === 'start' || what === 'restart') started.set(one.id, new Date().toISOString());
    return json(answer, {}, 204);
  });
  const now = (one: FakeContainer): FakeContainer => {
    const startedAt = started.get(one.id);
    return startedAt === undefined ? one : { ...one, state: 'running', startedAt };
  };
  const sockets = await listen(server, socket);
  return {
    host: `unix://${socket}`,
    asked,
    async close() {
      for (const one of sockets) one.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

async function listen(server: Server, socket: string): Promise<ReadonlySet<Socket>> {
  const sockets = new Set<Socket>();
  server.on('connection', (one: Socket) => sockets.add(one));
  await new Promise<void>(resolve => server.listen(socket, resolve));
  return sockets;
}

function json(answer: ServerResponse, body: unknown, status = 200): void {
  answer.writeHead(status, { 'content-type': 'application/json' });
  answer.end(status === 204 ? '' : JSON.stringify(body));
}

const rowOf = ({ id, name, state = 'running', labels = {}, health }: FakeContainer) => ({
  Id: id,
  Names: [`/${name}`],
  State: state,
  Status: `Up 1 hour${health ? ` (${health.Status})` : ''}`,
  Labels: labels,
  HostConfig: { NetworkMode: 'bridge' },
});

const viewOf = (one: FakeContainer) => ({
  Id: one.id,
  Name: `/${one.name}`,
  Created: STARTED,
  Path: one.command?.[0] ?? 'app',
  Args: one.command?.slice(1) ?? [],
  RestartCount: 0,
  State: {
    Status: one.state ?? 'running',
    StartedAt: one.startedAt ?? STARTED,
    FinishedAt: STARTED,
    ExitCode: one.exitCode ?? 0,
    Pid: 4242,
    Error: one.startError ?? '',
    ...(one.health ? { Health: { FailingStreak: 9, ...one.health } } : {}),
  },
  HostConfig: { NetworkMode: 'bridge', Memory: 0, RestartPolicy: { Name: 'no' } },
  Config: { Image: one.image ?? 'app', Labels: one.labels ?? {}, Env: one.env ?? [], Tty: false },
});

const topOf = ({ processes = ['app'] }: FakeContainer) => ({
  Titles: ['PID', 'PPID', 'STAT', 'COMMAND'],
  Processes: processes.map((command, at) => [String(at + 100), '1', 'S', command]),
});

/** One frame of the log's stream, as Docker writes it for a container without a terminal. */
export function frame(text: string | Buffer): Buffer {
  const bytes = Buffer.from(text as string);
  const header = Buffer.alloc(8);
  header.writeUInt8(1, 0);
  header.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([header, bytes]);
}
