import { problemKey } from '../core/finding.ts';
import type { RunEvent } from '../engine/events.ts';
import { columnsOf, cutTo, padTo } from './columns.ts';
import { printable } from './printable.ts';
import type { Paint, Style } from './rows.ts';
import { duration } from './rows.ts';
import type { Story } from './story.ts';
import { doing } from './words-heals.ts';
import { marks } from './words-phases.ts';

const frames = Array.from('⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏');

/** What is under way now. Times are epoch milliseconds. */
export interface Live {
  /** The phases that are being looked at, since when, and what they wait for. */
  readonly looking: ReadonlyMap<
    string,
    { readonly sinceMs: number; readonly waitsFor: string; readonly untilMs: number }
  >;
  /** The heals that are under way, by problem: those that settle beside one another. */
  readonly heals: ReadonlyMap<string, { readonly text: string; readonly sinceMs: number }>;
  readonly wait: { readonly reason: string; readonly untilMs: number } | null;
}

export const nothingLive: Live = { looking: new Map(), heals: new Map(), wait: null };

/** What is under way after one more event, given the story up to it. */
export function advance(live: Live, event: RunEvent, story: Story, nowMs: number): Live {
  const without = { ...live, wait: null };
  const at = (key: string, heal: { text: string; sinceMs: number }): Live['heals'] =>
    new Map(live.heals).set(key, heal);
  switch (event.type) {
    case 'phase:start': {
      const started = { sinceMs: nowMs, waitsFor: '', untilMs: 0 };
      return { ...without, looking: new Map(live.looking).set(event.phase, started) };
    }
    case 'phase:finish':
      return { ...without, looking: new Map([...live.looking].filter(([phase]) => phase !== event.phase)) };
    case 'pending': {
      const since = live.looking.get(event.phase)?.sinceMs ?? nowMs;
      const waitsFor = `${event.target}: ${event.message}`;
      const entry = { sinceMs: since, waitsFor, untilMs: nowMs + event.remaining_ms };
      return { ...without, looking: new Map(live.looking).set(event.phase, entry) };
    }
    case 'heal:start':
      return { ...without, heals: at(problemKey(event.action), { text: doing(event, story), sinceMs: nowMs }) };
    case 'heal:acted':
      return {
        ...without,
        heals: at(problemKey(event.action), { text: `re-testing ${event.action.target}`, sinceMs: nowMs }),
      };
    case 'heal:settling': {
      const text = `waiting for ${event.target}: passed ${event.passes} of ${event.wanted}`;
      const sinceMs = live.heals.get(problemKey(event))?.sinceMs ?? nowMs - event.elapsed_ms;
      const said = event.passes > 0 ? text : `${text} · ${event.message}`;
      return { ...without, heals: at(problemKey(event), { text: said, sinceMs }) };
    }
    case 'heal:finish': {
      const ended = problemKey(event.action);
      return { ...without, heals: new Map([...live.heals].filter(([key]) => key !== ended)) };
    }
    case 'wait':
      return { ...live, wait: { reason: event.reason, untilMs: nowMs + event.ms } };
    case 'run:finish':
      return nothingLive;
    default:
      return without;
  }
}

/** The live region: what is held back behind a slower phase, what is being looked at, what is being healed or waited for. */
export function liveLines(
  live: Live,
  story: Story,
  now: { readonly ms: number; readonly frame: number },
  screen: { readonly columns: number; readonly rows: number; readonly color: Paint },
): string[] {
  const { color } = screen;
  const spin = frames[now.frame % frames.length] ?? '';
  // One column stays free: a terminal that is written to its edge wraps in its own way.
  const line = (mark: string, style: Style, text: string): string =>
    `${color[style](mark)} ${cutTo(printable(text, 1000), Math.max(1, screen.columns - columnsOf(mark) - 2))}`;
  const names = (story.start?.phases ?? []).map(({ name }) => name);
  const width = Math.max(0, ...names.map(columnsOf), ...[...live.looking.keys()].map(columnsOf));

  const held = story.round === 'retest' ? [] : story.finished.filter(({ phase }) => !story.told.has(phase));
  const phases = [...live.looking].map(([phase, { sinceMs, waitsFor, untilMs }]) => {
    const left = untilMs > now.ms ? ` (up to ${duration(untilMs - now.ms)})` : '';
    const more = waitsFor === '' ? '' : ` · ${waitsFor}${left}`;
    return { phase, text: line(spin, 'cyan', `${padTo(phase, width)}   ${duration(now.ms - sinceMs)}${more}`) };
  });
  const done = held.map(({ phase, status }) => ({
    phase,
    text: line(marks[status].mark, marks[status].style, padTo(phase, width)),
  }));
  const rank = (phase: string): number => (names.includes(phase) ? names.indexOf(phase) : names.length);
  const lines = [...phases, ...done].sort((a, b) => rank(a.phase) - rank(b.phase)).map(({ text }) => text);
  for (const { text, sinceMs } of live.heals.values())
    lines.push(line(spin, 'cyan', `${text} · ${duration(now.ms - sinceMs)}`));
  if (live.wait)
    lines.push(line(spin, 'cyan', `${live.wait.reason} · ${duration(Math.max(0, live.wait.untilMs - now.ms))} left`));
  return fit(lines, screen.rows, color);
}

/** No more lines than the screen can redraw in place. */
function fit(lines: readonly string[], rows: number, color: Paint): string[] {
  const room = Math.max(1, rows - 2);
  if (lines.length <= room) return [...lines];
  return [...lines.slice(0, room - 1), color.dim(`  and ${lines.length - room + 1} more`)];
}
