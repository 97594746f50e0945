import type { Paint, Row } from './rows.ts';
import { render } from './rows.ts';

const asItIs = (text: string): string => text;

/** No colours at all. */
export const plain: Paint = {
  level: 0,
  bold: asItIs,
  dim: asItIs,
  red: asItIs,
  green: asItIs,
  yellow: asItIs,
  cyan: asItIs,
  inverse: asItIs,
};

/** The lines of a row without colours; wrapped at so many columns, in a terminal. */
export const plainLines = (row: Row, columns: number | undefined): string[] =>
  render(row, { color: plain, columns, verbose: true, quiet: false });
