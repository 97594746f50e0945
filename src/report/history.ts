import { join } from 'node:path';
import type { Json } from '../core/json.ts';
import { MAX_BYTES, boundedText } from './bounded-text.ts';
import { codeOf } from '../errors.ts';
import { isRecord, isReport, parsed } from './read.ts';
import { listRuns, startOf } from './run-names.ts';

/** A look must not wait for a hundred reports. */
const MAX_RUNS = 20;

type Fields = { readonly [key: string]: Json };

interface Told {
  readonly phase: unknown;
  readonly check: unknown;
  readonly identity: Fields;
  readonly evidence: Fields;
}

interface ToldBefore {
  readonly checks: readonly Told[];
  /** What could not be read, in words; null where all was. */
  readonly damage: string | null;
}

/** What a run's report says; why it cannot be read; or null where the run left none, and where it goes on still. */
type RunReport = { readonly told: readonly Told[] } | { readonly damage: string } | null;

/** What earlier runs told, from their reports. Each is read once: a report that was written stays as it is. */
export function openHistory(reportsDir: string): {
  checks(of: { readonly phase: string; readonly check: string }, sinceMs: number): Promise<ToldBefore>;
} {
  const read = new Map<string, Promise<RunReport>>();
  const readOnce = (name: string): Promise<RunReport> => {
    const begun = read.get(name) ?? readChecks(join(reportsDir, name, 'report.json'));
    read.set(name, begun);
    return begun;
  };
  return {
    async checks({ phase, check }, sinceMs) {
      let names: readonly string[];
      try {
        names = spread(listRuns(reportsDir), sinceMs);
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return { checks: [], damage: null };
        return { checks: [], damage: `earlier reports cannot be read (${reasonOf(error)})` };
      }
      const told: Told[] = [];
      const damaged: string[] = [];
      let reports = 0;
      // One after the other: together they may be large.
      for (const name of names) {
        const report = await readOnce(name);
        if (report === null) continue;
        reports += 1;
        if ('damage' in report) damaged.push(`${name}: ${report.damage}`);
        else told.push(...report.told.filter(one => one.phase === phase && one.check === check));
      }
      return { checks: told, damage: damageOf(damaged, reports) };
    },
  };
}

/** Of the runs that began since then, so many at most, about as far apart as they can be. The names are in order. @internal */
export function spread(runs: readonly string[], sinceMs: number, max = MAX_RUNS): readonly string[] {
  // A name has whole seconds: the run may have begun up to one later.
  const since = runs.map(name => ({ name, atMs: startOf(name) })).filter(({ atMs }) => atMs > sinceMs - 1000);
  const [first, last] = [since[0], since.at(-1)];
  if (!first || !last || since.length <= max) return since.map(({ name }) => name);
  const step = (last.atMs - first.atMs) / (max - 1);
  const picked = new Set<string>();
  let index = 0;
  for (let nth = 0; nth < max; nth += 1) {
    const wantedMs = first.atMs + nth * step;
    const off = (at: number): number => Math.abs((since[at]?.atMs ?? Infinity) - wantedMs);
    while (off(index + 1) <= off(index)) index += 1;
    picked.add(since[index]?.name ?? last.name);
  }
  return [...picked];
}

function damageOf(damaged: readonly string[], of: number): string | null {
  const [first] = damaged;
  if (first === undefined) return null;
  return damaged.length === 1
    ? `1 of ${of} earlier reports cannot be read (${first})`
    : `${damaged.length} of ${of} earlier reports cannot be read (${first}, …)`;
}

async function readChecks(path: string): Promise<RunReport> {
  try {
    const text = await boundedText(path);
    if (text === null) return { damage: `report.json is no file, or larger than ${MAX_BYTES >> 20} MB` };
    const report = parsed(text);
    if (!isReport(report)) return { damage: 'report.json is damaged or of another version' };
    return { told: checksOf(report.phases) };
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? null : { damage: reasonOf(error) };
  }
}

/** The checks that say on what they were made; a report from before they did has none. The shape below `phases` is anybody's. */
function checksOf(phases: readonly unknown[]): Told[] {
  return phases.filter(isRecord).flatMap(phase =>
    (Array.isArray(phase['checks']) ? (phase['checks'] as unknown[]) : []).filter(isRecord).flatMap(one => {
      const { identity, evidence } = one;
      if (!isRecord(identity) || !isRecord(evidence)) return [];
      // Parsed from JSON, so that nothing but JSON can be in it.
      const fields = { identity: identity as Fields, evidence: evidence as Fields };
      return [{ phase: phase['name'], check: one['name'], ...fields }];
    }),
  );
}

const reasonOf = (error: unknown): string => codeOf(error) || (error instanceof Error ? error.message : String(error));
