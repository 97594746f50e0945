import type { Flags } from '../cli/program.ts';
import type { GateInput } from '../core/rules.ts';
import { gateRun } from './gate-run.ts';
import type { Io } from './io.ts';
import { readIssueFile } from './issue-file.ts';
import { loadFor } from './load.ts';
import type { Loaded } from './load.ts';

/** `orixoon`: the gate. */
export async function runCommand(flags: Flags, io: Io): Promise<number> {
  const config = await loadFor(flags, io);
  return gateRun(config, modeOf(flags, flags.autoHeal === true, config), flags, io);
}

/** `orixoon heal --issue-file`: heal what a file names, where it is really there. */
export async function healCommand(issueFile: string, flags: Flags, io: Io): Promise<number> {
  const config = await loadFor(flags, io);
  const only = readIssueFile(issueFile, config.roster.grammar.catalogue);
  return gateRun(config, modeOf(flags, true, config), flags, io, { file: issueFile, issues: only });
}

/** A dry run wins over healing, whether the flag or the config asks for it. */
export function modeOf(flags: Flags, wantsHeal: boolean, { settings }: Loaded): GateInput['mode'] {
  if (flags.dryRun === true || (wantsHeal && settings.auto_healing.dry_run)) return 'dry_run';
  return wantsHeal ? 'heal' : 'test';
}
