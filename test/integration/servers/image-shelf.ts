import { randomBytes } from 'node:crypto';
import type Docker from 'dockerode';
import type { Lab } from '../lab.ts';

/** Small images of a test's own, gone when it ends. */
export interface Shelf {
  /** A new image without a name, on the lab's image or on another; its id. */
  image(on?: string): Promise<string>;
  /** Give it a name, and say which. */
  tag(id: string): Promise<string>;
  /** A container that has it, not started. */
  use(id: string): Promise<Docker.Container>;
  has(id: string): Promise<boolean>;
  clear(): Promise<void>;
}

export function openShelf(lab: Lab): Shelf {
  const { docker, prefix } = lab;
  const ids: string[] = [];
  let serial = 0;
  const has = async (id: string): Promise<boolean> =>
    (await docker.listImages({ all: true })).some(({ Id }) => Id === id);
  return {
    async image(on) {
      serial += 1;
      const container = await lab.create(`maker-${serial}`, 'true', on === undefined ? {} : { Image: on });
      // Otherwise two of them would be one image.
      const label = `LABEL orixoon.test=${randomBytes(6).toString('hex')}`;
      const { Id } = (await container.commit({ changes: label })) as { Id: string };
      await container.remove({ force: true });
      ids.push(Id);
      return Id;
    },
    async tag(id) {
      const repo = `orixoon-test-${prefix.replace(/-$/, '')}`;
      serial += 1;
      await docker.getImage(id).tag({ repo, tag: String(serial) });
      return `${repo}:${serial}`;
    },
    use(id) {
      serial += 1;
      return lab.create(`user-${serial}`, 'true', { Image: id });
    },
    has,
    async clear() {
      await lab.clear();
      // What is built on others first.
      for (const id of ids.splice(0).reverse()) if (await has(id)) await docker.getImage(id).remove({ force: true });
    },
  };
}
