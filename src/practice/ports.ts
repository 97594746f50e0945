import type Docker from 'dockerode';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { inspectIfThere, settled } from './container.ts';
import { PracticeError } from './practice-error.ts';
import { specs, services, type Place, type Ports, type PublishedName, labelsOf } from './services.ts';

type SomePorts = Partial<Record<PublishedName, number>>;

const USUAL: Ports = { postgres: 55432, redis: 56379, app: 58000, neurolink: 58002 };
const names = Object.keys(USUAL) as PublishedName[];
/** Below the range that outgoing connections draw from: what is free now stays free while its container is stopped. */
const [LOWEST, HIGHEST] = [20_000, 32_000];
const TRIES = 100;
/** On the network, so that a container that was removed gets its port back. */
const PORTS_LABEL = 'orixoon.practice.ports';

/** Ports for a stack: the fixed ones, else the usual ones where free, else any free ones. */
export async function choosePorts(fixed: Partial<Ports>, useUsual: boolean): Promise<Ports> {
  const chosen: SomePorts = { ...fixed };
  for (const name of names) {
    if (chosen[name] !== undefined) continue;
    const isUsualFree = useUsual && (await isBindable(USUAL[name]));
    chosen[name] = isUsualFree ? USUAL[name] : await freePort(Object.values(chosen));
  }
  return chosen as Ports;
}

/** The ports that a stack has, as far as they can still be had. */
export async function portsOf(docker: Docker, prefix: string, project: string): Promise<Partial<Ports>> {
  const remembered = await portsOnLabel(docker, project);
  const found: SomePorts = {};
  for (const service of services) {
    const { port } = specs[service];
    if (port === undefined) continue;
    const info = await inspectIfThere(docker, `${prefix}${service}`);
    const bindings = info?.HostConfig.PortBindings as Record<string, { HostPort: string }[] | undefined> | undefined;
    const bound = bindings?.[`${port.inside}/tcp`]?.[0]?.HostPort;
    const known = bound === undefined ? remembered[port.name] : Number(bound);
    // A port of a container that is not running may have gone to somebody else.
    if (known !== undefined && (info?.State.Running === true || (await isBindable(known)))) found[port.name] = known;
  }
  return found;
}

async function portsOnLabel(docker: Docker, project: string): Promise<SomePorts> {
  const networks = await docker.listNetworks({ filters: { label: [PORTS_LABEL] } });
  const label = networks.find(network => network.Name === project)?.Labels?.[PORTS_LABEL];
  return label === undefined ? {} : (JSON.parse(label) as SomePorts);
}

/** The stack's own network, which also remembers its ports. */
export async function ensureNetwork(docker: Docker, place: Place): Promise<void> {
  const found = await docker.listNetworks({ filters: { name: [place.project] } });
  // The filter matches parts of names.
  if (found.some(network => network.Name === place.project)) return;
  const labels = { ...labelsOf(place.prefix, place.project), [PORTS_LABEL]: JSON.stringify(place.ports) };
  const options = { Name: place.project, Driver: 'bridge', CheckDuplicate: true, Labels: labels };
  await settled(docker.createNetwork(options), 409);
}

async function freePort(taken: readonly number[]): Promise<number> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const port = randomInt(LOWEST, HIGHEST);
    if (!taken.includes(port) && (await isBindable(port))) return port;
  }
  throw new PracticeError(`no free port between ${LOWEST} and ${HIGHEST}`);
}

function isBindable(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
