/** A target of the table: what was measured, against what, and how many times that it may be. */
export interface Line {
  readonly target: string;
  readonly ours: string;
  readonly against: string;
  readonly ratio: number;
  /** At most; at least where `isRate`. */
  readonly limit: number;
  readonly isRate?: boolean;
}

export const isMet = ({ ratio, limit, isRate = false }: Line): boolean => (isRate ? ratio >= limit : ratio <= limit);

/** Milliseconds as a person reads them. */
export const inMs = (ms: number): string => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;

const cells = (line: Line): string[] => [
  line.target,
  line.ours,
  line.against,
  line.ratio.toFixed(2),
  `${line.isRate ? '≥' : '≤'} ${line.limit}`,
  isMet(line) ? 'pass' : '**miss**',
];

/** As Markdown, which a terminal shows well enough. */
export function markdown(lines: readonly Line[]): string {
  const rows = [['target', 'ours', 'against', 'ratio', 'limit', ''], ...lines.map(cells)];
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map(row => row[at]?.length ?? 0))) ?? [];
  const text = (row: readonly string[]): string =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [text(head), `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`, ...body.map(text)].join('\n');
}
