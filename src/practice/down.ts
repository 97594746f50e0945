import type Docker from 'dockerode';
import type { Say } from './command.ts';
import { settled } from './container.ts';
import { removeImages } from './image.ts';
import { labelValue, PRACTICE_LABEL } from './services.ts';

/** Takes a stack away, or all stacks and the images too. What is gone already is no error. */
export async function down(docker: Docker, which: string, say: Say): Promise<void> {
  const label = which === 'all' ? PRACTICE_LABEL : `${PRACTICE_LABEL}=${labelValue(which)}`;
  const filters = { label: [label] };
  const containers = await docker.listContainers({ all: true, filters });
  await Promise.all(
    containers.map(async ({ Id, Names }) => {
      say(`removing ${Names[0]?.slice(1) ?? Id}`);
      // 409: somebody else is removing it at this moment.
      await settled(docker.getContainer(Id).remove({ force: true, v: true }), 404, 409);
    }),
  );
  // Null, whatever the types say, where there are none.
  const { Volumes } = (await docker.listVolumes({ filters })) as { Volumes: { Name: string }[] | null };
  for (const { Name } of Volumes ?? []) await settled(docker.getVolume(Name).remove(), 404);
  for (const { Id } of await docker.listNetworks({ filters })) await settled(docker.getNetwork(Id).remove(), 404);
  if (which === 'all') await removeImages(docker, say);
}
