import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { StampedEvent } from '../engine/events.ts';
import { OrixoonError } from '../errors.ts';
import { codeOf, withClearErrors } from './file-errors.ts';
import { foldReport } from './report.ts';
import type { Report } from './report-shape.ts';

/** The file's text, or null where there is none. */
function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value, or undefined where the text is no JSON: cut off, or not ours. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const isReport = (value: unknown): value is Report =>
  isRecord(value) && value['schema_version'] === 1 && Array.isArray(value['phases']) && isRecord(value['auto_healing']);

const isEvent = (value: unknown): value is StampedEvent =>
  isRecord(value) && typeof value['type'] === 'string' && typeof value['at'] === 'string';

/** What a killed run left, and what of it could not be read. */
function foldEvents(path: string, text: string): Report {
  const lines = text.split('\n').filter(line => line !== '');
  const values = lines.map(parsed);
  const events = values.filter(isEvent);
  if (events.length === 0) throw new OrixoonError(`${path}: events were expected, one a line; no whole one is there`);
  const report = foldReport(events);
  const lost = lines.length - events.length;
  if (lost === 0) return report;
  const where = lost === 1 && !isEvent(values.at(-1)) ? 'the last line is' : `${lost} of ${lines.length} lines are`;
  const message = `events.ndjson: ${where} cut off or damaged, and left out of this report`;
  return { ...report, notes: [...report.notes, { at: report.finished_at, level: 'warning', message }] };
}

/** Where symbolic links cannot be, `latest.txt` holds the name. */
function resolved(runDir: string): string {
  const name = basename(runDir) === 'latest' ? textOf(`${runDir}.txt`) : null;
  return name === null ? runDir : join(dirname(runDir), basename(name.trim()));
}

/**
 * The report of a run from its directory (or from `latest`): `report.json`, or, where a killed run left none, a fold of
 * its events. Throws an OrixoonError where neither can be read.
 */
export function readReport(runDir: string): Report {
  return withClearErrors('read the report of', runDir, () => {
    const path = resolved(runDir);
    const whole = textOf(join(path, 'report.json'));
    if (whole !== null) {
      const report = parsed(whole);
      if (isReport(report)) return report;
      throw new OrixoonError(
        `${join(path, 'report.json')}: a report of schema_version 1 was expected; it is damaged or of another version`,
      );
    }
    const events = textOf(join(path, 'events.ndjson'));
    if (events !== null) return foldEvents(join(path, 'events.ndjson'), events);
    throw new OrixoonError(`${path}: report.json or events.ndjson was expected; neither is there`);
  });
}
