import type { ContainerView } from '../../clients/docker-types.ts';
import type { HttpFault } from '../../clients/http-types.ts';
import type { Identity, NodeId } from '../../core/finding.ts';
import { containerNode, servedBy } from '../container-target.ts';
import { loopLimits, restartLoop } from '../restart-loop.ts';
import type { Looping } from '../restart-loop.ts';
import type { ApplicationSettings, Settings } from '../settings.ts';
import type { Look, Outcome } from '../system.ts';
import type { MemoryHistory } from './memory-history.ts';

/** What one look at the application tells. That something could not be seen is told too, each thing for itself. */
export interface Reading {
  readonly target: string;
  readonly restsOn: readonly NodeId[];
  readonly settings: ApplicationSettings;
  readonly startingGraceMs: number;
  /** Epoch milliseconds, ours. */
  readonly nowMs: number;
  readonly container: ContainerSight;
  readonly health: HealthSight;
  readonly errors: Measured<ErrorCount>;
  readonly memory: Measured<MemorySight>;
}

/** What it uses. */
export interface MemorySight {
  readonly usedBytes: number;
  /** True where the engine cannot tell the cache apart: then it may be less. */
  readonly isWithCache: boolean;
  /** Null where it has none. */
  readonly limitBytes: number | null;
  /** Earlier samples of this run of the container; null where the trend is not wanted. */
  readonly history: MemoryHistory | null;
}

/** A figure, or why there is none: nothing to measure, or no way to. */
export type Measured<T> = { readonly value: T } | { readonly skipped: string } | { readonly unreadable: string };

/** What a check says where there is no figure. */
export const without = (
  measured: Exclude<Measured<unknown>, { value: unknown }>,
): Pick<Outcome, 'status' | 'message'> =>
  'skipped' in measured
    ? { status: 'skipped', message: measured.skipped }
    : { status: 'error', message: measured.unreadable };

/** The container, or what stands in its place. */
export type ContainerSight =
  | {
      readonly kind: 'seen';
      readonly view: ContainerView;
      /** The engine's clock minus ours, milliseconds. */
      readonly clockOffsetMs: number;
      readonly looping: Looping;
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** What the health URL answered, or why it did not; null where none is configured. */
export type HealthSight =
  | { readonly status: number; readonly body: string; readonly durationMs: number }
  | { readonly fault: HttpFault; readonly message: string }
  | null;

/** Lines that match error_pattern. */
export interface ErrorCount {
  readonly count: number;
  /** False where there are more than were counted. */
  readonly isAll: boolean;
  /** Epoch milliseconds, ours. */
  readonly sinceMs: number;
  /** What was read, in words. */
  readonly source: string;
}

/** The phase's own target: the container's name where one is configured. */
export const targetOf = (settings: Settings): string => settings.phases.application.container ?? 'application';

/** The application rests on its container, and on what that depends on. */
export function restsOnOf({ phases }: Settings): readonly NodeId[] {
  const { container } = phases.application;
  return container === undefined ? [] : [containerNode(container), ...dependenciesOf(phases, container)];
}

/** While it crashes over and over it rests on what it needs, but not on its container: that is sick for the same reason. */
export function restsOnInLoop({ phases }: Settings): readonly NodeId[] {
  const { container } = phases.application;
  return container === undefined ? [] : dependenciesOf(phases, container);
}

const neededBy = ({ expected }: Settings['phases']['containers'], container: string): readonly string[] =>
  expected?.find(({ name }) => name === container)?.depends_on ?? [];

const dependenciesOf = ({ containers }: Settings['phases'], container: string): NodeId[] =>
  neededBy(containers, container).map(containerNode);

/** Where a heal may end what the application complains of: itself, and the database and the Redis in what it depends on. Undefined: nothing says what it rests on. */
export function complainsOf(settings: Settings): readonly NodeId[] | undefined {
  const { application, containers } = settings.phases;
  const { container } = application;
  if (container === undefined) return undefined;
  const needed = neededBy(containers, container);
  return [
    `application/${targetOf(settings)}`,
    containerNode(container),
    ...needed.flatMap(name => servedBy(name, settings)),
  ];
}

/** Which container, in which run of it: another one after a restart. Equal between looks while nothing happens. */
export const runOf = ({ container }: { readonly container: ContainerSight }): Identity =>
  container.kind === 'seen' ? { id: container.view.id, startedAt: container.view.startedAt } : {};

/** Is it a crash loop, by the engine's clock. */
export const loopingOf = (view: ContainerView, engineNowMs: number, settings: Settings): Looping =>
  restartLoop(view, engineNowMs, loopLimits(settings.phases.application));

/** Does Docker restart it over and over, at this moment. */
export async function isLooping(view: ContainerView, look: Look): Promise<boolean> {
  const engineNowMs = look.now() + (await look.docker.clockOffsetMs());
  return loopingOf(view, engineNowMs, look.settings) === 'loop';
}
