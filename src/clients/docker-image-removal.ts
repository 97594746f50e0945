import type { DockerConnection } from './docker-connection.ts';
import { hasImage, whyKept } from './docker-images.ts';
import { DockerError } from './errors.ts';

/** A large image on a slow disk takes its time. */
const REMOVE_MS = 60_000;

/** What Docker says it did: a name that it took away; or an image or a layer that it deleted. */
interface Removal {
  readonly Untagged?: string;
}

/**
 * Remove one image by its id, if nothing names, uses or is built on it at this moment: null then. Else why it was left alone.
 * Without force, so that Docker refuses what a container uses; without pruning, so that nothing but this image goes.
 */
export async function removeImage(
  connection: DockerConnection,
  id: string,
  signal: AbortSignal,
): Promise<string | null> {
  const kept = await whyKept(connection, id, { signal });
  if (kept !== null) return kept;
  let said: readonly Removal[];
  try {
    const query = { force: false, noprune: true };
    said = await connection.delete<Removal[]>(`/images/${id}`, query, { timeoutMs: REMOVE_MS, signal });
  } catch (error) {
    return afterFailure(connection, id, error, signal);
  }
  const names = said.flatMap(({ Untagged }) => Untagged ?? []);
  // By its id Docker removes an image with its only name too: one given between our look and its deed is lost.
  if (names.length > 0)
    throw new DockerError(
      'other',
      `WORSE THAN BEFORE: image ${id} was given the name ${names.join(', ')} at the very moment of its removal and went with it: pull or build it again`,
    );
  return (await hasImage(connection, id, { signal })) ? 'Docker said that it is removed, but it is there' : null;
}

/** Look, whatever was said: it may be gone all the same, or Docker had a reason of its own to keep it. */
async function afterFailure(
  connection: DockerConnection,
  id: string,
  error: unknown,
  signal: AbortSignal,
): Promise<string | null> {
  if (signal.aborted)
    throw new DockerError('other', `interrupted after Docker was asked to remove image ${id}: it may still do it`, {
      cause: error,
    });
  const mayBeDone = error instanceof DockerError && error.fault !== 'forbidden' && error.fault !== 'absent';
  if (!mayBeDone) throw error;
  if (!(await hasImage(connection, id, { signal }))) return null;
  if (error.fault === 'timeout') throw error;
  return error.message;
}
