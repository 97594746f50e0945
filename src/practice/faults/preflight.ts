import { statfs } from 'node:fs/promises';
import { settled } from '../container.ts';
import { labelsOf } from '../services.ts';
import type { Fault } from './fault.ts';

const TRASH_MB = 768;
const LABEL = 'orixoon.practice.trash';

/** An untagged image of three quarters of a gigabyte, and a config that wants a third of one more than is free. */
export const diskSpaceLow: Fault = {
  title: `${TRASH_MB} MB of untagged images leave too little free disk`,
  async inject(stack, docker) {
    const container = await docker.createContainer({
      Image: stack.image,
      Entrypoint: ['dd', 'if=/dev/urandom', 'of=/trash', 'bs=1M', `count=${TRASH_MB}`],
      Labels: labelsOf(stack.prefix, stack.project),
      NetworkDisabled: true,
    });
    try {
      await container.start();
      await container.wait();
      await container.commit({ changes: `LABEL ${LABEL}=${stack.project}` });
    } finally {
      await container.remove({ force: true, v: true });
    }
  },
  async undo(stack, docker) {
    const images = await docker.listImages({ filters: { label: [`${LABEL}=${stack.project}`] } });
    for (const { Id } of images) await settled(docker.getImage(Id).remove({ force: true }), 404);
  },
  // Nobody's disk is filled for practice: the limit comes to where the free space is.
  async config() {
    const { bavail, bsize } = await statfs('/');
    return { phases: { preflight: { min_free_disk_gb: Math.round(((bavail * bsize) / 1e9 + 0.33) * 100) / 100 } } };
  },
};
