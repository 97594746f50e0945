import { toProblems } from '../config/flaw.ts';
import type { PluginEntry } from '../config/plugin-list.ts';
import type { Secret } from '../config/secrets.ts';
import { unjudgedSecrets } from '../config/unjudged-secrets.ts';
import { ConfigError } from '../errors.ts';
import { loadRoster } from '../plugins/load.ts';
import type { Roster } from '../plugins/roster.ts';
import { makeRedact } from '../report/redact.ts';
import type { Io } from './io.ts';

/** The roster with the plugins of a config, and who tells them what secrets are. ConfigError with all that is wrong with them. */
export async function loadPlugins(
  file: string,
  text: string,
  entries: readonly PluginEntry[],
  env: Io['env'],
): Promise<{ readonly roster: Roster; readonly learn: (secrets: readonly Secret[]) => void }> {
  const first = unjudgedSecrets(file, text, env);
  let redact = makeRedact(first);
  const roster = await loadRoster(file, entries, words => redact(words));
  if ('grammar' in roster) return { roster, learn: secrets => void (redact = makeRedact([...secrets, ...first])) };
  const flaws = roster.map(({ entry: { offset, pointer }, message }) => ({
    offset,
    pointer,
    message: `plugins: ${message}`,
  }));
  throw new ConfigError(file, toProblems(flaws, text));
}
