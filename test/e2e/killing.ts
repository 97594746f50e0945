import { setTimeout as delay } from 'node:timers/promises';
import type { StampedEvent } from '../../src/engine/events.ts';
import type { Desk } from './orixoon.ts';
import { start } from './orixoon.ts';

export const signals = ['SIGKILL', 'SIGINT', 'SIGTERM'] as const;
export type Signal = (typeof signals)[number];

/** When a run is killed: at its nth event of a kind, or so many milliseconds after that. */
export interface Moment {
  readonly event: string;
  readonly afterMs: number;
}

/** A run that a signal may have ended. */
export interface Killed {
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  /** Its standard output, up to the last whole line. */
  readonly events: readonly StampedEvent[];
  readonly stderr: string;
  /** Whether it came to that moment at all. */
  readonly isSent: boolean;
}

/** Start a run and send the signal at that moment; without a moment, let it end. */
export async function runAndKill(
  at: Desk,
  args: readonly string[],
  moment?: Moment,
  signal: Signal = 'SIGKILL',
): Promise<Killed> {
  const running = start(['--config', at.config, '--auto-heal', '--output', 'ndjson', ...args], {}, { buffer: false });
  const events: StampedEvent[] = [];
  const name = namer();
  let rest = '';
  let stderr = '';
  let isSent = false;
  running.stderr?.on('data', (chunk: Buffer) => (stderr += String(chunk)));
  running.stdout?.on('data', (chunk: Buffer) => {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const event = JSON.parse(line) as StampedEvent;
      events.push(event);
      if (moment?.event === name(event) && !isSent) {
        isSent = true;
        void delay(moment.afterMs).then(() => running.kill(signal));
      }
    }
  });
  const { exitCode, signal: diedOf } = await running;
  return { exitCode, signal: diedOf, events, stderr, isSent };
}

/** Names events so that those of two runs can be compared: `phase:finish final 3` is the third, of whichever phase. */
function namer(): (event: StampedEvent) => string {
  const counts = new Map<string, number>();
  return event => {
    const kind = 'round' in event ? `${event.type} ${event.round}` : event.type;
    const nth = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, nth);
    return `${kind} ${nth}`;
  };
}

/** A kind of which there may be any number, and how many of the first of them are moments of their own. */
const repeated: Readonly<Record<string, number>> = { 'heal:settling': 3, pending: 1, wait: 1 };
/** An action that takes longer than this is also killed in its middle. */
const LONG_MS = 120;

/** The moments of a run that went to its end: all its events, but of what comes in a burst the first and the last. */
export function momentsOf(events: readonly StampedEvent[]): Moment[] {
  const name = namer();
  const named = events.map(event => ({ event, name: name(event) }));
  const isLast = (kind: string, index: number): boolean =>
    !named.slice(index + 1).some(({ name: later }) => later.startsWith(`${kind} `));
  return named.flatMap(({ event, name: full }, index): Moment[] => {
    const [kind, nth] = [full.slice(0, full.lastIndexOf(' ')), Number(full.slice(full.lastIndexOf(' ') + 1))];
    const isBurst = kind.startsWith('phase:') || kind === 'issue';
    const isWanted = isBurst
      ? nth === 1 || (!kind.startsWith('phase:start') && isLast(kind, index))
      : nth <= (repeated[event.type] ?? Infinity);
    if (!isWanted) return [];
    const acted = named.slice(index).find(one => one.event.type === 'heal:acted');
    const tookMs = event.type === 'heal:start' && acted ? Date.parse(acted.event.at) - Date.parse(event.at) : 0;
    const within = tookMs > LONG_MS ? [tookMs / 3, (2 * tookMs) / 3] : [];
    return [0, ...within].map(afterMs => ({ event: full, afterMs: Math.round(afterMs) }));
  });
}

/** From the attempt to the verdict: where something is under way. */
export const important = (moments: readonly Moment[]): Moment[] =>
  moments.filter(({ event }) => /^(heal:(start|acted|finish)|heal:settling 1|phase:start final 1)/.test(event));

/** The three signals in turn, so that each kind of moment meets each of them somewhere. */
export const inTurn = (moments: readonly Moment[], first = 0): (readonly [Moment, Signal])[] =>
  moments.map((moment, index) => [moment, signals[(first + index) % signals.length] ?? 'SIGKILL'] as const);
