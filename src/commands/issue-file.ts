import { readFileSync, statSync } from 'node:fs';
import { UsageError } from '../errors.ts';
import type { NamedIssue } from '../engine/ports.ts';
import type { Catalogue } from '../systems/catalogue.ts';

const MAX_BYTES = 5 * 1024 * 1024;

/** Read `[{ "type", "target" }, …]`, or the `issues` of a report. Throws UsageError with all that is wrong, at once. */
export function readIssueFile(file: string, catalogue: Catalogue): NamedIssue[] {
  const document = parse(file);
  const rows: unknown = Array.isArray(document) ? document : isRecord(document) ? document['issues'] : undefined;
  if (!Array.isArray(rows))
    throw new UsageError(`${file}: expected a list of { "type", "target" }, or a report with "issues"`);
  if (rows.length === 0) throw new UsageError(`${file}: the list of issues is empty: nothing to heal`);
  const wrong: string[] = [];
  const named = rows.flatMap((row: unknown, index): NamedIssue[] => {
    const type = isRecord(row) ? row['type'] : undefined;
    const target = isRecord(row) ? (row['target'] ?? null) : null;
    const info = typeof type === 'string' && Object.hasOwn(catalogue.issues, type) ? catalogue.issues[type] : undefined;
    if (!info)
      wrong.push(
        `${file}: issue ${index + 1}: expected a "type" that \`orixoon list\` names, seen ${type === undefined ? 'none' : JSON.stringify(type)}`,
      );
    if (target !== null && typeof target !== 'string')
      wrong.push(`${file}: issue ${index + 1}: expected "target" to be a name, seen ${JSON.stringify(target)}`);
    return info && typeof type === 'string' && (target === null || typeof target === 'string')
      ? [{ issue: type, phase: info.phase, target }]
      : [];
  });
  if (wrong.length > 0) throw new UsageError(wrong.join('\n'));
  return named;
}

function parse(file: string): unknown {
  let text: string;
  try {
    const { size } = statSync(file);
    if (size > MAX_BYTES) throw new UsageError(`${file}: expected at most ${MAX_BYTES} bytes, seen ${size}`);
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`the issue file cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file}: expected JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
