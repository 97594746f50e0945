import { settled } from '../../src/practice/container.ts';
import { labelsOf } from '../../src/practice/services.ts';
import type { Practice } from './practice.ts';

/** Images beside the trash that no cleanup may remove. */
export interface Keepers {
  readonly ids: readonly string[];
  /** Those that are gone. */
  missing(): Promise<string[]>;
  end(): Promise<void>;
}

const TAG = { repo: 'orixoon-e2e-kept', tag: 'latest' };

/** The untagged images that the fault left; Docker's own word. */
export async function trashOf({ docker, stack }: Practice): Promise<string[]> {
  const images = await docker.listImages({
    all: true,
    filters: { label: [`orixoon.practice.trash=${stack.project}`] },
  });
  return images.map(({ Id }) => Id);
}

/**
 * A tagged image, and an untagged one that a stopped container has. Whatever else is untagged on this engine is somebody's:
 * it gets a container for the time of the test.
 */
export async function keepImages({ docker, stack }: Practice): Promise<Keepers> {
  const foreign = (await docker.listImages({ filters: { dangling: ['true'] } })).map(({ Id }) => Id);
  const holders: string[] = [];
  const hold = async (image: string) => {
    const container = await docker.createContainer({
      Image: image,
      Entrypoint: ['/bin/true'],
      Cmd: [],
      Labels: labelsOf(stack.prefix, stack.project),
      NetworkDisabled: true,
    });
    holders.push(container.id);
    return container;
  };
  const commit = async (from: string, comment: string): Promise<string> =>
    ((await docker.getContainer(from).commit({ comment, changes: `LABEL orixoon.e2e=${comment}` })) as { Id: string })
      .Id;
  // 404: whoever it was of has removed it meanwhile.
  for (const image of foreign) await settled(hold(image), 404);
  const { id } = await hold(stack.image);
  const tagged = await commit(id, 'tagged');
  await docker.getImage(tagged).tag(TAG);
  const used = await commit(id, 'used');
  const stopped = await hold(used);
  await stopped.start();
  await stopped.wait();
  const ids = [tagged, used];
  return {
    ids,
    async missing() {
      const there = (await docker.listImages({ all: true })).map(({ Id }) => Id);
      return ids.filter(image => !there.includes(image));
    },
    async end() {
      for (const container of holders) await docker.getContainer(container).remove({ force: true, v: true });
      for (const image of [tagged, used]) await settled(docker.getImage(image).remove({ force: true }), 404);
    },
  };
}
