import type { Day, PastVerdict, Rate, Stats, Times } from '../report/stats-shape.ts';
import { table } from './columns.ts';
import { printable } from './printable.ts';
import { count, duration } from './rows.ts';
import type { Paint } from './rows.ts';

const CAP = 120;
const MOST = 10;
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

const SIGNS: Readonly<Record<string, string>> = { ALLOW: '.', BLOCK: 'B', INCONCLUSIVE: '?', APPROVAL: 'A' };
const signOf = ({ verdict, healed }: PastVerdict): string =>
  verdict === 'ALLOW' && healed > 0 ? '+' : (SIGNS[verdict] ?? '!');

/** `orixoon stats`, for a terminal. */
export function statsText(stats: Stats, hasBlocks: boolean, color: Paint): string {
  const { runs, environments } = stats;
  if (runs.total === 0) return ['No run is there to count.', ...leftOut(stats)].join('\n');
  const verdicts = Object.entries(runs.by_verdict).map(([name, number]) => `${printable(name, CAP)} ${number}`);
  const where = environments.map(name => printable(name, CAP)).join(', ');
  return [
    color.bold(`${count(runs.total, 'run')} on ${where}, ${dayOf(runs.first)} to ${dayOf(runs.last)}`),
    `  ${verdicts.join(', ')}`,
    ...leftOut(stats),
    '',
    ...healLines(stats, color),
    '',
    ...timeLines(stats),
    '',
    ...recurringLines(stats, color),
    '',
    color.bold('Trend'),
    `  ${lastRuns(stats.last_runs.length)}:  ${stats.last_runs.map(signOf).join('')}`,
    '    . ALLOW   + ALLOW after heals   B BLOCK',
    '    ? INCONCLUSIVE   A APPROVAL   ! cut short',
    ...dayLines(stats.days, hasBlocks),
  ].join('\n');
}

const lastRuns = (number: number): string =>
  number === 1 ? 'the last run' : `the last ${number} runs, the oldest first`;

const dayOf = (at: string | null): string => (at ?? '').slice(0, 10);

function leftOut({ runs: { damaged, drills_left_out } }: Stats): string[] {
  const named = damaged.slice(0, 3).map(({ run, why }) => `    ${run}: ${printable(why, CAP)}`);
  return [
    ...(drills_left_out > 0 ? [`  left out: ${count(drills_left_out, 'run')} of drills`] : []),
    ...(damaged.length > 0 ? [`  left out, for they cannot be read: ${count(damaged.length, 'run')}`, ...named] : []),
  ];
}

function healLines({ heals }: Stats, color: Paint): string[] {
  if (heals.attempts === 0) return [color.bold('No heal was attempted')];
  const title = `${heals.healed} of ${count(heals.attempts, 'heal')} succeeded: ${heals.success_rate}`;
  const rows = heals.by_issue_and_action.map(one => [
    printable(one.issue, CAP),
    printable(one.action, CAP),
    String(one.attempts),
    String(one.healed),
    one.success_rate,
    aimOf(one),
  ]);
  return [
    `${color.bold(title)}  (aim: more than ${heals.aim_percent} %)${aimOf(heals) === '' ? '' : `  ${color.yellow(aimOf(heals))}`}`,
    ...table([['issue', 'action', 'attempts', 'healed', 'rate', ''], ...rows]).map(line => `  ${line}`),
  ];
}

const aimOf = ({ meets_aim }: Rate): string => (meets_aim === false ? 'misses the aim' : '');

function timeLines({ time_to_recover, time_to_heal }: Stats): string[] {
  if (time_to_recover.count === 0) return ['Time to recover: nothing was healed'];
  const words = ({ mean_ms, median_ms, longest_ms }: Times): string =>
    `mean ${duration(mean_ms ?? 0)}, median ${duration(median_ms ?? 0)}, longest ${duration(longest_ms ?? 0)}`;
  return [
    `Time to recover  ${words(time_to_recover)}`,
    '  from the start of the run that first saw the issue to the re-test that passed',
    `Time to heal     ${words(time_to_heal)}`,
    '  from the start of the heal that cured to the re-test that passed',
  ];
}

function recurringLines({ recurring }: Stats, color: Paint): string[] {
  if (recurring.length === 0) return [color.bold('No heal debt: nothing was healed in more than one run')];
  const rows = recurring
    .slice(0, MOST)
    .map(({ issue, target, environment, runs, heals, last }) => [
      printable(issue, CAP),
      printable(target, CAP),
      printable(environment, CAP),
      `${count(heals, 'heal')} in ${count(runs, 'run')}`,
      `last ${dayOf(last)}`,
    ]);
  const more = recurring.length - rows.length;
  return [
    color.bold('Heal debt: healed again and again, so the cause is still there'),
    ...table(rows).map(line => `  ${line}`),
    ...(more > 0 ? [`  and ${more} more: --output json names all`] : []),
  ];
}

const DAY_MS = 86_400_000;

/** The days up to the newest run, those without a run among them. */
function dayLines(days: readonly Day[], hasBlocks: boolean): string[] {
  const newestMs = Date.parse(days.at(-1)?.day ?? '');
  const oldestMs = Math.max(Date.parse(days[0]?.day ?? ''), newestMs - (SHOWN_DAYS - 1) * DAY_MS);
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
  return table(rows).map(row => `  ${row}`);
}
