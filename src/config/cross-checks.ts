import type { Json } from '../core/json.ts';
import type { ExpectedWorker } from '../systems/settings.ts';
import { findContainerFlaws, findDoubles } from './container-checks.ts';
import type { ConfigDocument } from './config-document.ts';
import type { Flaw } from './flaw.ts';
import { keyOf } from './flaw.ts';
import { findUrlFlaws } from './url-checks.ts';
import type { Place } from './values.ts';

/** What a check may ask of the file, and how it complains. */
export interface Scene {
  /** Where a value stands: itself, or the nearest section around it that is in the file. */
  readonly locate: (pointer: string) => Place;
  /** A flaw at a pointer, its message led by the key. */
  readonly complain: (pointer: string, message: string) => Flaw;
  /** False where the value, or a part of it, is from the environment: then no message may hold it. */
  readonly isShown: (pointer: string) => boolean;
}

/** A check that sees more than one value, or more than its type; and the sections that must be sound before it can look. */
type CrossCheck = readonly [
  sections: readonly string[],
  check: (config: ConfigDocument, scene: Scene) => readonly Flaw[],
];

const checks: readonly CrossCheck[] = [
  [['/phases/containers/expected'], findContainerFlaws],
  [['/phases/workers/expected'], findWorkerFlaws],
  [['/phases/redis/memory_high_percent', '/phases/redis/memory_full_percent'], findMemoryFlaws],
  [['/phases/application/error_pattern'], findPatternFlaws],
];

/** What the schema cannot say. `found` are the flaws so far: what is wrong already is not looked at again. */
export function crossCheck(filled: Json, places: ReadonlyMap<string, Place>, found: readonly Flaw[]): readonly Flaw[] {
  const locate = (pointer: string): Place => {
    const place = places.get(pointer);
    if (place !== undefined || pointer === '') return place ?? { offset: 0, variables: [] };
    return locate(pointer.slice(0, pointer.lastIndexOf('/')));
  };
  const scene: Scene = {
    locate,
    complain: (pointer, message) => ({
      offset: locate(pointer).offset,
      pointer,
      message: `${keyOf(pointer)}: ${message}`,
    }),
    isShown: pointer => locate(pointer).variables.length === 0,
  };
  const isSound = (section: string): boolean =>
    !found.some(({ pointer }) => isWithin(pointer, section) || isWithin(section, pointer));
  // Sound as far as each check looks: that is what the sections are named for.
  const config = filled as unknown as ConfigDocument;
  return [
    ...findUrlFlaws(filled, isSound, scene),
    ...checks.flatMap(([sections, check]) => (sections.every(isSound) ? check(config, scene) : [])),
  ];
}

// A flaw of the whole config is a wrong type of it; one of an unknown key beside the section does not matter.
const isWithin = (pointer: string, section: string): boolean =>
  section === '' || pointer === section || pointer.startsWith(`${section}/`);

function findMemoryFlaws({ phases }: ConfigDocument, { complain }: Scene): readonly Flaw[] {
  const { memory_high_percent: high, memory_full_percent: full } = phases.redis;
  if (high <= full) return [];
  return [
    complain(
      '/phases/redis/memory_high_percent',
      `expected at most memory_full_percent, which is ${full}, seen ${high}`,
    ),
  ];
}

function findPatternFlaws({ phases }: ConfigDocument, { complain }: Scene): readonly Flaw[] {
  try {
    new RegExp(phases.application.error_pattern);
    return [];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // The engine's words repeat the pattern, which may come from the environment: only their end is shown.
    const why = error.message.slice(error.message.lastIndexOf(': ') + 2);
    return [complain('/phases/application/error_pattern', `expected a regular expression: ${why}`)];
  }
}

function findWorkerFlaws({ phases }: ConfigDocument, scene: Scene): readonly Flaw[] {
  const workers = phases.workers.expected ?? [];
  const section = '/phases/workers/expected';
  return [
    ...findDoubles(workers, section, scene),
    ...workers.flatMap((worker, index) =>
      describeWorker(worker).map(message => scene.complain(`${section}/${index}`, message)),
    ),
  ];
}

function describeWorker(worker: ExpectedWorker): readonly string[] {
  const { container, systemd_unit: unit, match, heartbeat } = worker;
  const messages: string[] = [];
  if (container === undefined && unit === undefined && match === undefined)
    messages.push('expected container, systemd_unit or match: nothing says how to find it');
  if (container !== undefined && unit !== undefined)
    messages.push('expected either container or systemd_unit, seen both: only one of them can run it');
  if (heartbeat && (heartbeat.redis_key === undefined) === (heartbeat.query === undefined))
    messages.push(
      `heartbeat: expected either redis_key or query, seen ${heartbeat.query === undefined ? 'none' : 'both'}`,
    );
  return messages;
}
