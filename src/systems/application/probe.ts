import { HttpError } from '../../clients/errors.ts';
import { OrixoonError } from '../../errors.ts';
import { containerRef, resolveContainer } from '../container-target.ts';
import type { Look } from '../system.ts';
import { countErrors } from './errors-count.ts';
import { loopingOf, restsOnInLoop, restsOnOf, targetOf } from './reading.ts';
import type { ContainerSight, HealthSight, Measured, Reading } from './reading.ts';

/** Ask for health, container, log and memory, as much at once as can be: memory alone takes the engine a second. */
export async function probe(look: Look): Promise<Reading> {
  const { settings } = look;
  const nowMs = look.now();
  const [health, { container, errors, memory }] = await Promise.all([askHealth(look), lookInside(look)]);
  const isLoop = container.kind === 'seen' && container.looping === 'loop';
  return {
    ...{ nowMs, container, health, errors, memory },
    target: targetOf(settings),
    restsOn: isLoop ? restsOnInLoop(settings) : restsOnOf(settings),
    settings: settings.phases.application,
    startingGraceMs: settings.phases.containers.starting_grace_seconds * 1000,
  };
}

async function askHealth({ settings, http }: Look): Promise<HealthSight> {
  const { health_url: url, health_timeout_ms: timeoutMs } = settings.phases.application;
  if (!url) return null;
  try {
    return await http.get(url, timeoutMs);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    return { fault: error.fault, message: error.message };
  }
}

type Inside = Pick<Reading, 'container' | 'errors' | 'memory'>;

async function lookInside(look: Look): Promise<Inside> {
  const container = await see(look);
  const [errors, memory] = await Promise.all([
    measured(countErrors(container, look)),
    measured(readMemory(container, look)),
  ]);
  return { container, errors, memory };
}

async function see(look: Look): Promise<ContainerSight> {
  const { settings, docker } = look;
  const name = settings.phases.application.container;
  if (name === undefined) return { kind: 'none' };
  try {
    const found = resolveContainer(await docker.list(), containerRef(settings, name));
    if (found === null) return { kind: 'missing' };
    if ('ambiguous' in found)
      return { kind: 'unknown', reason: `${found.ambiguous.length} containers answer to '${name}', expected one` };
    const [view, clockOffsetMs] = await Promise.all([docker.inspect(found.id), docker.clockOffsetMs()]);
    if (!view) return { kind: 'missing' };
    return { kind: 'seen', view, clockOffsetMs, looping: loopingOf(view, look.now() + clockOffsetMs, settings) };
  } catch (error) {
    if (error instanceof OrixoonError) return { kind: 'unknown', reason: error.message };
    throw error;
  }
}

async function readMemory(container: ContainerSight, { docker }: Look): Promise<Reading['memory']> {
  if (container.kind === 'none') return { skipped: 'phases.application.container is not set' };
  if (container.kind === 'unknown') return { unreadable: container.reason };
  if (container.kind === 'missing' || container.view.state !== 'running') return { skipped: 'it does not run' };
  if (container.looping === 'loop') return { skipped: 'Docker restarts it over and over: no run of it lasts' };
  const { id, name, memoryLimitBytes } = container.view;
  if (memoryLimitBytes === null)
    return { skipped: `container ${name} has no memory limit, and no history of its memory is kept` };
  try {
    const { usedBytes, limitBytes } = await docker.memory(id);
    return { value: { usedBytes, limitBytes: limitBytes ?? memoryLimitBytes } };
  } catch (error) {
    const now = await docker.inspect(id);
    if (now?.state === 'running' && now.startedAt === container.view.startedAt) throw error;
    return { skipped: 'it ended while its memory was read' };
  }
}

/** What could not be read is told as such; it leaves the other figures alone. */
async function measured<T>(work: Promise<Measured<T>>): Promise<Measured<T>> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof OrixoonError) return { unreadable: error.message };
    throw error;
  }
}
