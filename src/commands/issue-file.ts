import { closeSync, openSync } from 'node:fs';
import { readAtMost } from '../config/config-file.ts';
import { quote } from '../config/flaw.ts';
import { UsageError, wordsOf } from '../errors.ts';
import type { NamedIssue } from '../engine/ports.ts';
import type { Catalogue } from '../systems/catalogue.ts';

const MAX_BYTES = 5 * 1024 * 1024;
const ADVICE = 'Name another with --issue-file: an earlier report.json is one too (orixoon heal --help)';

/** So many wrong entries are told one by one. */
const MOST_TOLD = 20;

/** Read `[{ "type", "target" }, …]`, or the `issues` of a report. Throws UsageError with all that is wrong, at once. */
export function readIssueFile(file: string, catalogue: Catalogue): NamedIssue[] {
  const document = parse(file);
  const rows: unknown = Array.isArray(document) ? document : isRecord(document) ? document['issues'] : undefined;
  if (!Array.isArray(rows))
    throw new UsageError(`${file}: expected a list of { "type", "target" }, or a report with "issues". ${ADVICE}`);
  if (rows.length === 0) throw new UsageError(`${file}: the list of issues is empty: nothing to heal. ${ADVICE}`);
  const wrong: string[] = [];
  const named = rows.flatMap((row: unknown, index): NamedIssue[] => {
    const type = isRecord(row) ? row['type'] : undefined;
    const target = isRecord(row) ? (row['target'] ?? null) : null;
    const info = typeof type === 'string' && Object.hasOwn(catalogue.issues, type) ? catalogue.issues[type] : undefined;
    if (!info)
      wrong.push(
        `${file}: issue ${index + 1}: expected a "type" that \`orixoon list\` names, seen ${type === undefined ? 'none' : seen(type)}`,
      );
    if (target !== null && typeof target !== 'string')
      wrong.push(`${file}: issue ${index + 1}: expected "target" to be a name, seen ${seen(target)}`);
    return info && typeof type === 'string' && (target === null || typeof target === 'string')
      ? [{ issue: type, phase: info.phase, target }]
      : [];
  });
  if (wrong.length > MOST_TOLD) wrong.splice(MOST_TOLD, Infinity, `and ${wrong.length - MOST_TOLD} more problems`);
  if (wrong.length > 0)
    throw new UsageError([...wrong, `Mend ${file}, and try again: orixoon list names the types`].join('\n'));
  return named;
}

/** A value in a few words: a list or an object may be as large and as deep as the file. */
function seen(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return String(value);
}

function parse(file: string): unknown {
  const bytes = readBytes(file);
  if (bytes.length > MAX_BYTES)
    throw new UsageError(`${file}: expected at most ${MAX_BYTES} bytes, seen more: is it an issue file? ${ADVICE}`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new UsageError(`${file}: expected JSON in UTF-8, seen other bytes. ${ADVICE}`, { cause: error });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    // The parser's own words repeat what stands there, and it may be another file than was meant.
    const at = /position \d+/.exec(error instanceof Error ? error.message : '')?.[0];
    throw new UsageError(
      `${file}: expected JSON, seen what is none${at === undefined ? '' : ` (at ${at})`}. ${ADVICE}`,
      {
        cause: error,
      },
    );
  }
}

/** A pipe will do; no more is read of it than an issue file may hold. */
function readBytes(file: string): Buffer {
  try {
    const handle = openSync(file, 'r');
    try {
      return readAtMost(handle, MAX_BYTES + 1);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw new UsageError(`the issue file cannot be read: ${wordsOf(error)}. ${ADVICE}`, {
      cause: error,
    });
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
