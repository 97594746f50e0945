import type { ExpectedWorker } from '../systems/settings.ts';
import { breakable, hung } from './containers.ts';
import type { Place, Possible } from './fault.ts';

/** A Redis that is there and says nothing. */
export async function redisNotResponding(place: Place): Promise<Possible> {
  const { container } = place.settings.phases.redis;
  if (container === undefined) return { impossible: 'phases.redis.container is not set: nothing could restart it' };
  const view = await breakable(place, container);
  return 'impossible' in view ? view : hung(place, view, `the server in ${container} hangs: no command is answered`, 0);
}

/** A worker or scheduler whose process is there and whose heart does not beat. */
export const hungWorker =
  (kind: ExpectedWorker['kind']) =>
  async (place: Place): Promise<Possible> => {
    const refusals: string[] = [];
    for (const worker of (place.settings.phases.workers.expected ?? []).filter(one => one.kind === kind)) {
      const fault = await hang(place, worker);
      if (!('impossible' in fault)) return fault;
      refusals.push(fault.impossible);
    }
    return { impossible: refusals.join('; ') || `phases.workers.expected names no ${kind}` };
  };

async function hang(place: Place, { name, container, match, heartbeat }: ExpectedWorker): Promise<Possible> {
  if (container === undefined) return { impossible: `${name} is in no container` };
  if (heartbeat === undefined) return { impossible: `${name} has no heartbeat: a hanging process would not be seen` };
  const view = await breakable(place, container);
  if ('impossible' in view) return view;
  const processes = await place.docker.eyes.top(view.id);
  const own = processes.filter(one => match === undefined || one.command.includes(match));
  if (own.length !== 1 || own[0]?.pid !== view.pid)
    return { impossible: `${name} is not the one main process of ${container}: its signal would not reach it alone` };
  return hung(place, view, `the process of ${name} hangs`, heartbeat.max_age_seconds * 1000);
}
