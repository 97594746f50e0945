import type Docker from 'dockerode';
import { statfs } from 'node:fs/promises';
import { settled } from '../container.ts';
import { PracticeError } from '../practice-error.ts';
import { labelsOf } from '../services.ts';
import type { Fault } from './fault.ts';

const SEED_MB = 64;
const COPIES = 10;
const TRASH_MB = SEED_MB * COPIES;
/** Half of the trash: as much as others may write or delete meanwhile without a difference to what is found and to what heals it. */
const SHORT_GB = (TRASH_MB * 1024 ** 2) / 2e9;
const LABEL = 'orixoon.practice.trash';

/** Random, so that no file system makes it small; copied, because randomness is slow. */
const FILL = `head -c ${SEED_MB}M /dev/urandom > /seed && for i in $(seq ${COPIES}); do cat /seed || exit 1; done > /trash && rm /seed`;

/** A large untagged image, and a config that wants half of its size more than is free. */
export const diskSpaceLow: Fault = {
  title: `${TRASH_MB} MB of untagged images leave too little free disk`,
  async inject(stack, docker) {
    const container = await docker.createContainer({
      Image: stack.image,
      Entrypoint: ['/bin/sh', '-c', FILL],
      Cmd: [],
      Labels: labelsOf(stack.prefix, stack.project),
      NetworkDisabled: true,
    });
    try {
      await container.start();
      const { StatusCode } = (await container.wait()) as { StatusCode: number };
      if (StatusCode !== 0) throw new PracticeError(`the trash could not be written: ${FILL} ended with ${StatusCode}`);
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
  async config(_stack, docker) {
    const freeGb = await freeGbFor(docker);
    return { phases: { preflight: { min_free_disk_gb: Math.round((freeGb + SHORT_GB) * 100) / 100 } } };
  },
};

/** Free space where the engine keeps its images; where that is not on this machine, of this machine. */
async function freeGbFor(docker: Docker): Promise<number> {
  const { DockerRootDir } = (await docker.info()) as { DockerRootDir: string };
  const { bavail, bsize } = await statfs(DockerRootDir).catch(() => statfs('/'));
  return (bavail * bsize) / 1e9;
}
