import { execIn, settled } from '../container.ts';
import { repair } from '../stack.ts';
import { containerName, until, type Fault } from './fault.ts';

/** Redis stopped. */
export const containerNotRunning: Fault = {
  title: 'the container redis is stopped',
  async inject(stack, docker) {
    await settled(docker.getContainer(containerName(stack, 'redis')).stop(), 304);
    await until(stack, docker, 'redis', 'to stop', info => !info.State.Running);
  },
  async undo(stack, docker) {
    await repair(stack, docker);
  },
};

/** A health check that fails. */
export const containerUnhealthy: Fault = {
  title: 'neurolink answers its health check with 500',
  async inject(stack, docker) {
    await execIn(docker, containerName(stack, 'neurolink'), ['touch', '/tmp/lab/unhealthy']);
    await until(stack, docker, 'neurolink', 'to be unhealthy', info => info.State.Health?.Status === 'unhealthy');
  },
  async undo(stack, docker) {
    await repair(stack, docker);
  },
};

/** A frozen container. */
export const containerStuck: Fault = {
  title: 'the container tds-scheduler is paused',
  async inject(stack, docker) {
    await settled(docker.getContainer(containerName(stack, 'tds-scheduler')).pause(), 409);
    await until(stack, docker, 'tds-scheduler', 'to be paused', info => info.State.Paused);
  },
  async undo(stack, docker) {
    await repair(stack, docker);
  },
};

/** A container that somebody removed. */
export const containerMissing: Fault = {
  title: 'the container neurolink is removed',
  async inject(stack, docker) {
    await settled(docker.getContainer(containerName(stack, 'neurolink')).remove({ force: true, v: true }), 404);
  },
  async undo(stack, docker) {
    await repair(stack, docker);
  },
};
