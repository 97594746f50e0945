import type { Flags } from '../cli/program.ts';
import { listJson, listText } from '../cli/list.ts';
import { catalogue } from '../systems/catalogue.ts';
import { systems } from '../systems/registry.ts';
import type { Io } from './io.ts';

/** `orixoon list`. */
export function listCommand(flags: Flags, io: Io): number {
  io.stdout.write(
    flags.output === 'pretty'
      ? `${listText(catalogue, systems)}\n`
      : `${JSON.stringify(listJson(catalogue, systems), null, 2)}\n`,
  );
  return 0;
}
