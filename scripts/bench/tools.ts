import { join } from 'node:path';
import { defaultStateDir } from '../../src/practice/engine-state.ts';
import { installPackages, isThere } from '../../src/practice/packages.ts';

/** What the peers need beside node_modules, and the Debian package that brings it. */
const tools = [
  ['curl', 'curl'],
  ['docker', 'docker.io'],
  ['monit', 'monit'],
  ['psql', 'postgresql-client'],
  ['redis-cli', 'redis-tools'],
] as const;

/** The whole path of a program; undefined where there is none. */
export async function pathOf(name: string): Promise<string | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(':'))
    if (await isThere(join(folder, name))) return join(folder, name);
  return undefined;
}

/** Installs from Debian what is missing. What takes the practice stack away leaves it to the next bench. */
export async function ensureTools(say: (line: string) => void): Promise<void> {
  const missing: string[] = [];
  for (const [name, from] of tools) if ((await pathOf(name)) === undefined) missing.push(from);
  if (missing.length > 0) await installPackages(join(defaultStateDir(), 'bench'), 'image', missing, say);
}
