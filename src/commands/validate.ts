import type { Flags } from '../cli/program.ts';
import { printable } from '../cli/printable.ts';
import { jsonText } from '../core/json.ts';
import type { Io } from './io.ts';
import { loadFor } from './load.ts';
import { choosePhases } from './phases.ts';
import { tell } from './tell.ts';

/** `orixoon validate`: the config alone; throws ConfigError with all that is wrong. */
export async function validateCommand(flags: Flags, io: Io): Promise<number> {
  const config = await loadFor(flags, io);
  const known = config.roster.grammar.catalogue.phases.map(({ name, notConfigured }) => ({ id: name, notConfigured }));
  const phases = choosePhases(known, config.settings, undefined, undefined);
  if (flags.output !== 'pretty') {
    io.stdout.write(
      `${jsonText({ valid: true, file: config.file, environment: config.settings.environment, phases: phases.map(({ system, skipped }) => ({ name: system.id, skipped })) })}\n`,
    );
    return 0;
  }
  const text = `${printable(config.file, 1000)} is valid (environment ${config.settings.environment})`;
  tell(io.stdout, { lead: '', text });
  for (const { system, skipped } of phases)
    tell(io.stdout, {
      lead: `  ${skipped === null ? '✓' : '-'} ${system.id.padEnd(12)} `,
      text: skipped === null ? 'is tested' : `is skipped: ${skipped}`,
    });
  return 0;
}
