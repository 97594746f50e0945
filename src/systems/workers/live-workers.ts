import type { ContainerProcess } from '../../clients/docker-types.ts';
import type { Counted } from './reading.ts';

/** Servers whose first process only watches over others that do the work. */
const server = /(^|[\s/])(uvicorn|gunicorn|hypercorn|celery)(\s|:|$)/;
const manyWorkers = /(?:--workers|--concurrency|-w|-c)[ =]?([2-9]|[1-9]\d+)(?:\s|$)/;
/** Gunicorn has a master even for one worker; its workers are found as the master's children. */
const isAlwaysWatching = /(^|[\s/])gunicorn(\s|:|$)/;
const python = /^(python[\d.]*|uvicorn|gunicorn|hypercorn|celery)$/;
/** Python's own housekeeping beside spawned workers. */
const tracker = /multiprocessing\.(resource_tracker|semaphore_tracker|forkserver)/;
const shells = /^(sh|bash|dash|ash|zsh|busybox)$/;
const wrapper = /^(tini|dumb-init|su|sudo|runuser|gosu|setpriv|timeout|nohup)$/;

const isDead = ({ state }: ContainerProcess): boolean => state === 'Z' || state === 'X';

/**
 * The processes that do the work. What matches counts itself, unless it only watches over workers or wraps one: then its
 * living children count in its place, for Uvicorn's parent lives on when they are dead, and they do not carry its name.
 * Without `match`, every living process counts.
 */
export function liveWorkers<P extends ContainerProcess>(
  processes: readonly P[],
  match: string | undefined,
): Counted<P> {
  const matching = processes.filter(one => match === undefined || one.command.includes(match));
  const living = matching.filter(one => !isDead(one));
  if (match === undefined) return { live: living, zombies: matching.length - living.length };
  const childrenOf = ({ pid }: P): readonly P[] =>
    processes.filter(one => one.ppid === pid && !tracker.test(one.command));
  const live = new Set<P>();
  const watchers = new Set<P>();
  const dead = new Set<P>(matching.filter(isDead));
  for (const one of living) {
    const children = childrenOf(one);
    for (const child of children) if (isDead(child)) dead.add(child);
    const working = children.filter(child => !isDead(child) && isWorkerOf(child, one, match));
    if (!isWatcher(one, children, working)) live.add(one);
    if (working.length > 0) watchers.add(one);
    for (const child of working) live.add(child);
  }
  // A watcher that is itself watched over was taken for a worker on the way.
  for (const one of watchers) live.delete(one);
  return { live: [...live], zombies: dead.size };
}

/** Celery's and Gunicorn's children carry the name of their parent; those that Python spawns carry none; what a wrapper starts counts by itself. */
const isWorkerOf = (child: ContainerProcess, parent: ContainerProcess, match: string): boolean =>
  !isWrapper(parent) &&
  (child.command.includes('multiprocessing.spawn') ||
    (python.test(child.name) && (child.command.includes(match) || server.test(parent.command))));

/** It says so itself, or its children show it: the living ones, or the dead ones of a server. */
function isWatcher(
  one: ContainerProcess,
  children: readonly ContainerProcess[],
  working: readonly ContainerProcess[],
): boolean {
  if (working.length > 0 || isWrapper(one)) return true;
  if (!server.test(one.command)) return false;
  return (
    isAlwaysWatching.test(one.command) ||
    manyWorkers.test(one.command) ||
    children.some(child => isDead(child) && python.test(child.name))
  );
}

/** It matches only because it names what it starts: a shell that was given a command, not one that runs a script. */
const isWrapper = ({ name, command }: ContainerProcess): boolean =>
  shells.test(name) ? /^\S+ (-\S+ )*-\w*c /.test(command) : wrapper.test(name);

/** What matches and lives, watchers too: what a signal would go to. */
export const matchingAlive = <P extends ContainerProcess>(processes: readonly P[], match: string): readonly P[] =>
  processes.filter(one => !isDead(one) && one.command.includes(match));
