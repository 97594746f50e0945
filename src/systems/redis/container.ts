import type { ContainerRow } from '../../clients/docker-types.ts';
import { containerRef, resolveContainer } from '../container-target.ts';
import type { Look } from '../system.ts';

/** The container that the config means by that name, or why there is not one. */
export async function containerOf(
  name: string,
  { docker, settings }: Look,
): Promise<ContainerRow | { readonly missing: string }> {
  const found = resolveContainer(await docker.list(), containerRef(settings, name));
  if (found === null) return { missing: `there is no container ${name}` };
  if (!('ambiguous' in found)) return found;
  return { missing: `more than one container is meant by ${name}: ${found.ambiguous.map(row => row.name).join(', ')}` };
}
