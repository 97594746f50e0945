import type { ExpectedContainer } from '../systems/settings.ts';
import type { ConfigDocument } from './config-document.ts';
import type { Scene } from './cross-checks.ts';
import type { Flaw } from './flaw.ts';
import { quote } from './flaw.ts';
import { didYouMean } from './unknown-key.ts';

const SECTION = '/phases/containers/expected';
const nameAt = (index: number): string => `${SECTION}/${index}/name`;

/** Doubled names, and what rests on nothing that exists, or on itself. */
export function findContainerFlaws({ phases }: ConfigDocument, scene: Scene): readonly Flaw[] {
  const containers = phases.containers.expected ?? [];
  const doubles = findDoubles(containers, SECTION, scene);
  const strangers = findStrangers(containers, scene);
  // A loop through a name that is not unique, or not there, cannot be told.
  if (doubles.length > 0 || strangers.length > 0) return [...doubles, ...strangers];
  return findLoops(containers, scene);
}

/** Names that stand twice in a list. */
export function findDoubles(
  items: readonly { readonly name: string }[],
  section: string,
  { complain }: Scene,
): readonly Flaw[] {
  const first = new Map<string, number>();
  return items.flatMap(({ name }, index) => {
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, index);
    return earlier === undefined
      ? []
      : [complain(`${section}/${index}/name`, `the same name as that of entry ${earlier}; expected a name of its own`)];
  });
}

function findStrangers(containers: readonly ExpectedContainer[], { complain, isShown }: Scene): readonly Flaw[] {
  const names = containers.map(({ name }) => name);
  const known = new Set(names);
  const shown = names.filter((_, index) => isShown(nameAt(index)));
  return containers.flatMap(({ depends_on: supports = [] }, index) =>
    supports.flatMap((support, position) => {
      if (known.has(support)) return [];
      const message = 'expected the name of another expected container, and there is none of this name';
      const meant = didYouMean(support, shown);
      return [complain(`${SECTION}/${index}/depends_on/${position}`, message + meant)];
    }),
  );
}

// Each loop is told once, at the first of its containers.
function findLoops(containers: readonly ExpectedContainer[], { complain, isShown }: Scene): readonly Flaw[] {
  const supportsOf = new Map(containers.map(({ name, depends_on: supports = [] }) => [name, supports]));
  const shown = new Map(
    containers.map(({ name }, index) => [name, isShown(nameAt(index)) ? quote(name) : `entry ${index}`]),
  );
  const told = new Set<string>();
  return containers.flatMap(({ name }, index) => {
    if (told.has(name)) return [];
    const loop = findLoop(name, supportsOf);
    if (loop === undefined) return [];
    for (const member of loop) told.add(member);
    const way = [...loop, name].map(member => shown.get(member)).join(' rests on ');
    return [complain(`${SECTION}/${index}/depends_on`, `a loop, in which nothing can be well first: ${way}`)];
  });
}

/** A shortest way from a name back to itself. */
function findLoop(start: string, supportsOf: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const cameFrom = new Map<string, string | null>([[start, null]]);
  for (const [name] of cameFrom)
    for (const support of supportsOf.get(name) ?? []) {
      if (support === start) return wayTo(name, cameFrom);
      if (!cameFrom.has(support)) cameFrom.set(support, name);
    }
  return undefined;
}

function wayTo(end: string, cameFrom: ReadonlyMap<string, string | null>): readonly string[] {
  const way: string[] = [];
  for (let name: string | null = end; name !== null; name = cameFrom.get(name) ?? null) way.unshift(name);
  return way;
}
