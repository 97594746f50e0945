import type { PastVerdict, Rate, Stats, Times } from '../report/stats-shape.ts';
import { columnsOf, table } from './columns.ts';
import { printable } from './printable.ts';
import { blank, count, duration, render } from './rows.ts';
import type { LineOptions, Row } from './rows.ts';
import { dayRows } from './stats-days.ts';

const CAP = 120;
const MOST = 10;

const SIGNS: Readonly<Record<string, string>> = { ALLOW: '.', BLOCK: 'B', INCONCLUSIVE: '?', APPROVAL: 'A' };
const signOf = ({ verdict, healed }: PastVerdict): string =>
  verdict === 'ALLOW' && healed > 0 ? '+' : (SIGNS[verdict] ?? '!');

/** How it is to look, and how wide its terminal is; undefined: it is none. */
type Look = Pick<LineOptions, 'color' | 'columns'>;

/** `orixoon stats`, for a terminal. */
export function statsText(stats: Stats, hasBlocks: boolean, look: Look): string {
  const { runs } = stats;
  const rows =
    runs.total === 0
      ? [said('', 'No run is there to count.'), ...leftOut(stats)]
      : [
          ...headRows(stats),
          ...leftOut(stats),
          blank,
          ...healRows(stats, look.columns),
          blank,
          ...timeRows(stats),
          blank,
          ...recurringRows(stats, look.columns),
          blank,
          title('Trend'),
          lastRunsRow(stats, look.columns),
          said('    ', '. ALLOW   + ALLOW after heals   B BLOCK'),
          said('    ', '? INCONCLUSIVE   A APPROVAL   ! cut short'),
          ...dayRows(stats.days, hasBlocks, look.columns),
        ];
  return rows.flatMap(row => render(row, { ...look, verbose: true, quiet: false })).join('\n');
}

const said = (lead: string, text: string): Row => ({ lead, text });
const title = (text: string): Row => ({ lead: '', text, style: 'bold' });

function headRows({ runs, environments }: Stats): Row[] {
  const verdicts = Object.entries(runs.by_verdict).map(([name, number]) => `${printable(name, CAP)} ${number}`);
  const where = environments.map(name => printable(name, CAP)).join(', ');
  return [
    title(`${count(runs.total, 'run')} on ${where}, ${dayOf(runs.first)} to ${dayOf(runs.last)}`),
    said('  ', verdicts.join(', ')),
  ];
}

/**
 * Rows of cells, each behind two spaces. Where the table is wider than the terminal, of each row the first cell, and
 * beneath it the others, each with the head of its column.
 */
function tableRows(
  rows: readonly (readonly string[])[],
  columns: number | undefined,
  heads?: readonly string[],
): Row[] {
  const lines = table(heads === undefined ? rows : [heads, ...rows]);
  if (lines.every(line => columnsOf(line) + 3 <= (columns ?? Infinity))) return lines.map(line => said('  ', line));
  return rows.flatMap(([first = '', ...rest]) => {
    const cells = rest.map((cell, i) => `${heads?.[i + 1] ?? ''} ${cell}`.trim());
    return [said('  ', first), said('    ', cells.filter(cell => cell !== '').join(', '))];
  });
}

/** As many as have room on a line. */
function lastRunsRow({ last_runs }: Stats, columns = Infinity): Row {
  const shown = last_runs.slice(-Math.max(1, columns - 3));
  const name = shown.length === 1 ? 'the last run' : `the last ${shown.length} runs, the oldest first`;
  return said('  ', `${name}:  ${shown.map(signOf).join('')}`);
}

const dayOf = (at: string | null): string => (at ?? '').slice(0, 10);

function leftOut({ runs: { damaged, drills_left_out } }: Stats): Row[] {
  const named = damaged.slice(0, 3).map(({ run, why }) => said('    ', `${run}: ${printable(why, CAP)}`));
  return [
    ...(drills_left_out > 0 ? [said('  ', `left out: ${count(drills_left_out, 'run')} of drills`)] : []),
    ...(damaged.length > 0
      ? [said('  ', `left out, for they cannot be read: ${count(damaged.length, 'run')}`), ...named]
      : []),
  ];
}

function healRows({ heals }: Stats, columns: number | undefined): Row[] {
  if (heals.attempts === 0) return [title('No heal was attempted')];
  const rows = heals.by_issue_and_action.map(one => [
    printable(one.issue, CAP),
    printable(one.action, CAP),
    String(one.attempts),
    String(one.healed),
    one.success_rate,
    aimOf(one),
  ]);
  const missed = aimOf(heals);
  return [
    {
      ...title(`${heals.healed} of ${count(heals.attempts, 'heal')} succeeded: ${heals.success_rate}`),
      tail: `aim: more than ${heals.aim_percent} %`,
    },
    ...(missed === '' ? [] : [{ ...said('  ', missed), style: 'yellow' as const }]),
    ...tableRows(rows, columns, ['issue', 'action', 'attempts', 'healed', 'rate', '']),
  ];
}

const aimOf = ({ meets_aim }: Rate): string => (meets_aim === false ? 'misses the aim' : '');

function timeRows({ time_to_recover, time_to_heal }: Stats): Row[] {
  if (time_to_recover.count === 0) return [said('', 'Time to recover: nothing was healed')];
  const words = ({ mean_ms, median_ms, longest_ms }: Times): string =>
    `mean ${duration(mean_ms ?? 0)}, median ${duration(median_ms ?? 0)}, longest ${duration(longest_ms ?? 0)}`;
  return [
    said('Time to recover  ', words(time_to_recover)),
    said('  ', 'from the start of the run that first saw the issue to the re-test that passed'),
    said('Time to heal     ', words(time_to_heal)),
    said('  ', 'from the start of the heal that cured to the re-test that passed'),
  ];
}

function recurringRows({ recurring }: Stats, columns: number | undefined): Row[] {
  if (recurring.length === 0) return [title('No heal debt: nothing was healed in more than one run')];
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
    title('Heal debt: healed again and again, so the cause is still there'),
    ...tableRows(rows, columns),
    ...(more > 0 ? [said('  ', `and ${more} more: --output json names all`)] : []),
  ];
}
