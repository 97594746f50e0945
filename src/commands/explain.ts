import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { explainText, pageOf } from '../cli/explain.ts';
import type { Flags } from '../cli/program.ts';
import type { Policy } from '../core/policy.ts';
import { catalogue } from '../systems/catalogue.ts';
import type { Io } from './io.ts';
import { loadFor } from './load.ts';

/** `orixoon explain <issue type>`. Needs no config; with one, it tells the policy that would apply. */
export function explainCommand(issueType: string, flags: Flags, io: Io): number {
  const policy = policyFor(flags, io);
  const page = readFileSync(new URL(`../../${pageOf(issueType, catalogue)}`, import.meta.url), 'utf8');
  const text = explainText(issueType, catalogue, policy, page);
  io.stdout.write(
    flags.output === 'pretty'
      ? `${text}\n`
      : `${JSON.stringify({ issue: issueType, ...catalogue.issues[issueType], policy: policy?.remedies[issueType] ?? null, page }, null, 2)}\n`,
  );
  return 0;
}

/** A config that was named must be right; the default one is only used if it is there. */
function policyFor(flags: Flags, io: Io): Policy | null {
  const isNamed = flags.config !== undefined || io.env['ORIXOON_CONFIG'] !== undefined;
  return isNamed || existsSync(resolve('healing_config.json')) ? loadFor(flags, io).policy : null;
}
