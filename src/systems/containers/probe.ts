import type { ContainerRow, ContainerView } from '../../clients/docker-types.ts';
import { DockerError } from '../../clients/errors.ts';
import type { Look } from '../system.ts';
import { loopLimits } from '../restart-loop.ts';
import type { LoopLimits } from '../restart-loop.ts';
import { atMostEight } from './at-most-eight.ts';
import { findTargets } from './targets.ts';
import type { Target } from './targets.ts';

/** How long a container may take to answer `top`, and then an exec. */
const ANSWER_MS = 5_000;

/** What one look found of one target. `unknown`: the engine would not tell. */
export type Sight =
  | { readonly kind: 'seen'; readonly view: ContainerView; readonly isAnswering: boolean }
  | { readonly kind: 'missing'; readonly similar: readonly string[] }
  | { readonly kind: 'ambiguous'; readonly names: readonly string[] }
  | { readonly kind: 'unknown'; readonly reason: string };

/** One look at all the containers that should be well. Times in milliseconds. */
export interface Reading {
  readonly containers: readonly { readonly target: Target; readonly sight: Sight }[];
  readonly nowMs: number;
  /** The engine's clock minus ours. */
  readonly clockOffsetMs: number;
  readonly startingGraceMs: number;
  readonly stuckAfterMs: number;
  /** The container whose crash loops are the application phase's to heal, and what it calls one; null where there is no such phase. */
  readonly application: { readonly name: string; readonly limits: LoopLimits } | null;
}

/** List once, then look closer at each, eight at a time. */
export async function probe(look: Look): Promise<Reading> {
  const rows = await look.docker.list();
  const targets = (await findTargets(look, rows)).filter(({ name }) => name === (look.target ?? name));
  const containers = await atMostEight(targets, async target => ({ target, sight: await see(target, rows, look) }));
  const isAgeAsked = containers.some(({ sight }) => sight.kind === 'seen' && isBetweenStates(sight.view));
  const { starting_grace_seconds, stuck_after_seconds } = look.settings.phases.containers;
  return {
    containers,
    nowMs: look.now(),
    clockOffsetMs: isAgeAsked ? await look.docker.clockOffsetMs() : 0,
    startingGraceMs: starting_grace_seconds * 1000,
    stuckAfterMs: stuck_after_seconds * 1000,
    application: applicationOf(look),
  };
}

function applicationOf({ settings }: Look): Reading['application'] {
  const { application } = settings.phases;
  if (!application.enabled || application.container === undefined) return null;
  return { name: application.container, limits: loopLimits(application) };
}

const isBetweenStates = ({ state, health, restartCount }: ContainerView): boolean =>
  state === 'restarting' ||
  state === 'removing' ||
  (state === 'running' && (health?.status === 'starting' || restartCount > 0));

async function see({ name, found }: Target, rows: readonly ContainerRow[], look: Look): Promise<Sight> {
  const similar = rows.map(row => row.name).filter(other => other.includes(name));
  if (found === null) return { kind: 'missing', similar };
  if ('ambiguous' in found) return { kind: 'ambiguous', names: found.ambiguous.map(row => row.name) };
  try {
    const view = await look.docker.inspect(found.id);
    if (!view) return { kind: 'missing', similar: [] };
    if (await isAnswering(view, look)) return { kind: 'seen', view, isAnswering: true };
    // It may have ended while it was asked.
    const now = await look.docker.inspect(found.id);
    if (!now) return { kind: 'missing', similar: [] };
    return { kind: 'seen', view: now, isAnswering: now.state !== 'running' || now.startedAt !== view.startedAt };
  } catch (error) {
    if (error instanceof DockerError) return { kind: 'unknown', reason: error.message };
    throw error;
  }
}

/** A health check that passes is an answer already. */
async function isAnswering(view: ContainerView, look: Look): Promise<boolean> {
  if (view.state !== 'running' || view.health?.status === 'healthy') return true;
  try {
    await look.docker.top(view.id, ANSWER_MS);
    return true;
  } catch (error) {
    if (!(error instanceof DockerError)) throw error;
    // Docker answered that it does not run: the next look at its state will tell.
    if (error.fault === 'other' && /not running|is restarting/.test(error.message)) return false;
    if (error.fault !== 'timeout') throw error;
    return look.docker.answersExec(view.id, ANSWER_MS);
  }
}
