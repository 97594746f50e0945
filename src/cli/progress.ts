import { stripVTControlCharacters } from 'node:util';
import type { StampedEvent } from '../engine/events.ts';
import { columnsOf } from './columns.ts';
import { linesFor } from './lines.ts';
import { advance, liveLines, nothingLive } from './live.ts';
import type { LineOptions, Paint } from './rows.ts';
import { withoutDoubleGaps } from './rows.ts';
import { follow, noStory } from './story.ts';

const REDRAW_MS = 100;
const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
const CLEAR_DOWN = '\r\u001b[J';
const up = (lines: number): string => (lines > 0 ? `\u001b[${lines}A` : '');

export interface ProgressOptions {
  readonly stream: NodeJS.WriteStream;
  /** True of a terminal that is watched: lines are redrawn in place. */
  readonly isInteractive: boolean;
  /** Columns to wrap at where no lines are redrawn; there the terminal's own are asked for each time. */
  readonly columns?: number | undefined;
  readonly color: Paint;
  readonly verbose: boolean;
  readonly quiet: boolean;
  /** Epoch milliseconds. */
  now(): number;
  /** For `TERM=dumb` alone, which no line can be redrawn on. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Shows a run as it happens. */
export interface Progress {
  on(event: StampedEvent): void;
  /** Take the live region away and keep still, for a prompt; what happens meanwhile is told after `resume`. */
  pause(): void;
  resume(): void;
  /** Take the live region away for good and give the cursor back. */
  close(): void;
}

/** Tell a run's events on a stream: plain lines, and in a terminal a live region of what is under way beneath them. */
export function makeProgress(options: ProgressOptions): Progress {
  const { stream, color, verbose, quiet } = options;
  const isLive = options.isInteractive && (color.level ?? 1) > 0 && (options.env ?? process.env)['TERM'] !== 'dumb';
  let story = noStory;
  let live = nothingLive;
  let lastLine = '';
  const region = (frame: number): string[] => {
    const size = { columns: stream.columns || 80, rows: stream.rows || 24, color };
    return quiet ? [] : liveLines(live, story, { ms: options.now(), frame }, size);
  };
  const screen = openScreen(stream, isLive ? region : null);
  return {
    on(event) {
      const lines: LineOptions = { verbose, quiet, color, isLive, columns: isLive ? stream.columns : options.columns };
      const finished = withoutDoubleGaps(linesFor(event, lines, story), lastLine);
      lastLine = finished.at(-1) ?? lastLine;
      live = advance(live, event, story, options.now());
      story = follow(story, event);
      screen.print(finished);
    },
    pause: () => screen.pause(),
    resume: () => screen.resume(),
    close: () => screen.close(),
  };
}

/** Prints lines that stay, above a region that is drawn anew all the time. `region` null: lines only. */
function openScreen(stream: NodeJS.WriteStream, region: ((frame: number) => string[]) | null) {
  const output = openOutput(stream, region !== null);
  let frame = 0;
  let isPaused = false;
  let held: string[] = [];
  const draw = (): void => {
    output.show(held, region?.(frame) ?? []);
    held = [];
  };
  const timer = setInterval(() => {
    frame += 1;
    if (!isPaused) draw();
  }, REDRAW_MS);
  timer.unref();
  if (region === null) clearInterval(timer);
  return {
    print(lines: readonly string[]): void {
      held.push(...lines);
      if (!isPaused && held.length > 0) draw();
    },
    pause(): void {
      isPaused = true;
      output.show([], []);
    },
    resume(): void {
      isPaused = false;
      draw();
    },
    close(): void {
      clearInterval(timer);
      output.show(held, []);
      held = [];
      output.close();
    },
  };
}

/** The writing end. The cursor is hidden while there is a region, and given back even where the process ends. */
function openOutput(stream: NodeJS.WriteStream, isLive: boolean) {
  let drawn: readonly string[] = [];
  let isHidden = false;
  let isGone = false;
  // A reader that went away (`| head`) or a full disk must not end a run in the middle of a heal.
  stream.on('error', () => {
    isGone = true;
  });
  const write = (text: string): void => {
    if (!isGone && text !== '') stream.write(text);
  };
  const setCursor = (hide: boolean): string => {
    const code = hide === isHidden ? '' : hide ? HIDE_CURSOR : SHOW_CURSOR;
    isHidden = hide;
    return code;
  };
  const giveBack = (): void => write(setCursor(false));
  if (isLive) process.once('exit', giveBack);
  return {
    show(lines: readonly string[], region: readonly string[]): void {
      const erase = drawn.length > 0 ? up(heightOf(drawn, stream.columns)) + CLEAR_DOWN : '';
      drawn = region;
      write(erase + [...lines, ...region].map(line => `${line}\n`).join('') + setCursor(region.length > 0));
    },
    close(): void {
      giveBack();
      process.removeListener('exit', giveBack);
    },
  };
}

/** Rows that drawn lines take by now: a terminal made narrower has wrapped them. */
const heightOf = (lines: readonly string[], columns: number | undefined): number =>
  lines.reduce(
    (sum, line) => sum + Math.max(1, Math.ceil(columnsOf(stripVTControlCharacters(line)) / (columns || 80))),
    0,
  );
