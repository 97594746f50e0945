import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ProcessIdentity } from './process-identity.ts';

/** What this tool put on the machine, so that it can take all of it away again. */
export interface EngineState {
  readonly engine?: ProcessIdentity;
  /** Packages that were not there before, by what they were for. */
  readonly packages: { readonly engine: readonly string[]; readonly image: readonly string[] };
  /** Directories outside the state directory that the engine makes, and that were not there before. */
  readonly directories: readonly string[];
}

/** Where the private engine keeps what. */
export interface EnginePaths {
  readonly stateDir: string;
  readonly runDir: string;
  readonly socket: string;
  readonly pidFile: string;
  readonly dataRoot: string;
  readonly execRoot: string;
  readonly log: string;
}

const NOTHING: EngineState = { packages: { engine: [], image: [] }, directories: [] };

/** The state directory when nobody names one. */
export const defaultStateDir = (): string => process.env['ORIXOON_PRACTICE_DIR'] ?? '/var/lib/orixoon-practice';

/** The engine's files; sockets live under /run, where the path is short whatever the state directory is. */
export function enginePaths(stateDir: string): EnginePaths {
  const runDir = `/run/orixoon-${createHash('sha256').update(path.resolve(stateDir)).digest('hex').slice(0, 8)}`;
  return {
    stateDir,
    runDir,
    socket: `${runDir}/docker.sock`,
    pidFile: `${runDir}/dockerd.pid`,
    execRoot: `${runDir}/exec`,
    dataRoot: path.join(stateDir, 'data'),
    log: path.join(stateDir, 'dockerd.log'),
  };
}

const stateFile = (stateDir: string): string => path.join(stateDir, 'state.json');

/** What is recorded; nothing, if nothing was ever done. */
export async function readState(stateDir: string): Promise<EngineState> {
  try {
    return JSON.parse(await readFile(stateFile(stateDir), 'utf8')) as EngineState;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return NOTHING;
    throw error;
  }
}

/** Records it in one step, so that a killed process leaves the old record or the new one. */
export async function writeState(stateDir: string, state: EngineState): Promise<void> {
  await mkdir(stateDir, { recursive: true });
  const draft = `${stateFile(stateDir)}.${process.pid}`;
  await writeFile(draft, JSON.stringify(state, null, 2));
  await rename(draft, stateFile(stateDir));
}
