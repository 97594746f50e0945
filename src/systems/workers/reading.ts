import type { ContainerProcess, ContainerView } from '../../clients/docker-types.ts';
import type { UnitState } from '../../clients/host-types.ts';
import type { Identity, NodeId } from '../../core/finding.ts';
import type { ExpectedWorker } from '../settings.ts';

/** One look at all the workers that should be well. */
export interface Reading {
  readonly workers: readonly WorkerReading[];
  /** Epoch milliseconds. */
  readonly nowMs: number;
  /** A container without a health check may take this long before it is judged, in milliseconds. */
  readonly startingGraceMs: number;
}

export interface WorkerReading {
  readonly worker: ExpectedWorker;
  readonly processes: Answer<Sight>;
  /** Null where none is configured. */
  readonly heartbeat: Answer<Beat> | null;
  readonly progress: Answer<Progress> | null;
  /** By check: what each rests on. */
  readonly restsOn: Readonly<Record<'processes' | 'heartbeat' | 'progress', readonly NodeId[]>>;
}

/** What was seen, or why it could not be looked at. */
export type Answer<T> = { readonly value: T } | { readonly unknown: string };

export const isUnknown = (answer: Answer<unknown>): answer is { readonly unknown: string } => 'unknown' in answer;

/** Where a worker runs, and the live processes that do its work. `live` counts the processes that match; `zombies` those that are dead and not buried. */
export type Sight =
  | { readonly kind: 'no_container'; readonly name: string }
  | ({ readonly kind: 'container'; readonly view: ContainerView; readonly startedAtMs: number | null } & Counted)
  | ({
      readonly kind: 'unit';
      readonly name: string;
      readonly unit: UnitState;
      readonly startedAtMs: number | null;
    } & Counted)
  | ({ readonly kind: 'host'; readonly identity: Identity; readonly startedAtMs: number | null } & Counted);

export interface Counted<P = Pick<ContainerProcess, 'pid' | 'command'>> {
  readonly live: readonly P[];
  readonly zombies: number;
}

/** The last sign of life; null: there is none at all. */
export interface Beat {
  readonly ageMs: number | null;
  /** `Redis key tds:scheduler:heartbeat` */
  readonly source: string;
}

/** What the queue shows of its workers. Seconds by the database's clock; null: no item is due, or none was ever completed. */
export interface Progress {
  readonly dueForSeconds: number | null;
  readonly completedBeforeSeconds: number | null;
}

/** What makes two looks see the same worker: it is another one after a restart. */
export function identityOf(sight: Sight): Identity {
  switch (sight.kind) {
    case 'no_container':
      return {};
    case 'container':
      return { id: sight.view.id, startedAt: sight.view.state === 'restarting' ? '' : sight.view.startedAt };
    case 'unit':
      return { unit: sight.name, invocation: sight.unit.active === 'active' ? sight.unit.invocationId : '' };
    case 'host':
      return sight.identity;
  }
}

/** Since when the worker runs, by our clock; null where nothing tells. */
export const startedAtMs = (sight: Sight): number | null => (sight.kind === 'no_container' ? null : sight.startedAtMs);

/** How many processes must live. */
export const wantedOf = (worker: ExpectedWorker): number => worker.min_processes ?? 1;
