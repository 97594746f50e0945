import { availableParallelism } from 'node:os';
import { ensureImage } from '../../src/practice/image.ts';
import { labelsOf } from '../../src/practice/services.ts';
import { PREFIX } from './bench-place.ts';
import type { BenchPlace } from './bench-place.ts';

const VERSIONS = '/usr/lib/postgresql/*/bin/postgres --version; redis-server --version';

/** What it is measured on, in one line without a date. */
export async function machineOf({ docker, say }: BenchPlace): Promise<string> {
  const container = await docker.createContainer({
    Image: await ensureImage(docker, say),
    Entrypoint: ['sh', '-c', VERSIONS],
    Labels: labelsOf(PREFIX, PREFIX),
    Tty: true,
    HostConfig: { NetworkMode: 'none' },
  });
  try {
    await container.start();
    await container.wait();
    const text = (await container.logs({ stdout: true })).toString('utf8');
    const found = (pattern: RegExp): string => pattern.exec(text)?.[1] ?? '?';
    const { Version } = await docker.version();
    const servers = `PostgreSQL ${found(/PostgreSQL\) ([\d.]+)/)}, Redis ${found(/v=([\d.]+)/)}`;
    return `${availableParallelism()} cores, Node ${process.versions.node}, Docker Engine ${Version}, ${servers}`;
  } finally {
    await container.remove({ force: true });
  }
}
