import type Docker from 'dockerode';
import type { Say } from './command.ts';
import { execIn, inspectIfThere, settled } from './container.ts';
import { poll } from './poll.ts';
import { PracticeError } from './practice-error.ts';
import { containerOptions, labelsOf, specs, type Place, type Service } from './services.ts';

type Info = Docker.ContainerInspectInfo;

const WELL_MS = 90_000;
/** A process may take that long to appear in a container that has just started. */
const YOUNG_MS = 5000;

/** Makes one container exist and run as it should, by the least that does it. */
export async function bringUp(docker: Docker, service: Service, place: Place, say: Say): Promise<void> {
  const name = `${place.prefix}${service}`;
  await ensureVolume(docker, service, place);
  let info = await inspectIfThere(docker, name);
  if (info !== undefined && isOutdated(info, service, place)) {
    say(`making ${name} anew`);
    await settled(docker.getContainer(info.Id).remove({ force: true, v: true }), 404);
    info = undefined;
  }
  if (info === undefined) {
    await docker.createContainer(containerOptions(service, place));
    say(`starting ${name}`);
    await docker.getContainer(name).start();
    return;
  }
  await mend(docker, info, service, say);
}

async function ensureVolume(docker: Docker, service: Service, place: Place): Promise<void> {
  const { volume } = specs[service];
  if (volume === undefined) return;
  // Creating a volume that is there is no error.
  await docker.createVolume({ Name: `${place.project}_${volume.name}`, Labels: labelsOf(place.prefix, place.project) });
}

function isOutdated(info: Info, service: Service, place: Place): boolean {
  const wanted = containerOptions(service, place);
  const isOtherImage = info.Config.Image !== place.image;
  const isOtherEnv = (wanted.Env ?? []).some(entry => !info.Config.Env.includes(entry));
  const isOffNetwork = !(place.project in info.NetworkSettings.Networks);
  const ports =
    JSON.stringify(info.HostConfig.PortBindings ?? {}) !== JSON.stringify(wanted.HostConfig?.PortBindings ?? {});
  const isLost = info.State.Status === 'dead' || info.State.Status === 'removing';
  return isOtherImage || isOtherEnv || isOffNetwork || ports || isLost;
}

async function mend(docker: Docker, info: Info, service: Service, say: Say): Promise<void> {
  const container = docker.getContainer(info.Id);
  const name = info.Name.slice(1);
  if (info.HostConfig.RestartPolicy?.Name !== 'no') await container.update({ RestartPolicy: { Name: 'no' } });
  if (info.State.Paused) {
    say(`unpausing ${name}`);
    await settled(container.unpause(), 409, 500);
  } else if (!info.State.Running) {
    say(`starting ${name}`);
    await settled(container.start(), 304);
  }
  const health = info.State.Health?.Status;
  // What still starts is left to: it gets well or becomes unhealthy.
  if (!info.State.Running || info.State.Restarting || health === 'starting') return;
  if (health === 'unhealthy' || (await isBrokenInside(docker, info, service))) {
    say(`restarting ${name}`);
    await container.restart({ t: 5 });
  }
}

/** What Docker does not see: a job that died or hangs in a container that runs, and controls that a fault left behind. */
async function isBrokenInside(docker: Docker, info: Info, service: Service): Promise<boolean> {
  const { match, min } = specs[service].process;
  const isYoung = (): boolean => Date.now() - Date.parse(info.State.StartedAt) < YOUNG_MS;
  const isShort = await poll({ what: `the processes of ${service}`, timeoutMs: YOUNG_MS }, async () => {
    if ((await countLive(docker, info.Id, match)) >= min) return { yes: false };
    return isYoung() ? undefined : { yes: true };
  });
  return isShort.yes || (await areControlsLeft(docker, info.Id, service));
}

/** What a fault put there, or holds there by a process of its own. A command inside is dear, so it is asked only where it may tell. */
async function areControlsLeft(docker: Docker, id: string, service: Service): Promise<boolean> {
  const { controls } = specs[service];
  if (controls === 'files') return (await execIn(docker, id, ['ls', '-A', '/tmp/lab'])) !== '';
  return controls === 'holder' && (await countLive(docker, id, '/practice/lab.py hold')) > 0;
}

/** How many processes of a container have `match` in their command line and are neither stopped nor zombies. */
export async function countLive(docker: Docker, name: string, match: string): Promise<number> {
  const listing = (await docker.getContainer(name).top({ ps_args: '-eo pid,stat,args' })) as { Processes: string[][] };
  return listing.Processes.filter(([, stat = '', args = '']) => args.includes(match) && !/^[TZ]/.test(stat)).length;
}

/** Waits until a container runs and its health check passes, or its process is there if it has none; returns its id. */
export async function waitUntilWell(docker: Docker, service: Service, name: string): Promise<string> {
  try {
    return await poll({ what: `${name} to be well`, timeoutMs: WELL_MS, intervalMs: 150 }, async () => {
      const info = await inspectIfThere(docker, name);
      if (info === undefined) throw new PracticeError(`${name} has gone`);
      if (!info.State.Running)
        throw new PracticeError(`${name} ended with ${info.State.ExitCode} ${info.State.Error}`.trim());
      if (info.State.Health !== undefined) return info.State.Health.Status === 'healthy' && info.Id;
      const { match, min } = specs[service].process;
      return (await countLive(docker, info.Id, match)) >= min && info.Id;
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PracticeError(`${reason}; its last lines:\n${await lastLines(docker, name)}`, { cause });
  }
}

async function lastLines(docker: Docker, name: string): Promise<string> {
  const info = await inspectIfThere(docker, name);
  if (info === undefined) return '';
  const log = await docker.getContainer(info.Id).logs({ stdout: true, stderr: true, tail: 10 });
  // Without a terminal, Docker puts eight bytes of framing before each piece.
  return log
    .toString('utf8')
    .replace(/[\x00-\x02]\x00\x00\x00[\s\S]{4}/g, '')
    .trim();
}
