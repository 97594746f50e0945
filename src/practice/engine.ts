import { whyNoAnswer } from './docker-at.ts';
import type { Say } from './command.ts';
import { defaultStateDir, enginePaths, readState } from './engine-state.ts';
import { withLock } from './lock.ts';
import { canInstall } from './packages.ts';
import { PracticeError } from './practice-error.ts';
import { isRunning, startPrivateEngine } from './private-engine.ts';

export { closeEngine } from './private-engine.ts';

/** A Docker engine that answers. */
export interface Engine {
  /** As in DOCKER_HOST. */
  readonly host: string;
  /** Started by this tool, for the practice stack alone. */
  readonly isPrivate: boolean;
  /** Started by this very call. */
  readonly isNew: boolean;
}

/** How to open one. */
export interface EngineOptions {
  readonly say: Say;
  readonly stateDir?: string;
}

const SYSTEM_HOST = 'unix:///var/run/docker.sock';

/** The Docker engine that is there, or else, on a Debian machine as root, one of our own. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { say, stateDir = defaultStateDir() } = options;
  const found = await findEngine(stateDir);
  if (found !== undefined) return found;
  const why = (await whyNoAnswer(SYSTEM_HOST)) ?? 'it answers only now: try again';
  if (!(await canInstall())) throw new PracticeError(adviceWithout(why));
  return await withLock(`the engine in ${stateDir}`, say, async () => {
    const meanwhile = await openRunning(stateDir);
    if (meanwhile !== undefined) return meanwhile;
    say(`no Docker engine here (${why}): starting a private one in ${stateDir}`);
    await startPrivateEngine(stateDir, say);
    return { host: privateHost(stateDir), isPrivate: true, isNew: true };
  });
}

/** The engine that is there: the one that DOCKER_HOST names (which must answer), the machine's, or our own. Starts nothing. */
export async function findEngine(stateDir: string): Promise<Engine | undefined> {
  const named = process.env['DOCKER_HOST'];
  if (named !== undefined && named !== '') return await openNamed(named);
  if ((await whyNoAnswer(SYSTEM_HOST)) === undefined) return { host: SYSTEM_HOST, isPrivate: false, isNew: false };
  return await openRunning(stateDir);
}

const privateHost = (stateDir: string): string => `unix://${enginePaths(stateDir).socket}`;

async function openNamed(host: string): Promise<Engine> {
  const why = await whyNoAnswer(host);
  if (why !== undefined)
    throw new PracticeError(`DOCKER_HOST names ${host}, which does not answer: ${why}. Start it, or unset DOCKER_HOST`);
  return { host, isPrivate: false, isNew: false };
}

async function openRunning(stateDir: string): Promise<Engine | undefined> {
  const host = privateHost(stateDir);
  if (!(await isRunning(await readState(stateDir), stateDir))) return undefined;
  return (await whyNoAnswer(host)) === undefined ? { host, isPrivate: true, isNew: false } : undefined;
}

const adviceWithout = (why: string): string =>
  [
    `no Docker engine answers at ${SYSTEM_HOST}: ${why}`,
    'Start Docker, or set DOCKER_HOST to an engine that you may use.',
    'To install one: Docker Desktop on macOS and Windows, `apt-get install docker.io` on Debian and Ubuntu (as root, this tool does it for you),',
    'https://docs.docker.com/engine/install/ elsewhere. If it runs and only you are kept out: `usermod -aG docker <user>`.',
  ].join('\n');
