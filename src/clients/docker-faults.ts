import { DockerError } from './errors.ts';
import type { DockerFault } from './errors.ts';
import { shownHost } from './docker-host.ts';
import { tlsTrouble } from './tls-trouble.ts';
import type { TlsTrouble } from './tls-trouble.ts';

/** What was asked of which engine, for messages. */
export interface Asked {
  readonly host: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
}

const faultOfCode: Readonly<Record<string, DockerFault>> = {
  ENOENT: 'absent',
  ECONNREFUSED: 'absent',
  ENOTFOUND: 'absent',
  EAI_AGAIN: 'absent',
  EHOSTUNREACH: 'absent',
  ENETUNREACH: 'absent',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'lost',
  EPIPE: 'lost',
};
const faultOfStatus: Readonly<Record<number, DockerFault>> = { 401: 'forbidden', 403: 'forbidden', 404: 'not_found' };

/** So much of what the engine says is kept. */
const SAID = 4000;

/** Tell what kept the engine from answering: DockerError with its kind, what was seen and what to do. */
export function asDockerError(error: unknown, asked: Asked): DockerError {
  if (error instanceof DockerError) return error;
  const status = fieldOf(error, 'statusCode');
  if (typeof status === 'number') return ofStatus(status, error, asked);
  const tls = tlsTrouble(error);
  if (tls !== null) return ofTls(tls, error, asked);
  const code = fieldOf(error, 'code');
  const fault = (typeof code === 'string' ? faultOfCode[code] : undefined) ?? 'other';
  const where = shownHost(asked.host);
  const said = wordsOf(error).slice(0, SAID);
  const other = `the Docker engine at ${where} could not be asked (${asked.method} ${asked.path}): ${said}`;
  const messages: Readonly<Record<DockerFault, string>> = {
    absent: `no Docker engine answers at ${where} (${String(code)}): is it running? Start it, or set DOCKER_HOST (connections.docker.host) to where it is`,
    forbidden: `no permission to use the Docker engine at ${where} (${String(code)}): add this user to its group (usermod -aG docker <user>, then log in again), or set DOCKER_HOST to an engine that it may use`,
    timeout: `the Docker engine at ${where} did not answer (${String(code)}): is the network up?`,
    not_found: said,
    lost: other,
    other,
  };
  return new DockerError(fault, messages[fault], { cause: error });
}

function ofTls({ what, isTrust }: TlsTrouble, cause: unknown, { host }: Asked): DockerError {
  const advice = isTrust
    ? 'ca.pem in DOCKER_CERT_PATH (or in the docker context) must be the CA that signed it, and the host one of its names'
    : 'check cert.pem and key.pem in DOCKER_CERT_PATH (or in the docker context), and whether the port speaks TLS (DOCKER_TLS_VERIFY)';
  return new DockerError('forbidden', `the Docker engine at ${shownHost(host)} cannot be asked: ${what}; ${advice}`, {
    cause,
  });
}

function ofStatus(status: number, error: unknown, asked: Asked): DockerError {
  const fault = faultOfStatus[status] ?? 'other';
  const json = fieldOf(error, 'json');
  const message = fieldOf(json, 'message');
  const said = (typeof message === 'string' ? message : wordsOf(error)).slice(0, SAID);
  const pattern = `${asked.method} ${asked.path.replace(/[0-9a-f]{12,}/, '*')}`;
  if (fault === 'forbidden')
    return new DockerError(
      fault,
      `the Docker engine at ${shownHost(asked.host)} refused ${pattern} (HTTP ${status}): where a socket proxy stands before it, the proxy must allow ${pattern}`,
      { cause: error },
    );
  return new DockerError(fault, `Docker: ${said.trim()} (${pattern}: HTTP ${status})`, { cause: error });
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && key in value ? (value as Record<string, unknown>)[key] : undefined;
