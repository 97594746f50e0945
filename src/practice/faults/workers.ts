import type Docker from 'dockerode';
import { countLive } from '../bring-up.ts';
import { thresholds } from '../config.ts';
import { execIn } from '../container.ts';
import { poll } from '../poll.ts';
import { specs, type Service } from '../services.ts';
import { repair, type Stack } from '../stack.ts';
import { containerName, withRedis, type Fault } from './fault.ts';
import { clearQueue, insertItems } from './queue-items.ts';

const SEEN_MS = 30_000;

async function signal(stack: Stack, docker: Docker, service: Service, name: string): Promise<void> {
  const { match } = specs[service].process;
  await execIn(docker, containerName(stack, service), ['python3', '/practice/lab.py', 'signal', match, name, '1']);
}

async function untilLive(stack: Stack, docker: Docker, service: Service, count: number): Promise<void> {
  const { match } = specs[service].process;
  await poll({ what: `${count} live processes in ${service}`, timeoutMs: SEEN_MS }, async () => {
    return (await countLive(docker, containerName(stack, service), match)) === count;
  });
}

/** A process killed, as the OOM killer would; so many are left. */
const killed = (title: string, service: Service, left: number): Fault => ({
  title,
  async inject(stack, docker) {
    await signal(stack, docker, service, 'KILL');
    await untilLive(stack, docker, service, left);
  },
  async undo(stack, docker) {
    await repair(stack, docker);
  },
});

export const workersDown = killed('one of the two Uvicorn workers is dead; the parent and the other live', 'app', 1);

export const schedulerStopped = killed('the scheduler process is dead; its container runs', 'tds-scheduler', 0);

/** A worker that is alive and does nothing, with work waiting. */
export const workerNotProcessing: Fault = {
  title: 'the queue worker hangs: the process is there, items wait, none is completed',
  async inject(stack, docker) {
    await signal(stack, docker, 'tds-worker', 'STOP');
    await untilLive(stack, docker, 'tds-worker', 0);
    await insertItems(stack, { count: 5, status: 'pending' });
    await poll({ what: 'the heartbeat to grow old', timeoutMs: SEEN_MS }, async () => {
      const beat = await withRedis(stack, client => client.get('tds:worker:heartbeat'));
      return Date.now() / 1000 - Number(beat) > thresholds.heartbeat + 0.5;
    });
  },
  async undo(stack, docker) {
    await repair(stack, docker);
    await clearQueue(stack);
  },
};
