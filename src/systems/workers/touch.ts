import type { HostProcess } from '../../clients/host-types.ts';
import type { Effect, Touch } from '../../core/plan.ts';
import { isPostgres } from '../container-contents.ts';

const baseName = (path: string): string => path.replace(/^.*\//, '').replace(/:$/, '');

/** The names that a process goes by, for the blacklist: its own, and its program's. */
const namesOf = ({ name, command }: HostProcess): string[] => [name, baseName(command.split(' ')[0] ?? '')];

/** A touch of something on this machine, by the names given and those of its processes; sacred where one of them is. */
export function touchOf(effect: Effect, names: readonly string[], processes: readonly HostProcess[]): Touch {
  const programs = processes.flatMap(namesOf);
  return {
    kind: 'process',
    names: [...new Set([...names, ...programs])],
    effect,
    sacred: whySacred(processes, programs),
  };
}

function whySacred(processes: readonly HostProcess[], programs: readonly string[]): string | null {
  if (processes.some(one => one.pid === 1)) return 'process 1 is never touched';
  if (processes.some(one => one.isOurs)) return 'this program runs in it';
  if (isPostgres(programs, '')) return 'PostgreSQL is running in it: a running database is never restarted';
  return null;
}
