import { table } from './columns.ts';
import { printable } from './printable.ts';
import { duration } from './rows.ts';
import type { Paint } from './rows.ts';

const CAP = 300;

/** What came of the drill of one issue type. */
export interface DrillResult {
  readonly issue: string;
  readonly action: string | null;
  readonly target: string | null;
  readonly is_proven: boolean;
  /** Why not; null where it is. */
  readonly why: string | null;
  /** When the healing run ended, how long it took, and its name; null where there was none. */
  readonly at: string | null;
  readonly duration_ms: number | null;
  readonly run_id: string | null;
}

/** What is on record of one heal on this stack. */
export interface Standing {
  readonly issue: string;
  readonly action: string | null;
  readonly target: string | null;
  /** The newest drill; null: never. */
  readonly at: string | null;
  readonly is_proven: boolean;
  readonly duration_ms: number | null;
  /** Why it cannot be drilled here, or null. */
  readonly impossible: string | null;
}

/** One line for a drill that has ended. */
export function resultLine({ issue, action, target, is_proven, why, duration_ms }: DrillResult, color: Paint): string {
  const what = `${issue} → ${action ?? 'no action'}${target === null ? '' : ` on ${printable(target, CAP)}`}`;
  const time = duration_ms === null ? '' : `  (${duration(duration_ms)})`;
  return is_proven
    ? `${color.green('✓')} ${what}: found, healed, undone${time}`
    : `${color.red('✗')} ${what}: ${printable(why ?? '', CAP)}`;
}

const day = (at: string): string => at.slice(0, 16).replace('T', ' ');

/** Which heals are proven on this stack, with dates. */
export function standingText(environment: string, standings: readonly Standing[], color: Paint): string {
  const rows = standings.map(({ issue, action, target, at, is_proven, duration_ms, impossible }) => [
    issue,
    action ?? '–',
    printable(target ?? '–', CAP),
    at === null ? (impossible === null ? 'never' : 'not here') : is_proven ? day(at) : `failed ${day(at)}`,
    duration_ms === null || !is_proven ? '' : duration(duration_ms),
    at === null && impossible !== null ? printable(impossible, CAP) : '',
  ]);
  const proven = standings.filter(one => one.is_proven).length;
  return [
    color.bold(`Heals proven on ${printable(environment, CAP)}: ${proven} of ${standings.length}`),
    ...table([['issue', 'action', 'target', 'proven (UTC)', 'took', ''], ...rows]).map(line => `  ${line}`),
  ].join('\n');
}
