import type Docker from 'dockerode';
import { execIn, settled } from '../container.ts';
import { poll } from '../poll.ts';
import { PracticeError } from '../practice-error.ts';
import { repair, type Stack } from '../stack.ts';
import { tarOf } from '../tar.ts';
import { containerName, until, type Fault } from './fault.ts';

const SEEN_MS = 60_000;
const LEAK_SHARE = 0.925;
const STATE_DIRECTORY = '/var/lib/tsh/state';

const post = (stack: Stack, docker: Docker, path: string): Promise<string> =>
  execIn(docker, containerName(stack, 'app'), ['curl', '-fsS', '-X', 'POST', `http://127.0.0.1:8000${path}`]);

/** The guide's 75 errors within the window. */
export const highErrorRate: Fault = {
  title: 'the application logs 75 errors',
  async inject(stack, docker) {
    await post(stack, docker, '/lab/errors?count=75');
    const container = docker.getContainer(containerName(stack, 'app'));
    await poll({ what: '75 errors in the log', timeoutMs: SEEN_MS }, async () => {
      const since = Math.floor(Date.now() / 1000) - 120;
      const log = await container.logs({ stdout: true, stderr: true, since });
      return log.toString('utf8').split(' ERROR ').length > 75;
    });
  },
  // The log is the container's own: what it said stays said until it starts again.
  async undo(stack, docker) {
    await docker.getContainer(containerName(stack, 'app')).restart({ t: 5 });
    await repair(stack, docker);
  },
};

/** One worker that keeps what it takes. */
export const memoryLeak: Fault = {
  title: 'the application holds more than 92 % of its memory limit',
  async inject(stack, docker) {
    await poll({ what: 'the memory to fill', timeoutMs: SEEN_MS }, async () => {
      const { used, limit } = await memoryOf(stack, docker);
      const missing = Math.ceil((limit * LEAK_SHARE - used) / (1 << 20));
      if (missing <= 0) return true;
      await post(stack, docker, `/lab/leak?megabytes=${missing}`);
      return false;
    });
  },
  async undo(stack, docker) {
    await docker.getContainer(containerName(stack, 'app')).restart({ t: 5 });
    await repair(stack, docker);
  },
};

async function memoryOf(stack: Stack, docker: Docker): Promise<{ used: number; limit: number }> {
  const { memory_stats: memory } = await docker
    .getContainer(containerName(stack, 'app'))
    .stats({ stream: false, 'one-shot': true });
  const { limit, usage, stats } = memory as { limit: number; usage: number; stats: Record<string, number | undefined> };
  // Page cache is not the application's: `total_cache` in the first version of cgroups, `file` in the second.
  return { limit, used: usage - (stats['total_cache'] ?? stats['file'] ?? 0) };
}

/** Saved state that the application cannot load, and a restart policy that makes it try for ever. */
export const crashLoop: Fault = {
  title: 'the application crashes at every start over its saved state, and Docker starts it again',
  async inject(stack, docker) {
    const name = containerName(stack, 'app');
    await execIn(docker, name, ['sh', '-c', `echo '{"version": 1, "sess' > ${STATE_DIRECTORY}/session.json`]);
    await docker.getContainer(name).update({ RestartPolicy: { Name: 'always' } });
    await docker.getContainer(name).restart({ t: 5 });
    await until(stack, docker, 'app', 'to be started again four times', info => info.RestartCount >= 4);
  },
  async undo(stack, docker) {
    const container = docker.getContainer(containerName(stack, 'app'));
    const { HostConfig } = await container.inspect();
    if (HostConfig.RestartPolicy?.Name !== 'always') return;
    await container.update({ RestartPolicy: { Name: 'no' } });
    await settled(container.stop({ t: 1 }), 304);
    await container.putArchive(tarOf('session.json', '{"version": 1}'), { path: STATE_DIRECTORY });
    await repair(stack, docker);
    const { RestartCount } = await container.inspect();
    if (RestartCount > 0) throw new PracticeError('the application still crashes');
  },
};
