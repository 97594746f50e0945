import type { ContainerRow } from '../../clients/docker-types.ts';
import { DockerError } from '../../clients/errors.ts';
import type { HostProcess } from '../../clients/host-types.ts';
import type { Touch } from '../../core/plan.ts';
import { OrixoonError } from '../../errors.ts';
import { touchesOf } from '../container-target.ts';
import type { Look } from '../system.ts';
import { engineCallsIn, isEngineWord, wordsOf } from './command-words.ts';

/** Shorter beginnings of an id than this are numbers of something else. */
const SHORTEST_ID = 3;

/**
 * What a command does to containers, as far as its words tell: a restart of each that one of them names, or of all that
 * run, where it works on the engine and names none. Throws where it works on the engine and Docker cannot be asked.
 */
export async function containersMeant(argv: readonly string[], look: Look): Promise<readonly Touch[]> {
  const words = wordsOf(argv);
  const calls = engineCallsIn(argv);
  const rows = await rowsFor(calls.length > 0, look);
  const namedBy = (some: readonly string[]): readonly ContainerRow[] =>
    rows.filter(row => some.some(word => isMeant(row, word)));
  const named = namedBy(words);
  const isOnAll = calls.some(objects => namedBy(objects).length === 0);
  const meant = isOnAll ? rows.filter(row => isUp(row) || named.includes(row)) : named;
  const touches = await Promise.all(meant.map(row => touchesOfRow(row, rows, look)));
  return [wordsAsContainer(words, named, look), ...touches.flat()];
}

/** The containers that end with these processes: an engine's client or keeper takes its own along, the engine itself all. */
export async function containersEndedWith(processes: readonly HostProcess[], look: Look): Promise<readonly Touch[]> {
  const commands = processes.map(({ command }) => command.split(' ')).filter(argv => isEngineWord(argv[0] ?? ''));
  return (await Promise.all(commands.map(argv => containersMeant(argv, look)))).flat();
}

async function rowsFor(isOnEngine: boolean, look: Look): Promise<readonly ContainerRow[]> {
  if (look.settings.connections.docker === undefined) {
    if (isOnEngine)
      throw new OrixoonError(
        'it works on a container engine, and connections.docker is not set: which containers it would stop cannot be told',
      );
    return [];
  }
  try {
    return await look.docker.list();
  } catch (error) {
    if (isOnEngine || !(error instanceof DockerError)) throw error;
    return [];
  }
}

const isMeant = ({ id, name, service }: ContainerRow, word: string): boolean =>
  word === name || word === service || (word.length >= SHORTEST_ID && id.startsWith(word));

const isUp = ({ state }: Pick<ContainerRow, 'state'>): boolean =>
  state === 'running' || state === 'paused' || state === 'restarting';

async function touchesOfRow(row: ContainerRow, rows: readonly ContainerRow[], look: Look): Promise<readonly Touch[]> {
  const view = await look.docker.inspect(row.id);
  return view === null ? [] : touchesOf(isUp(view) ? 'restart' : 'start', row.name, view, rows, look);
}

/** For blacklist.containers, and for a database that is on no engine that we can ask. */
function wordsAsContainer(words: readonly string[], named: readonly ContainerRow[], { settings }: Look): Touch {
  const database = settings.phases.database.container;
  const isNamed = database !== undefined && words.includes(database) && !named.some(({ name }) => name === database);
  return {
    kind: 'container',
    names: isNamed ? [database, ...words] : words,
    effect: 'restart',
    sacred: isNamed ? 'it is the database of the config: a running database is never restarted' : null,
  };
}
