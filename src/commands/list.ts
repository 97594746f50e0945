import type { Flags } from '../cli/program.ts';
import { listJson, listText } from '../cli/list.ts';
import { systemsOf } from '../plugins/systems-of.ts';
import { columnsOfTerminal } from './io.ts';
import type { Io } from './io.ts';
import { rosterFor } from './load.ts';

/** `orixoon list`: what is built in, and the plugins of the config, if there is one. */
export async function listCommand(flags: Flags, io: Io): Promise<number> {
  const roster = await rosterFor(flags, io);
  const [{ catalogue }, systems] = [roster.grammar, systemsOf(roster)];
  io.stdout.write(
    flags.output === 'pretty'
      ? `${listText(catalogue, systems, columnsOfTerminal(io.stdout))}\n`
      : `${JSON.stringify(listJson(catalogue, systems), null, 2)}\n`,
  );
  return 0;
}
