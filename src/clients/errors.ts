import { OrixoonError } from '../errors.ts';
import type { HttpFault } from './http-types.ts';
import type { RedisFault } from './redis-types.ts';

/**
 * `absent`: no socket or nobody listens. `forbidden`: no permission, or a proxy answered 403. `timeout`: no answer in time.
 * `lost`: the connection broke before the answer came, and the engine may go on with what was asked.
 */
export type DockerFault = 'absent' | 'forbidden' | 'timeout' | 'lost' | 'not_found' | 'other';

export class DockerError extends OrixoonError {
  override readonly name = 'DockerError';
  readonly fault: DockerFault;
  constructor(fault: DockerFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}

export class RedisError extends OrixoonError {
  override readonly name = 'RedisError';
  readonly fault: RedisFault;
  constructor(fault: RedisFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}

export class PostgresError extends OrixoonError {
  override readonly name = 'PostgresError';
  /** Five characters, or a socket error's code (ECONNREFUSED), or `timeout`. */
  readonly code: string;
  /** Whose own CONNECTION LIMIT refused us (53300), where it was not the server's. */
  readonly limitOf: 'role' | 'database' | null;
  constructor(code: string, message: string, options?: ErrorOptions & { readonly limitOf?: PostgresError['limitOf'] }) {
    super(message, options);
    this.code = code;
    this.limitOf = options?.limitOf ?? null;
  }
}

/** This machine's own processes, units or programs could not be read or reached. */
export class HostError extends OrixoonError {
  override readonly name = 'HostError';
}

export class HttpError extends OrixoonError {
  override readonly name = 'HttpError';
  readonly fault: HttpFault;
  constructor(fault: HttpFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}
