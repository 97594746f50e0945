import { appendFileSync, lstatSync, mkdirSync, readdirSync, rmSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { jsonText } from '../core/json.ts';
import type { StampedEvent } from '../engine/events.ts';
import { codeOf, OrixoonError } from '../errors.ts';
import { pointAt, writeWhole } from './atomic-file.ts';
import { withClearErrors } from './file-errors.ts';
import { logLine, openLog } from './healing-log.ts';
import { reportHtml } from './html.ts';
import { junitXml } from './junit.ts';
import type { Report } from './report-shape.ts';
import { listRuns, runName } from './run-names.ts';

const MAX_RUNS_A_SECOND = 10_000;
/** A run without a report that wrote within this time may be going on still. */
const MAYBE_ALIVE_MS = 86_400_000;

/** The directory of one run. Every call throws an OrixoonError where the disk refuses. */
export interface RunDirectory {
  readonly path: string;
  /** Its name: `20250110_143015`. */
  readonly runId: string;
  /** Writes the event to `events.ndjson` and its lines to `healing_actions.log` before it returns. */
  append(event: StampedEvent): void;
  /** Writes `report.json`, `junit.xml` and `report.html`, each whole or not at all, and points `latest` here. */
  finish(report: Report): void;
  /** Removes the oldest runs but `keep`, never this one, one that may be going on, or one that holds moved-aside state; returns the removed names. */
  prune(keep: number): readonly string[];
}

/** Makes the first free name: mkdir either makes it or says that it is taken, so two runs never share one. */
function claim(reportsDir: string, at: Date): string {
  mkdirSync(reportsDir, { recursive: true, mode: 0o700 });
  for (let nth = 1; nth <= MAX_RUNS_A_SECOND; nth += 1) {
    try {
      mkdirSync(join(reportsDir, runName(at, nth)), { mode: 0o700 });
      return runName(at, nth);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
  throw new OrixoonError(`a free name was expected for this second in ${reportsDir}; ${MAX_RUNS_A_SECOND} are taken`);
}

/** Appends whole lines. After a failed write the next one starts on a fresh line, so that it is not lost with it. */
function lineWriter(path: string): (lines: readonly string[]) => void {
  let isTorn = false;
  return lines => {
    if (lines.length === 0) return;
    const text = `${isTorn ? '\n' : ''}${lines.join('\n')}\n`;
    isTorn = true;
    withClearErrors('write', path, () => appendFileSync(path, text, { mode: 0o600 }));
    isTorn = false;
  };
}

/** What `clear_state_and_restart` moved aside: there may be no other copy of it. */
const MOVED_STATE = /^state-.*\.tar$/;

function isRemovable(path: string, nowMs: number): boolean {
  const events = lstatSync(join(path, 'events.ndjson'), { throwIfNoEntry: false });
  if (!events?.isFile() || readdirSync(path).some(name => MOVED_STATE.test(name))) return false;
  const isFinished = lstatSync(join(path, 'report.json'), { throwIfNoEntry: false }) !== undefined;
  return isFinished || nowMs - events.mtimeMs > MAYBE_ALIVE_MS;
}

function prune(reportsDir: string, runId: string, keep: number): string[] {
  const others = listRuns(reportsDir).filter(name => name !== runId);
  const surplus = others.slice(0, Math.max(0, others.length + 1 - Math.max(1, keep)));
  const removed = surplus.filter(name => isRemovable(join(reportsDir, name), Date.now()));
  // rmSync removes a symbolic link itself, never what it points at; another run may have removed it first.
  for (const name of removed) rmSync(join(reportsDir, name), { recursive: true, force: true });
  return removed;
}

/** A place among the reports that is this run's alone; nothing points at it yet. */
export interface RunClaim {
  readonly path: string;
  readonly runId: string;
  /** Begin to write, and point `latest` here. */
  open(): RunDirectory;
  /** Remove the place again, if nothing was written. */
  giveBack(): void;
}

/** Makes `<reportsDir>/<YYYYMMDD_HHMMSS>` (UTC) for this run alone. */
export function claimRun(reportsDir: string, at: Date): RunClaim {
  const runId = withClearErrors('make a run directory in', reportsDir, () => claim(reportsDir, at));
  const path = join(reportsDir, runId);
  return { path, runId, open: () => openAt(reportsDir, runId), giveBack: () => rmdirSync(path) };
}

function openAt(reportsDir: string, runId: string): RunDirectory {
  const path = join(reportsDir, runId);
  const writeEvents = lineWriter(join(path, 'events.ndjson'));
  const writeLog = lineWriter(join(path, 'healing_actions.log'));
  const log = openLog();
  const point = (): void =>
    withClearErrors('point at the newest run in', reportsDir, () => pointAt(join(reportsDir, 'latest'), runId));
  // Already now: after a kill, `latest` must show the killed run and not the good one before it.
  point();
  return {
    path,
    runId,
    append: event => {
      writeEvents([jsonText(event)]);
      writeLog(log(event).map(entry => logLine(event.at, entry)));
    },
    finish: report => {
      withClearErrors('write the report in', path, () => {
        writeWhole(join(path, 'report.json'), `${jsonText(report, 2)}\n`);
        writeWhole(join(path, 'junit.xml'), junitXml(report));
        writeWhole(join(path, 'report.html'), reportHtml(report));
      });
      point();
    },
    prune: keep => withClearErrors('remove old runs from', reportsDir, () => prune(reportsDir, runId, keep)),
  };
}
