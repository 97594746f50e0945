import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DockerError } from './errors.ts';

/** What docker-modem needs to reach an engine. Every key is given, so that no DOCKER_* variable fills one in behind our back. */
export interface EngineAddress {
  readonly socketPath: string | undefined;
  readonly host: string | undefined;
  readonly port: string | undefined;
  readonly protocol: 'http' | 'https' | 'ssh';
  readonly pathPrefix: string;
  readonly username: string | undefined;
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
  /** False: whoever made the docker context wants the engine's certificate unchecked. */
  readonly isChecked: boolean;
}

const nowhere: EngineAddress = {
  socketPath: undefined,
  host: undefined,
  port: undefined,
  protocol: 'http',
  pathPrefix: '/',
  username: undefined,
  ca: undefined,
  cert: undefined,
  key: undefined,
  isChecked: true,
};

type Env = Readonly<Record<string, string | undefined>>;

/** What a docker context says of TLS: the folder of its files, and whether the engine's certificate is checked. */
export interface EngineTls {
  readonly directory: string | null;
  readonly isChecked: boolean;
}

/** Read unix://, npipe://, tcp://, http(s):// and ssh:// as the docker command does; else DockerError 'absent'. */
export function engineAddress(host: string, env: Env, tls?: EngineTls): EngineAddress {
  const socket = /^(?:unix|npipe):\/\/(.+)$/.exec(host)?.[1] ?? (host.startsWith('/') ? host : undefined);
  if (socket !== undefined) return { ...nowhere, socketPath: socket };
  const url = URL.canParse(host) ? new URL(host) : null;
  if (url !== null && url.hostname !== '') {
    const at = { ...nowhere, host: url.hostname.replace(/^\[|\]$/g, ''), pathPrefix: url.pathname || '/' };
    if (url.protocol === 'ssh:') return { ...at, ...overSsh(url) };
    if (['tcp:', 'http:', 'https:'].includes(url.protocol)) return { ...at, ...overTcp(url, env, tls) };
  }
  throw new DockerError(
    'absent',
    `no Docker engine can be at "${shownHost(host)}": expected unix:///path, tcp://host:port, https://host:port, ssh://user@host or npipe://. Correct connections.docker.host or DOCKER_HOST`,
  );
}

function overSsh(url: URL): Partial<EngineAddress> {
  if (url.hostname.startsWith('-'))
    throw new DockerError('absent', 'connections.docker.host: a host of ssh:// begins with no -');
  // What is left out is for the config of ssh to say.
  return { protocol: 'ssh', port: url.port || undefined, username: decodeURIComponent(url.username) || undefined };
}

function overTcp(url: URL, env: Env, tls: EngineTls | undefined): Partial<EngineAddress> {
  const isWanted = tls !== undefined || Boolean(env['DOCKER_TLS_VERIFY']);
  const isTls = url.protocol === 'https:' || url.port === '2376' || (url.protocol === 'tcp:' && isWanted);
  const directory = tls === undefined ? env['DOCKER_CERT_PATH'] || usualFolder(env) : tls.directory;
  const isNamed = tls === undefined && Boolean(env['DOCKER_CERT_PATH']);
  const read = (file: string): string | undefined =>
    isTls && directory ? readPem(join(directory, file), isNamed) : undefined;
  return {
    protocol: isTls ? 'https' : 'http',
    port: url.port || (url.protocol === 'http:' ? '80' : isTls ? '2376' : '2375'),
    ca: read('ca.pem'),
    cert: read('cert.pem'),
    key: read('key.pem'),
    isChecked: tls?.isChecked ?? true,
  };
}

/** Where the docker command looks for its certificates if DOCKER_CERT_PATH does not say; a file that is not there is not meant. */
const usualFolder = (env: Env): string | null =>
  env['DOCKER_CONFIG'] || (env['HOME'] ? join(env['HOME'], '.docker') : null);

function readPem(file: string, isNeeded: boolean): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    if (code === 'ENOENT' && !isNeeded) return undefined;
    const why = `the certificates for the Docker engine cannot be read: ${file} (${code}). Expected ca.pem, cert.pem and key.pem in DOCKER_CERT_PATH`;
    throw new DockerError('forbidden', why, { cause: error });
  }
}

/** The host as it may be shown: without a user or a password. */
export const shownHost = (host: string): string => host.replace(/\/\/[^/@]*@/, '//');
