import type { ContainerView } from '../../clients/docker-types.ts';
import { HttpError } from '../../clients/errors.ts';
import { OrixoonError } from '../../errors.ts';
import { containerRef, resolveContainer } from '../container-target.ts';
import type { Look } from '../system.ts';
import { countErrors } from './errors-count.ts';
import { readHistory } from './memory-history.ts';
import type { MemoryHistory } from './memory-history.ts';
import { loopingOf, restsOnInLoop, restsOnOf, runOf, targetOf } from './reading.ts';
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

type Seen = Extract<ContainerSight, { kind: 'seen' }>;
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

async function readMemory(container: ContainerSight, look: Look): Promise<Reading['memory']> {
  if (container.kind === 'none') return { skipped: 'phases.application.container is not set' };
  if (container.kind === 'unknown') return { unreadable: container.reason };
  if (container.kind === 'missing' || container.view.state !== 'running') return { skipped: 'it does not run' };
  if (container.looping === 'loop') return { skipped: 'Docker restarts it over and over: no run of it lasts' };
  const { view } = container;
  const [used, history] = await Promise.all([measured(memoryOf(view, look)), historyOf(container, look)]);
  if ('value' in used)
    return { value: { ...used.value, limitBytes: used.value.limitBytes ?? view.memoryLimitBytes, history } };
  // Without a limit and without a history there is nothing to tell, whether or not its memory can be read.
  const wantsNone = view.memoryLimitBytes === null && (history === null || history.samples.length === 0);
  return wantsNone && 'unreadable' in used
    ? { skipped: `it has no memory limit and no history; ${used.unreadable}` }
    : used;
}

async function memoryOf(
  view: ContainerView,
  { docker }: Look,
): Promise<Measured<Awaited<ReturnType<Look['docker']['memory']>>>> {
  try {
    return { value: await docker.memory(view) };
  } catch (error) {
    const now = await docker.inspect(view.id);
    if (now?.state === 'running' && now.startedAt === view.startedAt) throw error;
    return { skipped: 'it ended while its memory was read' };
  }
}

/** Null where no trend is wanted. What is as young as a trend must be long still warms up: it has no history yet. */
async function historyOf(container: Seen, look: Look): Promise<MemoryHistory | null> {
  const { memory_trend, memory_trend_min_seconds } = look.settings.phases.application;
  if (!memory_trend) return null;
  const { view, clockOffsetMs } = container;
  const startedMs = (view.startedAtMs ?? Infinity) - clockOffsetMs;
  return readHistory(look, runOf({ container }), startedMs + memory_trend_min_seconds * 1000);
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
