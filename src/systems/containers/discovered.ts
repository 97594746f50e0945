import { realpath } from 'node:fs/promises';
import type { ContainerRow, ContainerView, DockerEyes } from '../../clients/docker-types.ts';
import { atMostEight } from './at-most-eight.ts';

/** Those of the compose project in the working directory; else all that run or have a restart policy. Never our own. */
export async function discover(docker: DockerEyes, rows: readonly ContainerRow[]): Promise<readonly ContainerRow[]> {
  const own = await docker.ownContainerId();
  const others = rows.filter(row => row.id !== own && row.labels['com.docker.compose.oneoff'] !== 'True');
  const here = await resolved(process.cwd());
  const inProject = await Promise.all(
    others.map(async row => row.workingDir !== null && (await resolved(row.workingDir)) === here),
  );
  const ofProject = others.filter((_, index) => inProject[index]);
  if (ofProject.length > 0) return ofProject;
  const isKept = await atMostEight(others, async row => {
    const isUp = row.state === 'running' || row.state === 'paused' || row.state === 'restarting';
    return isUp || hasRestartPolicy(await docker.inspect(row.id));
  });
  return others.filter((_, index) => isKept[index]);
}

/** A directory of another machine, or one that is gone, stands for itself. */
const resolved = (directory: string): Promise<string> => realpath(directory).catch(() => directory);

const hasRestartPolicy = (view: ContainerView | null): boolean => !['', 'no'].includes(view?.restartPolicy ?? '');

/** `db:service_healthy:false,migrate:service_completed_successfully:false` → pairs of service and condition. */
export const dependenciesOf = (row: ContainerRow): readonly (readonly string[])[] =>
  (row.labels['com.docker.compose.depends_on'] ?? '').split(',').map(part => part.split(':'));

/** Compose says so in the label of whatever waits for it. */
export const isWaitedForToEnd = (row: ContainerRow, rows: readonly ContainerRow[]): boolean =>
  rows.some(
    other =>
      other.project === row.project &&
      dependenciesOf(other).some(
        ([service, condition]) => service === row.service && condition === 'service_completed_successfully',
      ),
  );
