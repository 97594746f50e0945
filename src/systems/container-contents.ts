import type { ContainerProcess, ContainerView } from '../clients/docker-types.ts';
import { DockerError } from '../clients/errors.ts';
import type { Look } from './system.ts';

/** Programs that only start and watch others: what matters is beneath them. */
const wrappers = new Set(
  'sh bash dash ash zsh busybox tini docker-init dumb-init catatonit s6-svscan s6-supervise supervisord runsv runsvdir su sudo runuser gosu setpriv'.split(
    ' ',
  ),
);
const postgresPrograms = new Set(['postgres', 'postmaster']);
const postgresImages = new Set(['postgres', 'postgresql', 'postgis', 'timescaledb', 'timescaledb-ha', 'pgvector']);

const baseName = (path: string): string => path.replace(/^.*\//, '');

/**
 * The names of what a container is there for: PID 1, or what it wraps. Not every process: somebody's psql inside does
 * not make it a database. Where Docker cannot tell (it hangs, or restarts over and over), the words of the configured command.
 */
export async function mainPrograms(view: ContainerView, look: Look): Promise<readonly string[]> {
  try {
    const main = view.state === 'running' ? beneathWrappers(view.pid, await look.docker.top(view.id)) : [];
    if (main.length > 0) return [...new Set(main.flatMap(namesOf))];
  } catch (error) {
    if (!(error instanceof DockerError) || error.fault === 'forbidden') throw error;
  }
  const words = (view.command ?? []).flatMap(word => word.split(/\s+/)).map(baseName);
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
export function beneathWrappers(pidOne: number, processes: readonly ContainerProcess[]): ContainerProcess[] {
  const living = processes.filter(process => process.state !== 'Z');
  const main = living.filter(process => process.pid === pidOne);
  for (const process of main)
    if (namesOf(process).some(name => wrappers.has(name)))
      main.push(...living.filter(child => child.ppid === process.pid && !main.includes(child)));
  return main;
}

/** True if the programs, or the last part of the image's name, are PostgreSQL's. */
export function isPostgres(programs: readonly string[], image: string): boolean {
  const imageName = baseName(image).replace(/[:@].*$/, '');
  return programs.some(name => postgresPrograms.has(name)) || postgresImages.has(imageName);
}
