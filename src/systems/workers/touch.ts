import type { HostProcess } from '../../clients/host-types.ts';
import type { Effect, Touch } from '../../core/plan.ts';
import { isPostgresWord, isServerOrKeeper } from '../postgres-names.ts';

const baseName = (path: string): string => path.replace(/^.*\//, '').replace(/:$/, '');

/** The names that a process goes by, for the blacklist: its own, and its program's. */
const namesOf = ({ name, command }: HostProcess): string[] => [name, baseName(command.split(' ')[0] ?? '')];

/** A touch of something on this machine, by the names given and those of its processes; sacred where one of them is, or one of those that end with them. */
export function touchOf(
  effect: Effect,
  names: readonly string[],
  processes: readonly HostProcess[],
  ending: readonly HostProcess[] = processes,
): Touch {
  return {
    kind: 'process',
    names: [...new Set([...names, ...processes.flatMap(namesOf)])],
    effect,
    sacred: whySacred(ending),
  };
}

/** A touch of whatever the words of a command name. */
export const touchOfWords = (name: string, words: readonly string[]): Touch => {
  const touch = touchOf('restart', [name, ...words], []);
  const word = words.find(isPostgresWord);
  return word === undefined ? touch : { ...touch, sacred: `it names PostgreSQL (${word}): ${NEVER}` };
};

/** Why a running database is left alone. */
export const NEVER = 'a running database is never restarted';

function whySacred(processes: readonly HostProcess[]): string | null {
  if (processes.some(one => one.pid === 1)) return 'process 1 is never touched';
  if (processes.some(one => one.isOurs)) return 'this program runs in it';
  if (processes.flatMap(namesOf).some(isServerOrKeeper)) return `PostgreSQL is running in it: ${NEVER}`;
  return null;
}
