import { rateOf } from './fold-healing.ts';
import type { PastRun, PastRuns } from './past-runs.ts';
import { recoveriesOf } from './recoveries.ts';
import type { Day, Rate, Recurring, Stats, Times } from './stats-shape.ts';

/** The guide: "Monitor healing success rate (aim for >80%)". */
const AIM_PERCENT = 80;
const LAST_RUNS = 60;

const iso = (ms: number): string => new Date(ms).toISOString();
const verdictOf = ({ exitName }: PastRun): string => exitName ?? 'INCOMPLETE';
const healedIn = ({ actions }: PastRun): number => actions.filter(({ isHealed }) => isHealed).length;

/** What earlier runs come to. Runs of drills are left out of every number. */
export function statsOf({ runs: all, damaged }: PastRuns, drills: ReadonlySet<string>): Stats {
  const runs = all.filter(({ run }) => !drills.has(run));
  const recoveries = recoveriesOf(runs);
  const allowed = runs.filter(({ isAllowed }) => isAllowed).length;
  const [first, last] = [runs[0], runs.at(-1)];
  return {
    schema_version: 1,
    environments: [...new Set(runs.map(({ environment }) => environment))].sort(),
    runs: {
      total: runs.length,
      first: first ? iso(first.startedMs) : null,
      last: last ? iso(last.startedMs) : null,
      allowed,
      blocked: runs.length - allowed,
      by_verdict: tally(runs.map(verdictOf)),
      damaged,
      drills_left_out: all.length - runs.length,
    },
    heals: {
      ...rate(runs.flatMap(({ actions }) => actions)),
      aim_percent: AIM_PERCENT,
      by_issue_and_action: ratesOf(runs),
    },
    time_to_recover: timesOf(recoveries.map(({ recoverMs }) => recoverMs)),
    time_to_heal: timesOf(recoveries.map(({ healMs }) => healMs)),
    recurring: recurringIn(runs),
    last_runs: runs.slice(-LAST_RUNS).map(run => ({ run: run.run, verdict: verdictOf(run), healed: healedIn(run) })),
    days: daysOf(runs),
  };
}

function tally(words: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    group.push(item);
    groups.set(keyOf(item), group);
  }
  return [...groups.values()];
}

function rate(actions: readonly { readonly isHealed: boolean }[]): Rate {
  const attempts = actions.length;
  const healed = actions.filter(({ isHealed }) => isHealed).length;
  // Counts, not the rounded rate: 80 % exactly is not more than 80 %.
  const meets_aim = attempts === 0 ? null : healed * 100 > attempts * AIM_PERCENT;
  return { attempts, healed, success_rate: rateOf(healed, attempts), meets_aim };
}

/** The most often attempted first. */
function ratesOf(runs: readonly PastRun[]): Stats['heals']['by_issue_and_action'] {
  const actions = runs.flatMap(run => run.actions);
  return grouped(actions, ({ issue, action }) => JSON.stringify([issue, action]))
    .map(group => ({ issue: group[0]?.issue ?? '', action: group[0]?.action ?? '', ...rate(group) }))
    .sort((a, b) => b.attempts - a.attempts || (a.issue < b.issue ? -1 : 1));
}

function timesOf(times: readonly number[]): Times {
  const sorted = [...times].sort((a, b) => a - b);
  const count = sorted.length;
  if (count === 0) return { count, mean_ms: null, median_ms: null, longest_ms: null };
  const middle = ((sorted[(count - 1) >> 1] ?? 0) + (sorted[count >> 1] ?? 0)) / 2;
  const mean = sorted.reduce((sum, ms) => sum + ms, 0) / count;
  return {
    count,
    mean_ms: Math.round(mean),
    median_ms: Math.round(middle),
    longest_ms: Math.round(sorted.at(-1) ?? 0),
  };
}

/** A heal that is needed again and again hides a defect; within one run it is only a retry. */
function recurringIn(runs: readonly PastRun[]): Recurring[] {
  const heals = runs.flatMap(({ run, environment, actions }) =>
    actions
      .filter(({ isHealed }) => isHealed)
      .map(({ issue, target, startedMs }) => ({ run, environment, issue, target, startedMs })),
  );
  return grouped(heals, ({ environment, issue, target }) => JSON.stringify([environment, issue, target]))
    .flatMap(group => {
      const inRuns = new Set(group.map(({ run }) => run)).size;
      const [one] = group;
      if (inRuns < 2 || !one) return [];
      const at = group.map(({ startedMs }) => startedMs).sort((a, b) => a - b);
      const { environment, issue, target } = one;
      const when = { first: iso(at[0] ?? 0), last: iso(at.at(-1) ?? 0) };
      return [{ environment, issue, target, runs: inRuns, heals: group.length, ...when }];
    })
    .sort((a, b) => b.runs - a.runs || b.heals - a.heals || (a.last > b.last ? -1 : 1));
}

function daysOf(runs: readonly PastRun[]): Day[] {
  const dayOf = ({ startedMs }: PastRun): string => iso(startedMs).slice(0, 10);
  return grouped(runs, dayOf).map(group => ({
    day: group[0] ? dayOf(group[0]) : '',
    runs: group.length,
    allowed: group.filter(({ isAllowed }) => isAllowed).length,
    attempts: group.flatMap(({ actions }) => actions).length,
    healed: group.reduce((sum, run) => sum + healedIn(run), 0),
  }));
}
