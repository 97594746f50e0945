import { plainLines } from '../cli/plain.ts';
import type { Row } from '../cli/rows.ts';
import { columnsOfTerminal } from './io.ts';

/** Say it on a stream: wrapped at words where that is a terminal, on one line where it is none. */
export function tell(stream: NodeJS.WriteStream, row: Row): void {
  for (const line of plainLines(row, columnsOfTerminal(stream))) stream.write(`${line}\n`);
}
