import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { StaleError } from '../errors.ts';
import { copyOf, copyOut, putBack, remove } from './docker-aside.ts';
import type { Copy } from './docker-aside.ts';
import type { Bounds, DockerConnection } from './docker-connection.ts';
import { inspectContainer } from './docker-eyes.ts';
import { ask, MARGIN_MS } from './docker-hands.ts';
import type { Work } from './docker-hands.ts';
import type { Cleared, ClearTask, ContainerHealth, ContainerView } from './docker-types.ts';
import { waitUntil } from './docker-wait.ts';
import { DockerError } from './errors.ts';

/** What has run for this long Docker itself takes for well started. */
const STAYS_UP_MS = 10_000;
/** A health check is given no longer than this to become healthy. */
const LONGEST_HEALTH_MS = 60_000;
const COPY_MS = 60_000;

/**
 * Stop, copy the paths to tars of ours, do what is to be done meanwhile, remove the paths, start, and see it stay up.
 * Where it does not, or anything fails or is interrupted before the start: everything is put back and it is started again.
 */
export async function restartCleared(
  connection: DockerConnection,
  task: ClearTask,
  signal: AbortSignal,
): Promise<Cleared> {
  const before = await inspectContainer(connection, task.id, { signal });
  if (!before || !task.isStill(before))
    throw new StaleError(
      `container ${before?.name ?? task.id.slice(0, 12)} has changed since the plan was made: nothing was done`,
    );
  const removed: Copy[] = [];
  let copies: readonly Copy[] = [];
  let stopped = before;
  try {
    stopped = await stop({ connection, before, signal });
    copies = await copyAll(connection, stopped, task, signal);
    await task.whileStopped();
    for (const copy of copies) {
      removed.push(copy); // before it is done: half-way counts as done
      const why = await remove({ connection, id: task.id, bounds: { timeoutMs: COPY_MS, signal } }, copy);
      if (why !== null && copy.entry.kind === 'file') removed.pop();
      if (why !== null) throw new DockerError('other', why);
    }
    await ask({ connection, before: stopped, signal }, 'start', MARGIN_MS * 2);
  } catch (error) {
    await bringBack(connection, stopped, removed, error);
    throw error;
  }
  const now = await seeStayUp({ connection, before: stopped, signal }).catch((cause: unknown) => {
    throw copies.length > 0 && cause instanceof DockerError ? withCopies(cause, copies) : cause;
  });
  if (isUp(now)) return { view: now, aside: copies.map(({ path, file }) => ({ path, file })) };
  const how = `it did not stay up without its state either (${shown(now)})`;
  await bringBack(connection, now, copies, how);
  const kept = copies.length === 0 ? '' : `; the state was put back (copies: ${filesOf(copies).join(', ')})`;
  throw new DockerError('other', `${now.name} was stopped, cleared and started, but ${how}${kept}`);
}

/** Stop, put everything back from its copy, start: for a clear that proved to be no cure. Goes on to its end after an interrupt. */
export async function restoreCleared(
  connection: DockerConnection,
  { id, aside }: Pick<Cleared, 'aside'> & { readonly id: string },
): Promise<ContainerView> {
  const bounds: Bounds = { isRescue: true };
  const before = await inspectContainer(connection, id, bounds);
  if (!before)
    throw new StaleError(`container ${id.slice(0, 12)} is gone; its state stays in ${filesOf(aside).join(', ')}`);
  const copies = await Promise.all(aside.map(({ path, file }) => copyOf(path, file)));
  await bringBack(connection, before, copies, 'the clear was no cure');
  return (await inspectContainer(connection, id, bounds)) ?? before;
}

/** Cleared and started, but not seen to stay up: whoever reads it has to know where the state is. */
const withCopies = (cause: DockerError, copies: Cleared['aside']): DockerError =>
  new DockerError(
    cause.fault,
    `${cause.message}; it was started without its state: ${copies.map(({ path, file }) => `${path} is in ${file}`).join('; ')}`,
    { cause },
  );

const filesOf = (copies: Cleared['aside']): string[] => copies.map(({ file }) => file);

const graceOf = ({ stopTimeoutS }: ContainerView): number => Math.max(0, stopTimeoutS) * 1000;

const isOver = ({ state }: ContainerView): boolean => state === 'exited' || state === 'dead' || state === 'created';

async function stop(work: Work): Promise<ContainerView> {
  const { connection, before, signal } = work;
  await ask(work, 'stop', graceOf(before) + MARGIN_MS);
  const wait = { connection, id: before.id, bounds: { signal }, timeoutMs: MARGIN_MS };
  return waitUntil(wait, `${before.name} to stop`, isOver);
}

async function copyAll(
  connection: DockerConnection,
  { id, name }: ContainerView,
  { paths, keepIn }: ClearTask,
  signal: AbortSignal,
): Promise<Copy[]> {
  const copies: Copy[] = [];
  const stamp = new Date().toISOString().replace(/\D/g, '');
  for (const [index, path] of paths.entries()) {
    const file = join(keepIn, `state-${name}-${stamp}-${index + 1}.tar`);
    const copy = await copyOut({ connection, id, bounds: { timeoutMs: COPY_MS, signal } }, path, file);
    if (copy) copies.push(copy);
    else await unlink(file);
  }
  return copies;
}

/** Stop, put back and start, whatever was aborted meanwhile; where that fails too, it says so louder than all else. */
async function bringBack(
  connection: DockerConnection,
  { id, name, state, stopTimeoutS }: ContainerView,
  copies: readonly Copy[],
  because: unknown,
): Promise<void> {
  const bounds: Bounds = { timeoutMs: COPY_MS, isRescue: true };
  const first = because instanceof Error ? because.message : String(because);
  try {
    const now = await inspectContainer(connection, id, bounds);
    if (now === null || (!isOver(now) && copies.length === 0)) return;
    const grace = { ...bounds, timeoutMs: Math.max(0, stopTimeoutS) * 1000 + MARGIN_MS };
    if (!isOver(now)) await connection.post(`/containers/${id}/stop`, {}, undefined, grace);
    const tried = await Promise.allSettled(copies.map(copy => putBack({ connection, id, bounds }, copy)));
    // Whatever could not be put back: it is not left down for it.
    await connection.post(`/containers/${id}/start`, {}, undefined, bounds);
    const failed = tried.find(one => one.status === 'rejected');
    if (failed) throw failed.reason;
  } catch (error) {
    const files = copies.map(({ path, file }) => `${path} is in ${file}`).join('; ');
    throw new DockerError(
      'other',
      `WORSE THAN BEFORE: ${name} (${state}) could not be brought back: ${first}; then: ${error instanceof Error ? error.message : String(error)}. ${files === '' ? '' : `${files}: put it back with \`docker cp - ${name}:<folder> < <tar>\`. `}Then: docker restart ${name}`,
      { cause: error },
    );
  }
}

/** Watch until it is down again, or healthy, or has run for long enough. */
async function seeStayUp({ connection, before, signal }: Work): Promise<ContainerView> {
  let firstSeenMs: number | null = null;
  const wait = {
    connection,
    id: before.id,
    bounds: { signal },
    timeoutMs: STAYS_UP_MS + LONGEST_HEALTH_MS + MARGIN_MS,
  };
  return waitUntil(wait, `${before.name} to stay up`, now => {
    if (now.startedAt === before.startedAt) return false;
    if (now.state !== 'running' || now.restartCount > 0) return true;
    firstSeenMs ??= performance.now();
    const ranMs = performance.now() - firstSeenMs;
    if (now.health?.status === 'healthy' || now.health?.status === 'unhealthy') return true;
    return ranMs >= Math.max(STAYS_UP_MS, now.health ? patienceOf(now.health) : 0);
  });
}

const patienceOf = ({ startPeriodMs, retries, intervalMs }: ContainerHealth): number =>
  Math.min(LONGEST_HEALTH_MS, startPeriodMs + retries * intervalMs);

const isUp = ({ state, restartCount, health }: ContainerView): boolean =>
  state === 'running' && restartCount === 0 && health?.status !== 'unhealthy';

const shown = ({ state, exitCode, oomKilled, health }: ContainerView): string => {
  const memory = oomKilled ? ', killed for want of memory' : '';
  return `state ${state}${health ? `, health ${health.status}` : ''}, exit code ${exitCode}${memory}`;
};
