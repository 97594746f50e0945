import { oneLine } from './plain-text.ts';
import type { Report } from './report-shape.ts';
import { duration } from './html-parts.ts';

const MAX_CELL = 300;
const MOST_ROWS = 100;

/** Text from outside as text in Markdown: whatever may be markup, a table's end or a link stands as a character reference. */
const cell = (text: string): string =>
  oneLine(text, MAX_CELL).replace(
    /[^\p{L}\p{N}\p{M} .,;()=/'+-]|(?<=www)\./giu,
    character => `&#${character.codePointAt(0) ?? 0xfffd};`,
  );

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, MOST_ROWS).map(cells => row(cells.map(cell)));
  const left = rows.length - shown.length;
  const more = left > 0 ? ['', `and ${left} more: see the report`] : [];
  return ['', `### ${title}`, '', row(head), row(head.map(() => '---')), ...shown, ...more];
}

/** The run as GitHub's step summary, in Markdown; no longer than so many bytes. */
export function githubSummary(report: Report, maxBytes: number): string {
  const { decision, exit_code, exit_name, duration_ms, environment, reasons, next, phases, issues } = report;
  const code = `exit ${exit_code ?? 'unknown'} ${exit_name ?? ''}`.trim();
  const lines = [
    `## Orixoon: ${decision}, ${code}`,
    '',
    `${cell(environment)}, ${duration(duration_ms)}, run ${cell(report.run_id)}`,
    '',
    ...reasons.slice(0, MOST_ROWS).map(reason => `- reason: ${cell(reason)}`),
    ...next.slice(0, MOST_ROWS).map(step => `- next: ${cell(step)}`),
    ...table(
      'Phases',
      ['phase', 'status', 'critical', 'checks', 'failed', 'could not tell', 'warnings', 'skipped', 'time'],
      phases.map(({ name, status, critical, checks, duration_ms: ms }) => {
        const of = (wanted: string): string => String(checks.filter(one => one.status === wanted).length);
        const counts = [String(checks.length), of('failed'), of('error'), of('warning'), of('skipped')];
        return [name, status, critical ? 'yes' : 'no', ...counts, duration(ms)];
      }),
    ),
    ...table(
      'Issues',
      ['issue', 'target', 'severity', 'outcome', 'message', 'what to do'],
      issues.map(one => [one.type, one.target, one.severity, one.outcome, one.message, one.recommendation]),
    ),
    ...table(
      'Heals',
      ['issue', 'target', 'action', 'attempt', 'outcome', 'details', 'time'],
      report.auto_healing.actions.map(one => [
        ...[one.issue, one.target, one.action, String(one.attempt), one.outcome, one.details],
        duration(one.duration_ms),
      ]),
    ),
  ];
  return cutAt(lines, maxBytes);
}

const CUT = '\n… cut: the rest is in the report\n';

/** Whole lines only, so that no table or reference is cut in its middle. */
function cutAt(lines: readonly string[], maxBytes: number): string {
  const room = maxBytes - Buffer.byteLength(CUT);
  let text = '';
  let used = 0;
  for (const line of lines) {
    used += Buffer.byteLength(line) + 1;
    if (used > room) return room > 0 ? text + CUT : '';
    text += `${line}\n`;
  }
  return text;
}
