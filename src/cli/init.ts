import type { Json } from '../core/json.ts';
import { table } from './columns.ts';
import { printable } from './printable.ts';

/** What `orixoon init` did, as the terminal and `--output json` tell it. */
export type InitResult = {
  readonly file: string;
  readonly backup: string | null;
  readonly environment: string;
  /** Phase or connection → what was found. */
  readonly found: Readonly<Record<string, string>>;
  /** Phase → why it is not in the file. */
  readonly left_out: Readonly<Record<string, string>>;
  /** To be set before a run; `<password>` stands where one is needed. */
  readonly to_export: readonly string[];
  readonly next: readonly string[];
} & { readonly [key: string]: Json };

const CAP = 400;

/** The result as lines for a person. */
export function initLines(result: InitResult): string[] {
  const rows = (of: Readonly<Record<string, string>>): string[] =>
    table(Object.entries(of).map(([name, text]) => [`  ${name}`, printable(text, CAP)]));
  const list = (lines: readonly string[]): string[] => lines.map(line => `  ${printable(line, CAP)}`);
  const part = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : [title, ...lines, '']);
  return [
    ...part('Found', rows(result.found)),
    ...part('Left out', rows(result.left_out)),
    `Wrote ${printable(result.file, CAP)}, and it is valid.`,
    ...(result.backup === null ? [] : [`The one that was there is kept as ${printable(result.backup, CAP)}.`]),
    '',
    ...part('Set before a run (the password is not in the file)', list(result.to_export)),
    ...part('Next', list(result.next)),
  ];
}
