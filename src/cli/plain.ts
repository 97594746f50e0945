import type { Paint } from './rows.ts';

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
