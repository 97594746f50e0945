import type { ContainerProcess, ContainerView } from '../clients/docker-types.ts';
import { DockerError } from '../clients/errors.ts';
import { isPostgresImage, isServerOrKeeper, isServerProgram } from './postgres-names.ts';
import type { Look } from './system.ts';

/** Programs that only start and watch others: what matters is beneath them. */
const wrappers = new Set(
  'sh bash dash ash zsh busybox tini docker-init dumb-init catatonit s6-svscan s6-supervise supervisord runsv runsvdir su sudo runuser gosu setpriv'.split(
    ' ',
  ),
);

const baseName = (path: string): string => path.replace(/^.*\//, '');

/** What a container is there for. */
export interface Contents {
  /** The names of PID 1, or of what it wraps. */
  readonly programs: readonly string[];
  /** PostgreSQL runs in it, or may. */
  readonly isPostgres: boolean;
}

/**
 * PostgreSQL is looked for among all that PID 1 has started, however deep: Patroni and scripts are no wrappers by name.
 * What was let in by an exec is not among them: somebody's psql inside does not make it a database.
 * Where Docker cannot tell (it hangs, or restarts over and over), the words of the configured command must do.
 */
export async function contentsOf(view: ContainerView, look: Pick<Look, 'docker'>): Promise<Contents> {
  const processes = await processesIn(view, look);
  const main = beneathWrappers(view.pid, processes);
  const programs = main.length > 0 ? [...new Set(main.flatMap(namesOf))] : wordsOf(view);
  const isPostgres =
    isPostgresImage(view.image) ||
    programs.some(isServerOrKeeper) ||
    startedBy(view.pid, processes).flatMap(namesOf).some(isServerProgram);
  return { programs, isPostgres };
}

async function processesIn(view: ContainerView, look: Pick<Look, 'docker'>): Promise<readonly ContainerProcess[]> {
  if (view.state !== 'running' && view.state !== 'paused') return [];
  try {
    return (await look.docker.top(view.id)).filter(process => process.state !== 'Z');
  } catch (error) {
    if (!(error instanceof DockerError) || error.fault === 'forbidden') throw error;
    return [];
  }
}

function wordsOf({ command }: ContainerView): string[] {
  const words = (command ?? []).flatMap(word => word.split(/\s+/)).map(baseName);
  return [...new Set(words.filter(word => /^[\w.][\w.+-]*$/.test(word)))];
}

const namesOf = (process: ContainerProcess): string[] => [
  process.name,
  baseName(process.command.split(' ')[0] ?? '').replace(/:$/, ''),
];

/**
 * PID 1, and while that is a wrapper, its children too.
 *
 * @internal for its tests
 */
export const beneathWrappers = (pidOne: number, processes: readonly ContainerProcess[]): ContainerProcess[] =>
  beneath(pidOne, processes, process => namesOf(process).some(name => wrappers.has(name)));

/** PID 1 and every living descendant; every process where PID 1 is not to be found. */
function startedBy(pidOne: number, processes: readonly ContainerProcess[]): readonly ContainerProcess[] {
  const found = beneath(pidOne, processes, () => true);
  return found.length > 0 ? found : processes;
}

function beneath(
  pid: number,
  processes: readonly ContainerProcess[],
  isFollowed: (process: ContainerProcess) => boolean,
): ContainerProcess[] {
  const living = processes.filter(process => process.state !== 'Z');
  const found = living.filter(process => process.pid === pid);
  for (const process of found)
    if (isFollowed(process))
      found.push(...living.filter(child => child.ppid === process.pid && !found.includes(child)));
  return found;
}
