import { EventEmitter } from 'node:events';

/** A terminal as far as the progress needs one: lines that wrap, the cursor up, clear to the end, a cursor that hides. */
export interface Terminal {
  readonly stream: NodeJS.WriteStream;
  /** What a person sees and could scroll back to, spaces at line ends left out. */
  screen(): string[];
  isCursorHidden(): boolean;
  /** All that was written, as it was. */
  written(): string;
  resize(columns: number): void;
}

export function openTerminal(columns: number, isTTY = true, rows = 24): Terminal {
  let cells: string[][] = [[]];
  let at = { row: 0, column: 0 };
  let isHidden = false;
  let all = '';
  const wide = /\p{Emoji_Presentation}|\uFE0F/u;
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const stream = Object.assign(new EventEmitter(), {
    isTTY,
    columns: isTTY ? columns : undefined,
    rows: isTTY ? rows : undefined,
    write(text: string): boolean {
      all += text;
      for (const part of text.split(/(\u001b\[[?\d;]*[A-Za-z])/)) put(part);
      return true;
    },
  });

  function put(part: string): void {
    if (part.startsWith('\u001b[')) return control(part.slice(2));
    for (const { segment } of graphemes.segment(part)) {
      if (segment === '\n' || segment === '\r\n') at = { row: at.row + 1, column: 0 };
      else if (segment === '\r') at.column = 0;
      else {
        const width = wide.test(segment) ? 2 : 1;
        if (isTTY && at.column + width > (stream.columns ?? columns)) at = { row: at.row + 1, column: 0 };
        row(at.row).splice(at.column, width, segment, ...(width === 2 ? [''] : []));
        at.column += width;
      }
      row(at.row);
    }
  }

  function row(index: number): string[] {
    while (cells.length <= index) cells.push([]);
    return cells[index] ?? [];
  }

  function control(code: string): void {
    if (code === '?25l') isHidden = true;
    else if (code === '?25h') isHidden = false;
    else if (code.endsWith('A')) at.row = Math.max(0, at.row - (Number.parseInt(code, 10) || 1));
    else if (code === 'J') {
      cells = cells.slice(0, at.row + 1);
      row(at.row).length = at.column;
    } else if (!code.endsWith('m')) throw new Error(`the terminal was sent something else: ${code}`);
  }

  return {
    stream: stream as unknown as NodeJS.WriteStream,
    screen: () => cells.map(line => line.join('').trimEnd()),
    isCursorHidden: () => isHidden,
    written: () => all,
    resize(narrower) {
      // A narrower terminal wraps what is longer; the cursor stays on its text.
      const before = cells.slice(0, at.row);
      cells = cells.flatMap(line => split(line, narrower));
      at = { row: before.flatMap(line => split(line, narrower)).length, column: at.column };
      stream.columns = narrower;
    },
  };
}

const split = (line: string[], columns: number): string[][] =>
  line.length <= columns ? [line] : [line.slice(0, columns), ...split(line.slice(columns), columns)];
