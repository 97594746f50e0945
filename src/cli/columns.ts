/** Made at its first use: making it is dear, and most starts need none. */
let graphemes: Intl.Segmenter | undefined;

const EMOJI = /\p{Emoji_Presentation}|\uFE0F/u;
const MARKS = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
/** East Asian wide and full-width blocks. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

/** Each of these is a grapheme and takes a column. Nearly all texts are of them, and to segment one would take far longer. */
const PLAIN = /^[ -~·–—’…→│├└─✓✗]*$/;

/** Columns that one grapheme takes: 2 for emoji and wide letters, 0 for what only marks another. */
function widthOf(grapheme: string): number {
  if (grapheme >= ' ' && grapheme <= '~') return 1;
  if (EMOJI.test(grapheme) || WIDE.test(grapheme)) return 2;
  return MARKS.test(grapheme) ? 0 : 1;
}

function split(text: string): string[] {
  if (PLAIN.test(text)) return text.split('');
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** Columns that a text without escape codes takes in a terminal. */
export const columnsOf = (text: string): number =>
  PLAIN.test(text) ? text.length : split(text).reduce((sum, grapheme) => sum + widthOf(grapheme), 0);

/** The text, cut to so many columns with an ellipsis. */
export function cutTo(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let kept = '';
  let used = 0;
  for (const grapheme of split(text)) {
    used += widthOf(grapheme);
    if (used > columns - 1) break;
    kept += grapheme;
  }
  return columns > 0 ? `${kept}…` : '';
}

/** The text with spaces after it up to so many columns. */
export const padTo = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - columnsOf(text)));

/** Lines of at most so many columns, broken at spaces; a longer word is left whole for the terminal to break. */
export function wrap(text: string, columns: number): string[] {
  if (columnsOf(text) <= columns) return [text];
  const lines: string[] = [];
  const indent = /^ */.exec(text)?.[0] ?? '';
  let line = indent;
  for (const word of text.slice(indent.length).split(' ')) {
    const longer = line.trim() === '' ? line + word : `${line} ${word}`;
    if (line.trim() !== '' && columnsOf(longer) > columns) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** A text behind a lead, in lines of at most so many columns: what goes on stands under its begin. */
export function hung(lead: string, text: string, columns: number): string[] {
  const width = columnsOf(lead);
  return wrap(text, Math.max(20, columns - width)).map((line, i) => (i === 0 ? lead : ' '.repeat(width)) + line);
}

/** Rows of cells as lines, each column as wide as its widest cell; the last is left as it is. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, columnsOf(cell))));
  return rows.map(row =>
    row
      .map((cell, i) => (i < row.length - 1 ? padTo(cell, widths[i] ?? 0) : cell))
      .join('  ')
      .trimEnd(),
  );
}
