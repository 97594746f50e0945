import { setMaxListeners } from 'node:events';
import { Agent } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { askedOnce } from './asked-once.ts';
import { asDockerError } from './docker-faults.ts';
import type { Asked } from './docker-faults.ts';
import { engineAddress, shownHost } from './docker-host.ts';
import type { EngineAddress, EngineTls } from './docker-host.ts';
import { sshAgent } from './docker-ssh.ts';
import { DockerError } from './errors.ts';

/** Bounds of one request: milliseconds, and a signal besides the connection's own; `isRescue` goes through after an abort. */
export interface Bounds {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly isRescue?: boolean;
}

type Query = Readonly<Record<string, string | number | boolean>>;

/** All that may be asked of an engine without changing it. */
export interface DockerReads {
  readonly timeoutMs: number;
  /** The JSON that answers a GET. */
  readonly get: <T>(path: string, query?: Query, bounds?: Bounds) => Promise<T>;
  /** The answer to a GET as it streams in; nothing of it is kept. */
  readonly read: <T>(
    path: string,
    query: Query,
    consume: (answer: IncomingMessage) => Promise<T>,
    bounds?: Bounds,
  ) => Promise<T>;
}

/** A connection that can also ask for changes: for docker-hands, and for the exec that only looks. */
export interface DockerConnection extends DockerReads {
  /** The JSON that answers a POST; of no meaning where it has none (204, 304). */
  readonly post: <T>(path: string, query?: Query, body?: object, bounds?: Bounds) => Promise<T>;
  /** Send an archive: bytes, or the path of a file of ours. */
  readonly put: (path: string, query: Query, archive: Buffer | string, bounds?: Bounds) => Promise<void>;
  /** The JSON that answers a DELETE. */
  readonly delete: <T>(path: string, query: Query, bounds?: Bounds) => Promise<T>;
  readonly close: () => void;
}

/** The one call of docker-modem that we use: it knows sockets, pipes, TLS and ssh. */
interface Modem {
  dial(options: object, callback: (error: Error | null, answer: unknown) => void): void;
}

const accepted = { 200: true, 201: true, 204: true, 304: true };

/** `timeoutMs` bounds each question, `signal` ends all waiting; `tls` is what a docker context says of it. */
export interface DockerOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly tls?: EngineTls | undefined;
}

/** Connect on first use; every request ends by its timeout, by a signal or by `close()`, and lets go of its socket then. */
export function connectDocker(host: string, options: DockerOptions): DockerConnection {
  const closing = new AbortController();
  // Each question that is under way listens to it.
  setMaxListeners(0, closing.signal);
  let modem: Promise<Modem> | undefined;

  async function ask<T>(
    method: Asked['method'],
    path: string,
    dial: {
      query?: Query;
      body?: object;
      file?: Buffer | string;
      consume?: (answer: IncomingMessage) => Promise<T>;
    },
    bounds: Bounds = {},
  ): Promise<T> {
    const timeoutMs = bounds.timeoutMs ?? options.timeoutMs;
    const ending = bounds.isRescue ? [] : [options.signal];
    const signals = [closing.signal, ...ending, ...(bounds.signal ? [bounds.signal] : [])];
    const asked = { host, method, path };
    const tooSlow = `the Docker engine at ${shownHost(host)} did not answer ${method} ${path} within ${timeoutMs} ms: does it hang? Look at its log, or restart it`;
    try {
      const line = await (modem ??= loadModem(host, options.tls));
      return await bounded(timeoutMs, signals, tooSlow, async signal => {
        const { query = {}, body = {}, file, consume } = dial;
        const answer = await new Promise((resolve, reject) => {
          const isStream = consume !== undefined;
          const request = { method, path: `${path}?`, isStream, statusCodes: accepted, ...(file ? { file } : {}) };
          line.dial({ ...request, abortSignal: signal, options: { _query: query, _body: body } }, (error, data) =>
            error ? reject(error) : resolve(data),
          );
        });
        return consume ? await consume(answer as IncomingMessage) : (answer as T);
      });
    } catch (error) {
      throw asDockerError(error, asked);
    }
  }

  return {
    timeoutMs: options.timeoutMs,
    get: askedOnce(
      (path, query, bounds) => ask('GET', path, { ...(query ? { query } : {}) }, bounds),
      () => (modem ??= loadModem(host, options.tls)),
    ),
    read: (path, query, consume, bounds) => ask('GET', path, { query, consume }, bounds),
    post: (path, query, body, bounds) =>
      ask('POST', path, { ...(query ? { query } : {}), ...(body ? { body } : {}) }, bounds),
    put: (path, query, file, bounds) => ask('PUT', path, { query, file }, bounds),
    delete: (path, query, bounds) => ask('DELETE', path, { query }, bounds),
    close: () => closing.abort(),
  };
}

async function loadModem(host: string, tls: EngineTls | undefined): Promise<Modem> {
  const address = engineAddress(host, process.env, tls);
  // What dockerode speaks through, without the rest of it, which takes longer to load than all of this program.
  const { default: DockerModem } = await import('docker-modem');
  // No connection is kept: an idle one would break on the next use after the engine restarts.
  const agent = agentFor(address);
  // Its own ssh takes any host key: ours goes by what is known of the host, and to the modem it is a connection like any other.
  const protocol = address.protocol === 'https' ? 'https' : 'http';
  return new DockerModem({ ...address, protocol, agent } as object);
}

function agentFor({ protocol, host, port, username, isChecked }: EngineAddress): Agent {
  if (protocol === 'ssh') return sshAgent({ host: host ?? '', port, username });
  if (protocol === 'https') return new TlsAgent({ rejectUnauthorized: isChecked });
  // Without TLS there is no server name. Left out, Node would look whether the host is an IPv6 address, by a pattern that is dear to compile.
  return new Agent({ servername: '' } as object);
}

/** Work that ends by itself, by its time or by a signal, whichever is first; told by its own signal to let go. */
function bounded<T>(
  timeoutMs: number,
  signals: readonly AbortSignal[],
  tooSlow: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  return new Promise<T>((resolve, reject) => {
    const cut = (reason: DockerError): void => {
      reject(reason);
      controller.abort(reason);
    };
    const interrupt = (): void => cut(new DockerError('other', 'the question to the Docker engine was cut short'));
    const timer = setTimeout(() => cut(new DockerError('timeout', tooSlow)), timeoutMs);
    for (const signal of signals) signal.addEventListener('abort', interrupt, { once: true });
    const settle = (): void => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', interrupt);
    };
    if (signals.some(signal => signal.aborted)) interrupt();
    else work(controller.signal).then(resolve, reject).finally(settle);
    controller.signal.addEventListener('abort', settle);
  });
}
