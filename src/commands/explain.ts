import { readFileSync } from 'node:fs';
import { explainText, pageOf } from '../cli/explain.ts';
import type { Flags } from '../cli/program.ts';
import { catalogue as builtin } from '../systems/catalogue.ts';
import type { Io } from './io.ts';
import { hasConfig, loadFor } from './load.ts';
import { columnsOfTerminal } from './io.ts';
import { packageRoot } from '../package-root.ts';

/** `orixoon explain <issue type>`. Needs no config; with one, it tells the policy that would apply. */
export async function explainCommand(issueType: string, flags: Flags, io: Io): Promise<number> {
  // A config that was named must be right; the default one is only used if it is there.
  const config = hasConfig(flags, io) ? await loadFor(flags, io) : null;
  const policy = config?.policy ?? null;
  const catalogue = config?.roster.grammar.catalogue ?? builtin;
  const page = pageFor(pageOf(issueType, catalogue), Object.hasOwn(builtin.issues, issueType));
  const text = explainText(issueType, catalogue, policy, page, columnsOfTerminal(io.stdout));
  io.stdout.write(
    flags.output === 'pretty'
      ? `${text}\n`
      : `${JSON.stringify({ issue: issueType, ...catalogue.issues[issueType], policy: policy?.remedies[issueType] ?? null, page }, null, 2)}\n`,
  );
  return 0;
}

/** What comes with a plugin has no page among ours. */
const pageFor = (page: string, isBuiltin: boolean): string =>
  isBuiltin ? readFileSync(new URL(page, packageRoot), 'utf8') : 'It comes with a plugin: its author knows more.';
