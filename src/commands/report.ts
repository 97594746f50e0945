import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Flags } from '../cli/program.ts';
import { jsonText } from '../core/json.ts';
import { UsageError } from '../errors.ts';
import { readEvents, readReport, runDirectoryOf } from '../report/read.ts';
import { listRuns } from '../report/run-names.ts';
import type { Io } from './io.ts';
import { loadFor } from './load.ts';
import { replay } from './screen.ts';
import { tell } from './tell.ts';

/** `orixoon report [run]`: show an earlier run again, as it was told then. It tests nothing, so it exits 0. */
export async function reportCommand(run: string, flags: Flags, io: Io): Promise<number> {
  const reportsDir =
    flags.reportsDir === undefined ? (await loadFor(flags, io)).settings.reports.directory : resolve(flags.reportsDir);
  const directory = runDirectoryOf(reportsDir, run);
  if (directory === null) throw new UsageError(`no run "${run}" in ${reportsDir}. ${newestOf(reportsDir)}`);
  if (flags.output === 'json') io.stdout.write(`${jsonText(readReport(directory), 2)}\n`);
  else {
    const { events, damage } = readEvents(directory);
    replay(events, flags, io);
    if (damage !== null) tell(io.stderr, { lead: '', text: damage });
    if (!events.some(({ type }) => type === 'run:finish'))
      tell(io.stderr, {
        lead: '',
        text: 'This run never said how it ended: it was killed, or it goes on still. Take it as BLOCK.',
      });
  }
  return 0;
}

const SHOWN_RUNS = 5;

function newestOf(reportsDir: string): string {
  const runs = existsSync(reportsDir) ? listRuns(reportsDir) : [];
  return runs.length === 0
    ? 'No run is there yet. Make one: orixoon'
    : `Show one of the newest: orixoon report ${runs.at(-1) ?? 'latest'} (there are ${runs.slice(-SHOWN_RUNS).reverse().join(', ')})`;
}
