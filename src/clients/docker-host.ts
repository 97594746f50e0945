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
  readonly sshOptions: { readonly agent: string } | undefined;
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
  sshOptions: undefined,
};

type Env = Readonly<Record<string, string | undefined>>;

/** Read unix://, npipe://, tcp://, http(s):// and ssh:// as the docker command does; else DockerError 'absent'. */
export function engineAddress(host: string, env: Env): EngineAddress {
  const socket = /^(?:unix|npipe):\/\/(.+)$/.exec(host)?.[1] ?? (host.startsWith('/') ? host : undefined);
  if (socket !== undefined) return { ...nowhere, socketPath: socket };
  const url = URL.canParse(host) ? new URL(host) : null;
  if (url !== null && url.hostname !== '') {
    const at = { ...nowhere, host: url.hostname.replace(/^\[|\]$/g, ''), pathPrefix: url.pathname || '/' };
    if (url.protocol === 'ssh:') return { ...at, ...overSsh(url, env) };
    if (['tcp:', 'http:', 'https:'].includes(url.protocol)) return { ...at, ...overTcp(url, env) };
  }
  throw new DockerError(
    'absent',
    `no Docker engine can be at "${shownHost(host)}": expected unix:///path, tcp://host:port, https://host:port, ssh://user@host or npipe://. Correct connections.docker.host or DOCKER_HOST`,
  );
}

function overSsh(url: URL, env: Env): Partial<EngineAddress> {
  const agent = env['SSH_AUTH_SOCK'];
  return {
    protocol: 'ssh',
    port: url.port || '22',
    username: decodeURIComponent(url.username) || env['USER'],
    sshOptions: agent === undefined ? undefined : { agent },
  };
}

function overTcp(url: URL, env: Env): Partial<EngineAddress> {
  const isTls =
    url.protocol === 'https:' || url.port === '2376' || (url.protocol === 'tcp:' && env['DOCKER_TLS_VERIFY'] === '1');
  const directory = env['DOCKER_CERT_PATH'];
  const read = (file: string): string | undefined =>
    isTls && directory ? readFileSync(join(directory, file), 'utf8') : undefined;
  return {
    protocol: isTls ? 'https' : 'http',
    port: url.port || (url.protocol === 'http:' ? '80' : isTls ? '2376' : '2375'),
    ca: read('ca.pem'),
    cert: read('cert.pem'),
    key: read('key.pem'),
  };
}

/** The host as it may be shown: without a user or a password. */
export const shownHost = (host: string): string => host.replace(/\/\/[^/@]*@/, '//');
