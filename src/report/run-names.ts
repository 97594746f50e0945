import { readdirSync } from 'node:fs';

/** `20250110_143015`, and `_2`, `_3`, … where that second was taken. */
const RUN_NAME = /^(\d{8}_\d{6})(?:_([2-9]|[1-9]\d{1,5}))?$/;

/** The name of a run that begins now, in UTC; `nth` counts from 1 within a second. */
export function runName(at: Date, nth: number): string {
  const stamp = at.toISOString().slice(0, 19).replace('T', '_').replaceAll(/[-:]/g, '');
  return nth === 1 ? stamp : `${stamp}_${nth}`;
}

function order(name: string): readonly [string, number] | null {
  const match = RUN_NAME.exec(name);
  return match ? [match[1] ?? '', Number(match[2] ?? 1)] : null;
}

/** Names of the runs in a directory, the oldest first; whatever else lies there is left out, symbolic links too. */
export function listRuns(reportsDir: string): string[] {
  return readdirSync(reportsDir, { withFileTypes: true })
    .flatMap(entry => {
      const key = entry.isDirectory() ? order(entry.name) : null;
      return key ? [{ name: entry.name, key }] : [];
    })
    .sort((a, b) => (a.key[0] === b.key[0] ? a.key[1] - b.key[1] : a.key[0] < b.key[0] ? -1 : 1))
    .map(({ name }) => name);
}

/** When the run of this name began, in epoch milliseconds, a second more or less. */
export function startOf(name: string): number {
  const [, stamp = ''] = RUN_NAME.exec(name) ?? [];
  return Date.parse(stamp.replace(/^(....)(..)(..)_(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6Z'));
}
