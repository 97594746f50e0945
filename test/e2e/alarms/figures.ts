import type { Load } from './load.ts';
import type { FaultyRound, Round } from './rounds.ts';
import { isFalseAlarm, isFalseCalm, isHalf, isStarved } from './rounds.ts';

const names: Readonly<Record<number, string>> = {
  0: 'ALLOW',
  1: 'BLOCK',
  2: 'USAGE',
  3: 'INCONCLUSIVE',
  4: 'APPROVAL',
};
const nameOf = ({ exitCode }: Round): string => names[exitCode ?? -1] ?? `exit ${exitCode ?? 'by a signal'}`;

const seconds = (rounds: readonly Round[]): string => {
  const sorted = rounds.map(({ ms }) => ms).sort((a, b) => a - b);
  const mean = sorted.reduce((sum, ms) => sum + ms, 0) / Math.max(1, sorted.length);
  const longest = sorted.at(-1) ?? 0;
  return `${(mean / 1000).toFixed(1)} | ${(longest / 1000).toFixed(1)}`;
};

/** How an ALLOW stands to what was really there. */
function standOf(round: FaultyRound): string {
  if (round.exitCode !== 0)
    return round.healed.length > 0 ? 'healed something, did not let it through' : 'not let through';
  if (isFalseCalm(round)) return 'FALSE CALM: the fault was there';
  if (isHalf(round)) return 'half of the fault was there, and is';
  if (typeof round.agreement === 'object') return 'the fault came after the last look';
  return round.healed.length > 0 ? 'healed, and it is well' : 'nothing was wrong yet, or any more';
}

function grouped<T>(all: readonly T[], by: (one: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return [...groups].sort(([a], [b]) => a.localeCompare(b));
}

const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

/** All that the rounds told, as Markdown. */
export function figures(healthy: readonly Round[], faulty: readonly FaultyRound[], seed: number, load: Load): string {
  const alarms = healthy.filter(isFalseAlarm);
  const starved = healthy.filter(isStarved);
  const lines = [
    `Healthy stack under load: ${healthy.length} runs, ${alarms.length} false alarms. While ${starved.length} of them ran, the machine was too crowded for anybody to answer in time (only an action counts there; ${starved.filter(({ exitCode }) => exitCode !== 0).length} were not ALLOW).`,
    '',
    row('verdict', 'runs', 'mean s', 'longest s'),
    '| --- | --- | --- | --- |',
    ...grouped(healthy, nameOf).map(([name, rounds]) => row(name, rounds.length, seconds(rounds))),
    '',
    `A random fault at a random moment (seed ${seed}): ${faulty.length} runs, ${faulty.filter(isFalseCalm).length} false calms.`,
    '',
    row('verdict', 'what was really there', 'runs', 'mean s', 'longest s'),
    '| --- | --- | --- | --- | --- |',
    ...grouped(faulty, round => `${nameOf(round)} | ${standOf(round)}`).map(([name, rounds]) =>
      row(name, rounds.length, seconds(rounds)),
    ),
    '',
    row('fault', 'runs', 'ALLOW', 'healed in', 'mean s', 'longest s'),
    '| --- | --- | --- | --- | --- | --- |',
    ...grouped(faulty, ({ fault }) => fault).map(([fault, rounds]) =>
      row(
        ...[fault, rounds.length, rounds.filter(({ exitCode }) => exitCode === 0).length],
        ...[rounds.filter(({ healed }) => healed.length > 0).length, seconds(rounds)],
      ),
    ),
    '',
    `Load: ${told(load.done)} done; ${told(load.refused)} refused.`,
    ...alarms.map(round => `False alarm: ${nameOf(round)} ${JSON.stringify(round, shown)}`),
    ...faulty
      .filter(round => isFalseCalm(round) || isHalf(round))
      .map(round => `To be looked into: ${JSON.stringify(round, shown)}`),
  ];
  return `${lines.join('\n')}\n`;
}

const told = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ') || 'nothing';

const shown = (key: string, value: unknown): unknown => (key === 'desk' ? (value as { folder: string }).folder : value);
