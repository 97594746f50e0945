import Docker from 'dockerode';
import { PracticeError } from './practice-error.ts';

/** A client for the engine at `host` (`unix:///...` or `tcp://...`). */
export function dockerAt(host: string, timeoutMs?: number): Docker {
  const bound = timeoutMs === undefined ? {} : { timeout: timeoutMs };
  if (host.startsWith('unix://')) return new Docker({ socketPath: host.slice('unix://'.length), ...bound });
  // docker-modem reads DOCKER_HOST, DOCKER_CERT_PATH and DOCKER_TLS_VERIFY itself.
  if (host === process.env['DOCKER_HOST']) return new Docker({ ...bound });
  const url = URL.canParse(host) ? new URL(host) : null;
  if (url?.protocol !== 'tcp:') throw new PracticeError(`not a Docker host: ${host}`);
  return new Docker({ host: url.hostname, port: url.port || '2375', protocol: 'http', ...bound });
}

/** Why the engine at `host` does not answer; undefined if it does. */
export async function whyNoAnswer(host: string): Promise<string | undefined> {
  try {
    await dockerAt(host, 5000).ping();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
