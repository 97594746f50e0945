import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { StampedEvent } from '../engine/events.ts';
import { codeOf, OrixoonError } from '../errors.ts';
import { withClearErrors } from './file-errors.ts';
import { foldReport } from './report.ts';
import type { Report } from './report-shape.ts';
import { listRuns } from './run-names.ts';

/** The file's text, or null where there is none. */
function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value, or undefined where the text is no JSON: cut off, or not ours. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export const isReport = (value: unknown): value is Report =>
  isRecord(value) && value['schema_version'] === 1 && Array.isArray(value['phases']) && isRecord(value['auto_healing']);

const isEvent = (value: unknown): value is StampedEvent =>
  isRecord(value) && typeof value['type'] === 'string' && typeof value['at'] === 'string';

/** A run's events as they were written, and what of the file could not be read. */
export interface ReadEvents {
  readonly events: readonly StampedEvent[];
  /** Null where every line is whole. */
  readonly damage: string | null;
}

/** The events of a run from its directory; a killed run leaves them too. Throws an OrixoonError where none is whole. */
export function readEvents(runDir: string): ReadEvents {
  const path = join(runDir, 'events.ndjson');
  const text = withClearErrors('read the events in', path, () => textOf(path)) ?? '';
  const told = eventsIn(text);
  if (told.events.length === 0)
    throw new OrixoonError(
      `${path}: events were expected, one a line; no whole one is there. Show another run: orixoon report <run>`,
    );
  return told;
}

/** The events of a file's text; a line that is none is left out, and told. */
export function eventsIn(text: string): ReadEvents {
  const written = text.split('\n').filter(line => line !== '');
  const values = written.map(parsed);
  const events = values.filter(isEvent);
  const lost = written.length - events.length;
  if (lost === 0) return { events, damage: null };
  const where = lost === 1 && !isEvent(values.at(-1)) ? 'the last line is' : `${lost} of ${written.length} lines are`;
  return { events, damage: `events.ndjson: ${where} cut off or damaged, and left out of this report` };
}

/** What a killed run left, and what of it could not be read. */
function foldEvents(runDir: string): Report {
  const { events, damage } = readEvents(runDir);
  const report = foldReport(events);
  if (damage === null) return report;
  return { ...report, notes: [...report.notes, { at: report.finished_at, level: 'warning', message: damage }] };
}

function newestIn(reportsDir: string): string | null {
  const link = join(reportsDir, 'latest');
  return textOf(`${link}.txt`)?.trim() ?? (existsSync(link) ? basename(realpathSync(link)) : null);
}

/**
 * The directory of a run by its name, or of the newest by `latest` (where symbolic links cannot be, `latest.txt` holds
 * its name); null where there is none.
 */
export function runDirectoryOf(reportsDir: string, run: string): string | null {
  return withClearErrors('look for runs in', reportsDir, () => {
    if (!existsSync(reportsDir)) return null;
    const name = run === 'latest' ? newestIn(reportsDir) : run;
    return name !== null && listRuns(reportsDir).includes(name) ? join(reportsDir, name) : null;
  });
}

/**
 * The report of a run from its directory: `report.json`, or, where a killed run left none, a fold of its events. Throws
 * an OrixoonError where neither can be read.
 */
export function readReport(runDir: string): Report {
  return withClearErrors('read the report of', runDir, () => {
    const whole = textOf(join(runDir, 'report.json'));
    if (whole === null) {
      if (existsSync(join(runDir, 'events.ndjson'))) return foldEvents(runDir);
      throw new OrixoonError(
        `${runDir}: report.json or events.ndjson was expected; neither is there. Show another run: orixoon report <run>`,
      );
    }
    const report = parsed(whole);
    if (isReport(report)) return report;
    throw new OrixoonError(
      `${join(runDir, 'report.json')}: a report of schema_version 1 was expected; it is damaged or of another version. Show another run: orixoon report <run>`,
    );
  });
}
