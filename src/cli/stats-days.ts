import type { Day } from '../report/stats-shape.ts';
import { table } from './columns.ts';
import type { Row } from './rows.ts';

const SHOWN_DAYS = 30;

const BLOCKS = '▁▂▃▄▅▆▇█';
/** Where the terminal's character set is not known to hold blocks: digits, from 1 to 8. */
const DIGITS = '12345678';

/** One character a number, as high as it is among them; a dot for none at all. @internal */
export function sparkline(numbers: readonly number[], hasBlocks: boolean): string {
  const most = Math.max(...numbers, 1);
  const marks = hasBlocks ? BLOCKS : DIGITS;
  return numbers.map(n => (n <= 0 ? '.' : (marks[Math.ceil((n / most) * marks.length) - 1] ?? '?'))).join('');
}

const DAY_MS = 86_400_000;

/** Columns of a line of days beside its days. */
const ASIDE = 24;

/** The days up to the newest run, those without a run among them: as many as have room. */
export function dayRows(days: readonly Day[], hasBlocks: boolean, columns: number | undefined): Row[] {
  const most = Math.max(2, Math.min(SHOWN_DAYS, (columns ?? Infinity) - ASIDE));
  const newestMs = Date.parse(days.at(-1)?.day ?? '');
  const oldestMs = Math.max(Date.parse(days[0]?.day ?? ''), newestMs - (most - 1) * DAY_MS);
  const byDay = new Map(days.map(one => [one.day, one]));
  const shown: (Day | undefined)[] = [];
  for (let ms = oldestMs; ms <= newestMs; ms += DAY_MS) shown.push(byDay.get(new Date(ms).toISOString().slice(0, 10)));
  if (shown.length < 2) return [];
  const line = (title: string, of: (day: Day) => number): string[] => {
    const numbers = shown.map(day => (day ? of(day) : 0));
    return [title, sparkline(numbers, hasBlocks), `most ${Math.max(...numbers)}`];
  };
  const rows = [
    line('runs a day', ({ runs }) => runs),
    line('blocked', ({ runs, allowed }) => runs - allowed),
    line('heals', ({ attempts }) => attempts),
  ];
  return table(rows).map(row => ({ lead: '  ', text: row }));
}
