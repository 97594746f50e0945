import type { ContainerView } from '../clients/docker-types.ts';
import { isListed } from '../core/rules.ts';
import { contentsOf } from '../systems/container-contents.ts';
import { containerRef, resolveContainer } from '../systems/container-target.ts';
import { until } from './poll.ts';
import type { Place, Possible } from './fault.ts';

const SEEN_MS = 60_000;

/** A container that runs and may be broken, or why not. What is sacred to the gate is sacred to a drill. */
export async function breakable(place: Place, name: string): Promise<ContainerView | { readonly impossible: string }> {
  if (place.settings.connections.docker === undefined) return { impossible: 'connections.docker is not set' };
  const { eyes } = place.docker;
  const found = resolveContainer(await eyes.list(), containerRef(place.settings, name));
  if (found === null || 'ambiguous' in found) return { impossible: `there is not exactly one container ${name}` };
  const view = await eyes.inspect(found.id);
  if (view?.state !== 'running') return { impossible: `${name} does not run` };
  if ((await eyes.ownContainerId()) === view.id) return { impossible: `this program runs in ${name}` };
  const names = [view.name, name, view.id, ...(view.service === null ? [] : [view.service])];
  const entry = isListed(names, place.settings.blacklist.containers);
  if (entry !== undefined) return { impossible: `${name} is on blacklist.containers (${entry})` };
  const { isPostgres } = await contentsOf(view, { docker: eyes });
  return isPostgres ? { impossible: `PostgreSQL is running in ${name}` } : view;
}

/** Of the expected containers the one that can be missed best: nothing rests on it, or as little as may be. */
async function mostMissable(place: Place): Promise<ContainerView | { readonly impossible: string }> {
  const { containers, redis } = place.settings.phases;
  const { expected } = containers;
  if (expected === undefined || expected.length === 0)
    return { impossible: 'phases.containers.expected names no container' };
  const weight = (name: string): number =>
    expected.filter(one => one.depends_on?.includes(name)).length + (redis.container === name ? 1 : 0);
  const lightest = expected
    .filter(one => one.one_shot !== true)
    .sort((one, other) => weight(one.name) - weight(other.name));
  const refusals: string[] = [];
  for (const { name } of lightest) {
    const view = await breakable(place, name);
    if (!('impossible' in view)) return view;
    refusals.push(view.impossible);
  }
  return { impossible: refusals.join('; ') };
}

/** A container stopped, as by `docker stop`. */
export async function containerNotRunning(place: Place): Promise<Possible> {
  const view = await mostMissable(place);
  if ('impossible' in view) return view;
  return {
    title: `the container ${view.name} is stopped`,
    byHand: `docker start ${view.name}`,
    ripeAfterMs: 0,
    async inject() {
      await place.docker.connection.post(`/containers/${view.id}/stop`, {}, {}, { timeoutMs: stopMs(view) });
      await untilState(place, view, state => state === 'exited');
    },
    async mend() {
      const now = await place.docker.eyes.inspect(view.id);
      if (now?.state !== 'exited') return;
      await place.docker.connection.post(`/containers/${view.id}/start`);
      await untilState(place, view, state => state === 'running');
    },
  };
}

/** A container frozen, as by `docker pause`. */
export async function containerStuck(place: Place): Promise<Possible> {
  const view = await mostMissable(place);
  if ('impossible' in view) return view;
  return {
    title: `the container ${view.name} is paused`,
    byHand: `docker unpause ${view.name}`,
    ripeAfterMs: 0,
    async inject() {
      await place.docker.connection.post(`/containers/${view.id}/pause`);
      await untilState(place, view, state => state === 'paused');
    },
    async mend() {
      if ((await place.docker.eyes.inspect(view.id))?.state !== 'paused') return;
      await place.docker.connection.post(`/containers/${view.id}/unpause`);
      await untilState(place, view, state => state === 'running');
    },
  };
}

/** PID 1 of a container stopped by a signal: it is there, and does nothing. */
export const hung = (place: Place, view: ContainerView, title: string, ripeAfterMs: number): Possible => ({
  title,
  byHand: `docker kill --signal CONT ${view.name}`,
  ripeAfterMs,
  inject: () => place.docker.connection.post(`/containers/${view.id}/kill`, { signal: 'SIGSTOP' }),
  async mend() {
    // After a restart it is another process, to which the signal means nothing.
    if ((await place.docker.eyes.inspect(view.id))?.state === 'running')
      await place.docker.connection.post(`/containers/${view.id}/kill`, { signal: 'SIGCONT' });
  },
});

const stopMs = ({ stopTimeoutS }: ContainerView): number => (stopTimeoutS < 0 ? 60 : stopTimeoutS) * 1000 + 20_000;

const untilState = (place: Place, view: ContainerView, test: (state: string) => boolean): Promise<void> =>
  until(`${view.name} to change its state`, SEEN_MS, async () =>
    test((await place.docker.eyes.inspect(view.id))?.state ?? 'gone'),
  );
