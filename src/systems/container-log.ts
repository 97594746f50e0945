import { DockerError } from '../clients/errors.ts';
import type { Look } from './system.ts';

const LOG_LINES = 10;

/** A container's last words. Not every logging driver can be read: then the evidence says why there is none. */
export async function lastLines(
  id: string,
  look: Look,
): Promise<{ log: readonly string[]; why: { logError?: string } }> {
  try {
    return { log: await look.docker.logTail(id, LOG_LINES), why: {} };
  } catch (error) {
    if (!(error instanceof DockerError)) throw error;
    return { log: [], why: { logError: error.message } };
  }
}
