const separators = /[\s;&|'"`$(){}<>=,:]+/;
const address = /\bpostgres(?:ql)?:\/\/\S*/g;
/** What works on containers, or holds all of them. */
const engine =
  /^(?:dockerd?|docker-compose|containerd|containerd-shim.*|podman|podman-compose|nerdctl|conmon|crictl|ctr)(?:\.(?:service|socket))?$/;
const verb = /^(?:restart|start|stop|kill|rm|down|up|run|exec|pause|unpause|update)$/;

const baseName = (path: string): string => path.replace(/^.*\//, '');

/** An argument may itself be a line for a shell; a database's address is no name of anything that is restarted. */
const pieces = (argument: string): string[] =>
  argument
    .replaceAll(address, '')
    .split(separators)
    .filter(word => word !== '');

/** Every word of a command, whole and in parts; of a call to an engine's API, the parts of its path too. */
export function wordsOf(argv: readonly string[]): string[] {
  const parts = argv.flatMap(argument => [
    argument,
    ...pieces(argument),
    ...(argument.includes('/containers/') ? argument.split('/') : []),
  ]);
  return [...new Set(parts.flatMap(part => [part, baseName(part)]).filter(word => word !== ''))];
}

/** True for the name of a container engine: its client, its daemon, its units, and what it starts for each container. */
export const isEngineWord = (word: string): boolean => engine.test(baseName(word));

/** What each call of an engine in a command is told to work on; none where it is the engine itself that is worked on. */
export function engineCallsIn(argv: readonly string[]): readonly (readonly string[])[] {
  const words = argv.flatMap(pieces);
  const starts = words.flatMap((word, at) => (isEngineWord(word) ? [at] : []));
  if (words.includes('systemctl')) return starts.map(() => []);
  return starts.map((start, nth) => objectsOf(words.slice(start + 1, starts[nth + 1])));
}

/** What follows the verb: what comes before it says where, not what. */
const objectsOf = (words: readonly string[]): readonly string[] =>
  words.slice(words.findIndex(word => verb.test(word)) + 1);
