import type { ContainerRow } from '../../clients/docker-types.ts';
import type { NodeId } from '../../core/finding.ts';
import { shellWord } from '../../core/shell-word.ts';
import { containerNode, resolveContainer, servedBy } from '../container-target.ts';
import type { Resolved } from '../container-target.ts';
import type { Look } from '../system.ts';
import { dependenciesOf, discover, isWaitedForToEnd } from './discovered.ts';

/** One container that should be well, as the config or the engine names it. */
export interface Target {
  readonly name: string;
  readonly found: Resolved;
  readonly isOneShot: boolean;
  readonly restsOn: readonly NodeId[];
  /** The command that would create it, as far as it can be told. */
  readonly createdBy: string;
}

type Bare = Omit<Target, 'restsOn'> & { readonly dependsOn: readonly string[] };

/** The expected containers; else those of the compose project in the working directory; else all that run or have a restart policy. */
export async function findTargets(look: Look, rows: readonly ContainerRow[]): Promise<Target[]> {
  const { expected } = look.settings.phases.containers;
  const bare = expected
    ? expected.map((entry): Bare => ({
        name: entry.name,
        found: resolveContainer(rows, entry),
        isOneShot: entry.one_shot ?? false,
        dependsOn: entry.depends_on ?? [],
        createdBy: createdBy(entry, rows),
      }))
    : (await discover(look.docker, rows)).map((row): Bare => ({
        name: row.name,
        found: row,
        isOneShot: isWaitedForToEnd(row, rows),
        dependsOn: [],
        createdBy: createdBy(row, rows),
      }));
  return bare.map(({ dependsOn, ...target }) => {
    const beneath = supportsOf(target, dependsOn, bare);
    const served = beneath.flatMap(name => servedBy(name, look.settings));
    return { ...target, restsOn: [...beneath.map(containerNode), ...served] };
  });
}

function createdBy(
  of: { readonly name: string; readonly service?: string | null },
  rows: readonly ContainerRow[],
): string {
  const directories = new Set(rows.map(row => row.workingDir).filter(one => one !== null));
  const where = directories.size === 1 ? ` in ${[...directories].join()}` : '';
  return `docker compose up -d ${shellWord(of.service ?? of.name)}${where}`;
}

/** The names of the containers that it needs. */
function supportsOf(target: Omit<Target, 'restsOn'>, dependsOn: readonly string[], all: readonly Bare[]): string[] {
  const row = rowOf(target.found);
  const isSupport = (other: Bare): boolean => {
    if (dependsOn.includes(other.name)) return true;
    const beneath = rowOf(other.found);
    if (!row || !beneath) return false;
    if (row.networkOf != null && (beneath.id.startsWith(row.networkOf) || beneath.name === row.networkOf)) return true;
    const isLabelled = dependenciesOf(row).some(([service]) => service === beneath.service);
    return dependsOn.length === 0 && isLabelled && row.project !== null && beneath.project === row.project;
  };
  return all.filter(other => other.name !== target.name && isSupport(other)).map(other => other.name);
}

const rowOf = (found: Resolved): ContainerRow | null => (found && 'id' in found ? found : null);
