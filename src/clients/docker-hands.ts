import type { Identity } from '../core/finding.ts';
import { StaleError } from '../errors.ts';
import type { DockerConnection } from './docker-connection.ts';
import { inspectContainer } from './docker-eyes.ts';
import { removeImage } from './docker-image-removal.ts';
import type { ContainerView, DockerHands } from './docker-types.ts';
import { hasEffect, waitUntil } from './docker-wait.ts';
import { DockerError } from './errors.ts';

/** Docker is given the stop grace and this much more before we stop listening for its answer. */
export const MARGIN_MS = 20_000;
const KILL_MS = 20_000;
const RESCUE_MS = 2_000;

/** One container while it is being worked on. */
export interface Work {
  readonly connection: DockerConnection;
  readonly before: ContainerView;
  readonly signal: AbortSignal;
}

const watch = ({ connection, before, signal }: Work) => ({ connection, id: before.id, bounds: { signal } });

/** The plain writes: four on a container whose identity was just seen to hold, one on an image that was just seen to be unused. */
export function openHands(connection: DockerConnection): Omit<DockerHands, 'restartCleared' | 'restoreCleared'> {
  const withWork =
    (act: (work: Work) => Promise<ContainerView>) =>
    async (identity: Identity, signal: AbortSignal): Promise<ContainerView> => {
      const before = await holdIdentity(connection, identity, signal);
      return act({ connection, before, signal });
    };
  return {
    start: withWork(start),
    restart: withWork(restart),
    forceRestart: withWork(forceRestart),
    unpause: withWork(unpause),
    removeImage: (id, signal) => removeImage(connection, id, signal),
  };
}

/** The container as it is now, if that is what the plan was made on; else StaleError. In a restart loop StartedAt changes by itself and tells nothing. */
async function holdIdentity(
  connection: DockerConnection,
  identity: Identity,
  signal: AbortSignal,
): Promise<ContainerView> {
  const { id, startedAt, state, isLooping } = identity;
  if (typeof id !== 'string' || id === '') throw new StaleError('the plan names no container');
  const now = await inspectContainer(connection, id, { signal });
  if (!now) throw new StaleError(`container ${id.slice(0, 12)} is gone since the plan was made: nothing was done`);
  const isSame =
    (now.state === state && (state === 'restarting' || now.startedAt === startedAt)) ||
    (isLooping === true && now.state === 'running' && now.restartCount > 0);
  if (!isSame)
    throw new StaleError(
      `container ${now.name} has changed since the plan was made (planned on ${JSON.stringify({ state, startedAt })}, found ${now.state}, started ${now.startedAt}): nothing was done`,
    );
  return now;
}

async function start({ before, ...work }: Work): Promise<ContainerView> {
  if (before.state === 'running') return before;
  return startStopped({ ...work, before });
}

async function startStopped(work: Work): Promise<ContainerView> {
  try {
    await ask(work, 'start', MARGIN_MS * 2);
  } catch (error) {
    if (!(await maybeDone(work, error, 0))) throw error;
  }
  return seeStarted(work);
}

async function restart(work: Work): Promise<ContainerView> {
  const graceMs = Math.max(0, work.before.stopTimeoutS) * 1000;
  try {
    await ask(work, 'restart', graceMs + MARGIN_MS);
  } catch (error) {
    await maybeDone(work, error, graceMs);
    return afterFailedRestart(work, error);
  }
  return loudly(work, undefined, () => seeStarted(work));
}

/** An answer that was lost: the engine may be at it all the same, so nobody asks again before its effect could be seen. */
const maybeDone = async (work: Work, error: unknown, graceMs: number): Promise<boolean> =>
  error instanceof DockerError && error.fault === 'lost' && (await hasEffect(watch(work), work.before, graceMs));

/** Look before anything else: it may have worked, have changed nothing, or have left the container stopped. */
async function afterFailedRestart(work: Work, error: unknown): Promise<ContainerView> {
  const { connection, before, signal } = work;
  if (signal.aborted) throw error;
  const now = await inspectContainer(connection, before.id, { signal });
  if (now?.state === 'running' && now.startedAt !== before.startedAt) return now;
  if (now?.state !== 'exited' && now?.state !== 'dead') throw error;
  return loudly(work, error, () => startStopped(work));
}

/** The last step that brings back what ran before: where it fails, the heal has made things worse, and says so. */
async function loudly(work: Work, because: unknown, bringBack: () => Promise<ContainerView>): Promise<ContainerView> {
  try {
    return await bringBack();
  } catch (error) {
    const { name, state } = work.before;
    // In a restart loop it did not really run before either.
    if (work.signal.aborted || state === 'restarting' || !(error instanceof DockerError)) throw error;
    const first = because instanceof Error ? `${because.message}; then: ` : '';
    throw new DockerError(
      error.fault,
      `WORSE THAN BEFORE: ${name} was ${state} before this heal and does not run now: ${first}${error.message}. When the cause is gone, start it by hand: docker start ${name}`,
      { cause: error },
    );
  }
}

async function forceRestart(work: Work): Promise<ContainerView> {
  try {
    await kill(work);
    const ended = await seeEnded(work);
    // A restart policy was quicker.
    if (ended.state === 'running') return ended;
    return await loudly(work, undefined, () => startStopped(work));
  } catch (error) {
    if (work.signal.aborted) throw await rescue(work, error);
    throw error;
  }
}

/** Interrupted between the kill and the start: one start all the same, for no interrupt may leave it down. Bounded by two seconds. */
async function rescue({ connection, before }: Work, because: unknown): Promise<DockerError> {
  const { id, name, startedAt } = before;
  const bounds = { timeoutMs: RESCUE_MS, isRescue: true };
  try {
    const wait = { connection, id, bounds, timeoutMs: RESCUE_MS };
    const now = await waitUntil(wait, `the end of ${name}`, view => isOver(view, startedAt));
    if (now.state !== 'running') await connection.post(`/containers/${id}/start`, {}, undefined, bounds);
    return new DockerError('other', `interrupted after ${name} was killed; it was started again`, { cause: because });
  } catch (error) {
    return new DockerError(
      'other',
      `WORSE THAN BEFORE: interrupted after ${name} was sent SIGKILL, and it was not seen to start again. Look at it: docker ps -a; docker start ${name}`,
      { cause: error },
    );
  }
}

/** Ended, or ended and already started anew. */
const isOver = (now: ContainerView, startedAt: string): boolean =>
  now.state === 'exited' || now.state === 'dead' || (now.state === 'running' && now.startedAt !== startedAt);

async function kill(work: Work): Promise<void> {
  try {
    // A container that Docker is restarting has no process to kill: only a stop takes it out of the loop.
    if (work.before.state === 'restarting') await ask(work, 'stop', KILL_MS, { t: 0 });
    else await ask(work, 'kill', KILL_MS, { signal: 'SIGKILL' });
  } catch (error) {
    const now = await inspectContainer(work.connection, work.before.id, { signal: work.signal });
    if (now?.state === 'exited') return;
    if (now?.state !== 'paused') throw error;
    // Some engines cannot signal what is frozen.
    await ask(work, 'unpause', KILL_MS);
    await ask(work, 'kill', KILL_MS, { signal: 'SIGKILL' });
  }
}

async function seeEnded(work: Work): Promise<ContainerView> {
  const { name, startedAt } = work.before;
  return waitUntil(
    { ...watch(work), timeoutMs: KILL_MS },
    `the end of ${name} after SIGKILL (its processes may hang in the kernel: look at them on the host, or restart the Docker engine)`,
    now => isOver(now, startedAt),
  );
}

async function unpause(work: Work): Promise<ContainerView> {
  await ask(work, 'unpause', MARGIN_MS);
  return waitUntil(watch(work), `${work.before.name} to run again`, now => now.state === 'running');
}

/** Wait until it runs with a new StartedAt. One that has started and is gone again will not be waited for. */
async function seeStarted(work: Work): Promise<ContainerView> {
  const { before } = work;
  const isNew = (now: ContainerView): boolean => now.startedAt !== before.startedAt;
  const now = await waitUntil(watch(work), `${before.name} to start`, view => isNew(view) && view.state !== 'created');
  if (now.state === 'running') return now;
  const memory = now.oomKilled ? ', killed for want of memory' : '';
  const again = now.state === 'restarting' ? ', and Docker restarts it over and over' : '';
  throw new DockerError(
    'other',
    `${now.name} started and ended at once (state ${now.state}, exit code ${now.exitCode}${memory}${again}): read \`docker logs ${now.name}\``,
  );
}

/** Fired once. No answer in time is not a failure yet: the engine goes on without us, and StartedAt will tell. */
export async function ask(work: Work, verb: string, timeoutMs: number, query: Record<string, string | number> = {}) {
  const { connection, before, signal } = work;
  try {
    await connection.post(`/containers/${before.id}/${verb}`, query, undefined, { timeoutMs, signal });
  } catch (error) {
    if (signal.aborted)
      throw new DockerError(
        'other',
        `interrupted after Docker was asked to ${verb} ${before.name}: it may still do it`,
        { cause: error },
      );
    if (!(error instanceof DockerError) || error.fault !== 'timeout') throw error;
  }
}
