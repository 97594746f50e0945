import { Chalk } from 'chalk';
import type { ColorSupportLevel } from 'chalk';
import type { Flags } from '../cli/program.ts';
import { makeProgress } from '../cli/progress.ts';
import { jsonText } from '../core/json.ts';
import type { StampedEvent } from '../engine/events.ts';
import type { Report } from '../report/report.ts';
import { columnsOfTerminal } from './io.ts';
import type { Io } from './io.ts';

/** Colours: --no-color, then FORCE_COLOR, then NO_COLOR, then whether it is a terminal that can. */
function colorLevel(stream: NodeJS.WriteStream, wantsColor: boolean, env: Io['env']): ColorSupportLevel {
  if (!wantsColor) return 0;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced === '0' || forced === 'false' ? 0 : 1;
  if (env['NO_COLOR']) return 0;
  return stream.isTTY && env['TERM'] !== 'dumb' ? 1 : 0;
}

/** The colours of a stream. */
export const paintFor = (stream: NodeJS.WriteStream, flags: Flags, io: Io) =>
  new Chalk({ level: colorLevel(stream, flags.color, io.env) });

const PROMPT_TIMEOUT_MS = 300_000;

/** Tell the events of an earlier run again: on stdout, as lines that stay. */
export function replay(events: readonly StampedEvent[], flags: Flags, io: Io): void {
  if (flags.output === 'ndjson') {
    for (const event of events) io.stdout.write(`${jsonText(event)}\n`);
    return;
  }
  const color = paintFor(io.stdout, flags, io);
  const { verbose, quiet } = flags;
  const columns = columnsOfTerminal(io.stdout);
  const look = { stream: io.stdout, isInteractive: false, columns, color, verbose, quiet };
  const progress = makeProgress({ ...look, now: Date.now });
  for (const event of events) progress.on(event);
  progress.close();
}

/** What the operator sees: progress on stdout, or on stderr whenever stdout carries a document. */
export function openScreen(flags: Flags, io: Io) {
  const stream = flags.output === 'pretty' ? io.stdout : io.stderr;
  const color = paintFor(stream, flags, io);
  const isInteractive = stream.isTTY && io.env['TERM'] !== 'dumb';
  const { verbose, quiet } = flags;
  const columns = columnsOfTerminal(stream);
  const progress = makeProgress({ stream, isInteractive, columns, color, verbose, quiet, now: Date.now });
  let isClosed = false;
  return {
    on(event: StampedEvent): void {
      // What is still written to the journal then is no part of the document.
      if (isClosed) return;
      if (flags.output === 'ndjson') io.stdout.write(`${jsonText(event)}\n`);
      progress.on(event);
    },
    prompt: {
      stdin: io.stdin,
      output: stream,
      isInteractive: io.stdin.isTTY && isInteractive,
      timeoutMs: PROMPT_TIMEOUT_MS,
      pauseProgress: () => progress.pause(),
      resumeProgress: () => progress.resume(),
    },
    finish(report: Report): void {
      if (flags.output === 'json') io.stdout.write(`${jsonText(report, 2)}\n`);
    },
    isClosed: () => isClosed,
    close() {
      isClosed = true;
      progress.close();
    },
  };
}
