import { closeSync, constants, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One drill of one heal: the fault was made, and the gate found and healed it, or did not. */
export interface Drill {
  readonly environment: string;
  readonly issue: string;
  readonly action: string;
  readonly target: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly is_proven: boolean;
  /** From the start of the run to its verdict, milliseconds. */
  readonly duration_ms: number;
  /** Of the healing run; its report tells the rest. */
  readonly run_id: string;
}

/** One file for all environments of a reports directory: what was drilled on staging matters to production. */
const drillsFile = (reportsDir: string): string => join(reportsDir, '.orixoon', 'drills.jsonl');

const { O_APPEND, O_CREAT, O_NOFOLLOW, O_WRONLY } = constants;

/** Add one drill by one write, on the disk before it returns. Throws the system's error. */
export function recordDrill(reportsDir: string, drill: Drill): void {
  const file = drillsFile(reportsDir);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const descriptor = openSync(file, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
  try {
    writeSync(descriptor, `${JSON.stringify(drill)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Every drill on record, oldest first. A line that is none is left out: it can only make a heal count as never drilled,
 * and nothing is allowed or denied by this file. Throws the system's error where the file is there and cannot be read.
 */
export function readDrills(reportsDir: string): readonly Drill[] {
  const file = drillsFile(reportsDir);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').flatMap(asDrill);
}

function asDrill(line: string): Drill | [] {
  try {
    const value = JSON.parse(line) as Partial<Drill> | null;
    const texts = [value?.environment, value?.issue, value?.action, value?.target, value?.run_id];
    const isWhole =
      texts.every(text => typeof text === 'string') &&
      Number.isFinite(Date.parse(value?.at ?? '')) &&
      typeof value?.is_proven === 'boolean' &&
      typeof value.duration_ms === 'number';
    return isWhole ? (value as Drill) : [];
  } catch {
    return []; // no JSON: cut off, or not ours
  }
}

/** The newest drill of each heal (issue and action), of one environment or of all. */
export function newestDrills(drills: readonly Drill[], environment?: string): readonly Drill[] {
  const newest = new Map<string, Drill>();
  for (const drill of drills) {
    if (environment !== undefined && drill.environment !== environment) continue;
    const key = JSON.stringify([drill.issue, drill.action]);
    const known = newest.get(key);
    if (known === undefined || Date.parse(known.at) <= Date.parse(drill.at)) newest.set(key, drill);
  }
  return [...newest.values()];
}
