import { columnsOf, padTo, wrap } from './columns.ts';
import { printable, printableLines } from './printable.ts';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan' | 'inverse';

/** What colours text: a chalk instance is one. Level 0 leaves text as it is. */
export type Paint = Readonly<Record<Style, (text: string) => string>> & { readonly level?: number };

/** How lines are to look. */
export interface LineOptions {
  readonly verbose: boolean;
  readonly quiet: boolean;
  readonly color: Paint;
  /** Columns to wrap at; undefined (a pipe): nothing is wrapped. */
  readonly columns?: number | undefined;
  /** True where a live region shows what is under way, so that no lines need to. */
  readonly isLive?: boolean | undefined;
}

/** One thing to say, before it is wrapped and painted. `text` and `tail` may come from outside: they are made printable here. */
export interface Row {
  /** Indent and mark; what wraps hangs under its end. Ours, never from outside. */
  readonly lead: string;
  readonly text: string;
  readonly tail?: string;
  readonly leadStyle?: Style;
  readonly style?: Style;
  /** What stands under the lead where the text wraps; its columns, and spaces after it. */
  readonly hang?: string;
  /** A command: never wrapped, so that it can be copied. */
  readonly isWhole?: boolean;
}

export const blank: Row = { lead: '', text: '' };

/** Rows for a text of several lines: the lead before the first, as many spaces before the others. */
export function block(lead: string, text: string, most = 10): Row[] {
  return printableLines(text, most, 1000).map((line, i) => ({
    lead: i === 0 ? lead : ' '.repeat(columnsOf(lead)),
    text: line,
  }));
}

/** The lines of a row. No escape codes unless the paint makes them. */
export function render(row: Row, { color, columns, verbose }: LineOptions): string[] {
  const cap = verbose ? 4000 : 600;
  const text = printable(row.text, cap);
  const aside = row.tail === undefined ? '' : printable(row.tail, cap);
  // Colour sets an aside off; without it, brackets do.
  const tail = aside === '' || (color.level ?? 1) > 0 ? aside : `(${aside})`;
  const width = columnsOf(row.lead);
  const isWrapped = columns !== undefined && columns - width >= 20 && row.isWhole !== true;
  const room = isWrapped ? columns - width - 1 : Infinity;
  const style = (line: string, name: Style | undefined): string => (name && line !== '' ? color[name](line) : line);

  const lines = wrap(text, room);
  const last = lines.at(-1) ?? '';
  const fits = tail !== '' && columnsOf(last) + 2 + columnsOf(tail) <= room;
  const painted = lines.map(line => style(line, row.style));
  if (fits) painted.push(`${painted.pop() ?? ''}  ${style(tail, 'dim')}`);
  else if (tail !== '') painted.push(...wrap(tail, room).map(line => style(line, 'dim')));
  const hang = padTo(row.hang ?? '', width);
  return painted.map((line, i) => (i === 0 ? leadOf(row, style) : hang).concat(line).trimEnd());
}

/** The mark is painted; the indent before it, or the branch of a tree, is not. */
function leadOf({ lead, leadStyle, hang = '' }: Row, style: (text: string, name: Style | undefined) => string): string {
  const mark = lead.slice(hang.length).trim();
  if (mark === '' || leadStyle === undefined) return lead;
  const at = lead.indexOf(mark, hang.length);
  return lead.slice(0, at) + style(mark, leadStyle) + lead.slice(at + mark.length);
}

/** Lines without a second blank line after a blank one; `previous` is the line before them. */
export const withoutDoubleGaps = (lines: readonly string[], previous: string): string[] =>
  lines.filter((line, i) => line !== '' || (i === 0 ? previous : lines[i - 1]) !== '');

/** Milliseconds as people read them: `0.3 s`, `14 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** `1 check`, `3 checks`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
