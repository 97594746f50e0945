import { resolve } from 'node:path';
import type { Flags, StatsRange } from '../cli/program.ts';
import { statsText } from '../cli/stats.ts';
import { jsonText } from '../core/json.ts';
import { UsageError, wordsOf } from '../errors.ts';
import { readDrills } from '../ledger/drills.ts';
import { pastRuns } from '../report/past-runs.ts';
import { statsOf } from '../report/stats.ts';
import { columnsOfTerminal } from './io.ts';
import type { Io } from './io.ts';
import { loadFor } from './load.ts';
import { paintFor } from './screen.ts';
import { tell } from './tell.ts';

const DAY_MS = 86_400_000;

/** `orixoon stats`: what earlier runs come to. It tests nothing, so it exits 0. */
export async function statsCommand({ last, since }: StatsRange, flags: Flags, io: Io): Promise<number> {
  if (last !== undefined && since !== undefined)
    throw new UsageError('--last and --since were both given; choose one of them');
  const reportsDir =
    flags.reportsDir === undefined ? (await loadFor(flags, io)).settings.reports.directory : resolve(flags.reportsDir);
  const runs = await pastRuns(reportsDir, {
    ...(last === undefined ? {} : { last }),
    ...(since === undefined ? {} : { sinceMs: Date.now() - since * DAY_MS }),
  });
  const stats = statsOf(runs, drillsIn(reportsDir, io));
  const look = { color: paintFor(io.stdout, flags, io), columns: columnsOfTerminal(io.stdout) };
  if (flags.output === 'pretty') io.stdout.write(`${statsText(stats, hasBlocks(io.env), look)}\n`);
  else io.stdout.write(`${jsonText(stats, flags.output === 'json' ? 2 : undefined)}\n`);
  return 0;
}

function drillsIn(reportsDir: string, io: Io): ReadonlySet<string> {
  try {
    return new Set(readDrills(reportsDir).map(({ run_id }) => run_id));
  } catch (error) {
    const text = `the record of drills cannot be read, so runs of drills are counted too: ${wordsOf(error)}`;
    tell(io.stderr, { lead: '', text });
    return new Set();
  }
}

/** A locale that is named and is not UTF-8 gets none; where none is named, there is no reason to doubt. */
function hasBlocks(env: Io['env']): boolean {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(name => name !== undefined && name !== '');
  return locale === undefined || /utf-?8/i.test(locale);
}
