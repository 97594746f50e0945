import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MAX_BYTES, boundedText } from './bounded-text.ts';
import { codeOf } from '../errors.ts';
import { withClearErrors } from './file-errors.ts';
import { eventsIn, isRecord, isReport, parsed } from './read.ts';
import { foldReport } from './report.ts';
import { listRuns, startOf } from './run-names.ts';

/** What statistics take of an earlier run's report. */
export interface PastRun {
  readonly run: string;
  readonly environment: string;
  readonly startedMs: number;
  /** Null where the run came to no verdict. */
  readonly exitName: string | null;
  readonly isAllowed: boolean;
  /** Phases that were looked at to the end: of these, an issue that is not named is not there. */
  readonly looked: readonly string[];
  readonly issues: readonly PastIssue[];
  readonly actions: readonly PastAction[];
}

export interface PastIssue {
  readonly phase: string;
  readonly type: string;
  readonly target: string;
  readonly outcome: string;
}

export interface PastAction {
  readonly issue: string;
  readonly target: string;
  readonly action: string;
  readonly isHealed: boolean;
  readonly startedMs: number;
  readonly durationMs: number;
}

export interface PastRuns {
  /** The oldest first. */
  readonly runs: readonly PastRun[];
  readonly damaged: readonly { readonly run: string; readonly why: string }[];
}

/** The runs of a reports directory that began since then, the newest `last` of them; what cannot be read is told, not thrown. */
export async function pastRuns(
  reportsDir: string,
  { last = Infinity, sinceMs = -Infinity }: { readonly last?: number; readonly sinceMs?: number } = {},
): Promise<PastRuns> {
  const names = namesIn(reportsDir)
    .filter(name => startOf(name) >= sinceMs)
    .slice(last === Infinity ? 0 : -last);
  const runs: PastRun[] = [];
  const damaged: { run: string; why: string }[] = [];
  // One after the other: together they may be large.
  for (const name of names) {
    const read = await readRun(reportsDir, name);
    if ('why' in read) damaged.push({ run: name, why: read.why });
    else runs.push(read);
  }
  return { runs: runs.sort((a, b) => a.startedMs - b.startedMs), damaged };
}

const namesIn = (reportsDir: string): readonly string[] =>
  withClearErrors('look for runs in', reportsDir, () => (existsSync(reportsDir) ? listRuns(reportsDir) : []));

async function readRun(reportsDir: string, name: string): Promise<PastRun | { readonly why: string }> {
  try {
    const text = await textIn(join(reportsDir, name, 'report.json'));
    const report = text === undefined ? await foldedIn(join(reportsDir, name, 'events.ndjson')) : parsed(text ?? '');
    if (text === null || report === null) return { why: `it is no file, or larger than ${MAX_BYTES >> 20} MB` };
    if (report === undefined) return { why: 'neither report.json nor a whole event is there, or it is damaged' };
    return narrowed(name, report) ?? { why: 'report.json is damaged or of another version' };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

/** Undefined where there is none. */
async function textIn(path: string): Promise<string | null | undefined> {
  try {
    return await boundedText(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** What a run that was killed, or that goes on still, told up to then. */
async function foldedIn(path: string): Promise<unknown> {
  const text = await textIn(path);
  if (text === undefined || text === null) return text;
  const { events } = eventsIn(text);
  return events.length === 0 ? undefined : foldReport(events);
}

const records = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? (value as unknown[]).filter(isRecord) : [];
const textsOf = (from: Readonly<Record<string, unknown>>, ...names: string[]): readonly string[] | null => {
  const values = names.map(name => from[name]);
  return values.every(value => typeof value === 'string') ? values : null;
};

/** A report is anybody's words: its shape is looked at before a number is taken from it. */
function narrowed(run: string, report: unknown): PastRun | null {
  if (!isReport(report)) return null;
  const fields: unknown = report;
  const [environment, startedAt] = (isRecord(fields) && textsOf(fields, 'environment', 'started_at')) || [];
  const startedMs = Date.parse(startedAt ?? '');
  if (environment === undefined || !Number.isFinite(startedMs)) return null;
  const exitName = typeof report.exit_name === 'string' ? report.exit_name : null;
  const looked = records(report.phases).flatMap(({ name, status }) =>
    typeof name === 'string' && ['passed', 'failed', 'warning'].includes(String(status)) ? [name] : [],
  );
  return {
    ...{ run, environment, startedMs, exitName, looked },
    isAllowed: exitName !== null && report.exit_code === 0,
    issues: records(report.issues).flatMap(issueOf),
    actions: records(report.auto_healing.actions).flatMap(actionOf),
  };
}

function issueOf(told: Readonly<Record<string, unknown>>): PastIssue[] {
  const [phase, type, target, outcome] = textsOf(told, 'phase', 'type', 'target', 'outcome') ?? [];
  if (phase === undefined || type === undefined || target === undefined || outcome === undefined) return [];
  return [{ phase, type, target, outcome }];
}

function actionOf(told: Readonly<Record<string, unknown>>): PastAction[] {
  const [issue, target, action, timestamp] = textsOf(told, 'issue', 'target', 'action', 'timestamp') ?? [];
  if (issue === undefined || target === undefined || action === undefined) return [];
  const startedMs = Date.parse(timestamp ?? '');
  const durationMs = told['duration_ms'];
  if (!Number.isFinite(startedMs) || typeof durationMs !== 'number' || durationMs < 0) return [];
  return [{ issue, target, action, isHealed: told['success'] === true, startedMs, durationMs }];
}
