import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { RedisError } from './errors.ts';

/** What a `rediss:` URL says of TLS, in the parameters that redis-py reads too; paths of PEM files. */
export interface RedisTls {
  readonly caFile: string | null;
  readonly certFile: string | null;
  readonly keyFile: string | null;
  /** False for `ssl_cert_reqs=none`: whoever wrote it wants no check at all. */
  readonly isChecked: boolean;
  /** False for `ssl_check_hostname=false`: signed by the CA will do, whatever name it is for. */
  readonly isNameChecked: boolean;
}

/** Read the parameters; what is left out is checked. */
export const tlsIn = (parameters: URLSearchParams): RedisTls => ({
  caFile: parameters.get('ssl_ca_certs'),
  certFile: parameters.get('ssl_certfile'),
  keyFile: parameters.get('ssl_keyfile'),
  isChecked: !/^(?:none|cert_none|0)$/i.test(parameters.get('ssl_cert_reqs') ?? ''),
  isNameChecked: !/^(?:false|no|0)$/i.test(parameters.get('ssl_check_hostname') ?? ''),
});

/** What `tls.connect` takes for it. Throws RedisError 'other' where a file cannot be read. */
export async function tlsOptions(tls: RedisTls, host: string): Promise<ConnectionOptions> {
  const [ca, cert, key] = await Promise.all([
    readPem('ssl_ca_certs', tls.caFile),
    readPem('ssl_certfile', tls.certFile),
    readPem('ssl_keyfile', tls.keyFile),
  ]);
  return {
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(ca === null ? {} : { ca }),
    ...(cert === null ? {} : { cert }),
    ...(key === null ? {} : { key }),
    ...(tls.isChecked ? {} : { rejectUnauthorized: false }),
    ...(tls.isNameChecked ? {} : { checkServerIdentity: () => undefined }),
  };
}

async function readPem(parameter: string, file: string | null): Promise<string | null> {
  if (file === null || file === '') return null;
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new RedisError('other', `connections.redis.url: ${parameter}: the file ${file} cannot be read (${why})`, {
      cause: error,
    });
  }
}
