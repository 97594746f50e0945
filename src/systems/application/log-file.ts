import { open } from 'node:fs/promises';
import type { ErrorCount, Measured } from './reading.ts';

/** As much of the end of a log is read. */
const TAIL_BYTES = 8 * 1024 * 1024;
const LINE_CHARACTERS = 2048;
const QUARTER_HOUR_MS = 900_000;

/** `2025-01-10 14:30:15,123`, `[2025-01-10T14:30:15Z]`: a moment at the start of a line, with or without its zone. */
const stamp = /^\W?(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:[.,](\d{1,3})\d*)?\s?(Z|[+-]\d{2}:?\d{2})?/;

/** Count the lines of a log file that match, from the first one stamped at `sinceMs` or later on. A line without a stamp is as old as the one above it. */
export async function countInFile(
  file: string,
  sinceMs: number,
  matching: (lines: readonly string[]) => number,
): Promise<Measured<ErrorCount>> {
  const tail = await readTail(file);
  if ('unreadable' in tail) return tail;
  const lines = tail.text.split('\n').map(line => line.replace(/\r$/, '').slice(0, LINE_CHARACTERS));
  if (!tail.isWhole) lines.shift(); // most often torn
  const times = lines.map(timeOf);
  const last = times.findLast(time => time !== null);
  if (!last && tail.text === '') return { value: { count: 0, isAll: true, sinceMs, source: file } };
  if (!last) return { unreadable: withoutTimes(file) };
  const zoneMs = zoneShift(last, tail.changedMs);
  const momentOf = (time: Time): number => (time.isZoned ? time.ms : time.ms + zoneMs);
  const begin = times.findIndex(time => time !== null && momentOf(time) >= sinceMs);
  const count = begin === -1 ? 0 : matching(lines.slice(begin));
  const first = times.find(time => time !== null);
  const isAll = tail.isWhole || (first != null && momentOf(first) < sinceMs);
  return { value: { count, isAll, sinceMs, source: file } };
}

const withoutTimes = (file: string): string =>
  `phases.application.log_file: expected lines of ${file} that begin with date and time (2025-01-10T14:30:15Z), found none: which errors are new cannot be told. Let the application write the time, or leave log_file out to read the container's log`;

interface Time {
  /** Epoch milliseconds; without a zone, as if it were UTC. */
  readonly ms: number;
  readonly isZoned: boolean;
}

function timeOf(line: string): Time | null {
  const match = stamp.exec(line);
  if (!match) return null;
  const [, date = '', time = '', fraction = '', zone] = match;
  const colon = zone && zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : (zone ?? 'Z');
  const ms = Date.parse(`${date}T${time}.${fraction.padEnd(3, '0')}${colon}`);
  return Number.isFinite(ms) ? { ms, isZoned: zone !== undefined } : null;
}

/** A log without zones is in whatever zone its writer is in: its last line was written when the file was last changed, give or take minutes. */
function zoneShift(last: Time, changedMs: number): number {
  return last.isZoned ? 0 : Math.round((changedMs - last.ms) / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
}

type Tail =
  { readonly text: string; readonly isWhole: boolean; readonly changedMs: number } | { readonly unreadable: string };

async function readTail(file: string): Promise<Tail> {
  try {
    const handle = await open(file, 'r');
    try {
      const { size, mtimeMs } = await handle.stat();
      const length = Math.min(size, TAIL_BYTES);
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
      return { text: buffer.toString('utf8', 0, bytesRead), isWhole: length === size, changedMs: mtimeMs };
    } finally {
      await handle.close();
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { unreadable: `phases.application.log_file cannot be read: ${why}` };
  }
}
