import type Docker from 'dockerode';
import type { Say } from './command.ts';
import { inspectIfThere } from './container.ts';
import { ensureImage } from './image.ts';
import { withLock } from './lock.ts';
import { choosePorts, ensureNetwork, portsOf } from './ports.ts';
import { PracticeError } from './practice-error.ts';
import { bringUp, waitUntilWell } from './bring-up.ts';
import { labelValue, PRACTICE_LABEL, services, type Place, type Ports, type Service } from './services.ts';

export { down } from './down.ts';

/** A practice stack that runs. */
export interface Stack {
  readonly prefix: string;
  readonly project: string;
  readonly network: string;
  readonly image: string;
  readonly host: string;
  readonly ports: Ports;
  readonly maxConnections: number;
  /** Those that were asked for; all six by default. */
  readonly containers: Readonly<Record<Service, { readonly name: string; readonly id: string }>>;
  readonly urls: Readonly<Record<'database' | 'databaseAdmin' | 'redis' | 'app' | 'neurolink', string>>;
}

/** Which stack, on which engine. */
export interface UpOptions {
  readonly docker: Docker;
  readonly host: string;
  /**
   * Before every container's name; default, `ORIXOON_PRACTICE_PREFIX`. Without either: none, or `practice-` where somebody
   * else's container has such a name.
   */
  readonly prefix?: string;
  readonly ports?: Partial<Ports>;
  readonly services?: readonly Service[];
  readonly maxConnections?: number;
  readonly say: Say;
}

const FALLBACK_PREFIX = 'practice-';

/** Brings the stack up, mends what is broken in it, and waits until all of it is well. */
export async function up(options: UpOptions): Promise<Stack> {
  const { docker, host, say } = options;
  const wanted = options.services ?? services;
  const prefix = await choosePrefix(docker, options.prefix ?? process.env['ORIXOON_PRACTICE_PREFIX'], wanted);
  const image = await ensureImage(docker, say);
  const project = projectOf(prefix);
  return await withLock(`the stack ${project} on ${host}`, say, async () => {
    const had = await portsOf(docker, prefix, project);
    const ports = await choosePorts({ ...had, ...options.ports }, prefix === '');
    const { maxConnections = 50 } = options;
    const place: Place = { prefix, project, image, ports, maxConnections };
    await ensureNetwork(docker, place);
    await Promise.all(wanted.map(service => bringUp(docker, service, place, say)));
    const ids = await Promise.all(wanted.map(service => waitUntilWell(docker, service, `${prefix}${service}`)));
    const containers = Object.fromEntries(
      wanted.map((service, index) => [service, { name: `${prefix}${service}`, id: ids[index] }]),
    ) as Stack['containers'];
    return { prefix, project, network: project, image, host, ports, maxConnections, containers, urls: urlsOf(ports) };
  });
}

/** Mends a stack that is up or was, on the ports that it had. */
export async function repair(stack: Stack, docker: Docker, say: Say = () => undefined): Promise<Stack> {
  const { host, prefix, ports, maxConnections } = stack;
  return await up({
    docker,
    host,
    prefix,
    ports,
    maxConnections,
    services: Object.keys(stack.containers) as Service[],
    say,
  });
}

/** The compose project of a prefix. */
const projectOf = (prefix: string): string => {
  const name = prefix
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'orixoon-practice' : `orixoon-practice-${name}`;
};

async function choosePrefix(docker: Docker, asked: string | undefined, wanted: readonly Service[]): Promise<string> {
  const stranger = await findStranger(docker, asked ?? '', wanted);
  if (stranger === undefined) return asked ?? '';
  if (asked !== undefined)
    throw new PracticeError(
      `a container ${stranger} is there already, and it is not of a practice stack: remove or rename it`,
    );
  const second = await findStranger(docker, FALLBACK_PREFIX, wanted);
  if (second !== undefined)
    throw new PracticeError(
      `containers ${stranger} and ${second} are there already, and of no practice stack: remove or rename one of them`,
    );
  return FALLBACK_PREFIX;
}

async function findStranger(docker: Docker, prefix: string, wanted: readonly Service[]): Promise<string | undefined> {
  for (const service of wanted) {
    const found = await inspectIfThere(docker, `${prefix}${service}`);
    if (found !== undefined && found.Config.Labels[PRACTICE_LABEL] !== labelValue(prefix)) return `${prefix}${service}`;
  }
  return undefined;
}

const urlsOf = (ports: Ports): Stack['urls'] => ({
  database: `postgresql://tsh:lab-s3cret@127.0.0.1:${ports.postgres}/tsh_erp`,
  databaseAdmin: `postgresql://postgres:lab-s3cret@127.0.0.1:${ports.postgres}/tsh_erp`,
  redis: `redis://127.0.0.1:${ports.redis}`,
  app: `http://127.0.0.1:${ports.app}`,
  neurolink: `http://127.0.0.1:${ports.neurolink}`,
});
