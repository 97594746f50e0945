import { usualPort } from './seen.ts';
import type { Kind, Seen, SeenContainer, SeenProcess } from './seen.ts';

const programs: Readonly<Record<Kind, RegExp>> = {
  database: /^(postgres|postmaster)$/,
  redis: /^(redis-server|valkey-server|keydb-server|dragonfly)/,
};
const images: Readonly<Record<Kind, RegExp>> = {
  database: /(^|[/_-])(postgres|postgresql|postgis|pgvector|timescaledb)/i,
  redis: /(^|[/_-])(redis|valkey|keydb|dragonfly)/i,
};

/** Whether a container is that server: by what runs in it; where nothing runs, by its image and by the port that it exposes. */
export function isServer(kind: Kind, { processes, image, ports }: SeenContainer): boolean {
  if (processes.some(({ name }) => programs[kind].test(name))) return true;
  if (processes.length > 0) return false;
  return images[kind].test(image.split(':')[0] ?? '') || ports.some(({ inside }) => inside === usualPort[kind]);
}

/** The containers of that kind, those first that can be reached from this machine. */
export const serversOf = (kind: Kind, containers: readonly SeenContainer[]): readonly SeenContainer[] =>
  containers
    .filter(one => isServer(kind, one))
    .sort((a, b) => Number(portOf(kind, b) !== null) - Number(portOf(kind, a) !== null));

/** The port of this machine that leads to the server in a container, or null. */
export const portOf = (kind: Kind, { ports }: SeenContainer): number | null => {
  const published = ports.filter(port => port.published !== null);
  return (published.find(({ inside }) => inside === usualPort[kind]) ?? published[0])?.published ?? null;
};

const likely = /(^|[-_])(app|web|api|server|backend|main)([-_]|$)/i;

/** The containers whose health URL answered, the likeliest application first. */
export function applicationsOf({ healthUrls, containers }: Seen): readonly { container: string; url: string }[] {
  const weight = (name: string): number => {
    const container = containers.find(one => one.name === name);
    const isNamedSo = likely.test(container?.service ?? name);
    return Number(isNamedSo) * 100 + (container?.dependsOn.length ?? 0);
  };
  return [...healthUrls].sort((a, b) => weight(b.container) - weight(a.container));
}

/** A worker as the config expects it. */
export interface SeenWorker {
  readonly name: string;
  readonly kind: 'worker' | 'scheduler';
  readonly container: string;
  readonly match: string;
}

const jobRunner =
  /(^|[\s/])(celery|sidekiq|rq|dramatiq|arq|huey|resque|good_job|faktory|gunicorn|uvicorn|hypercorn)(\s|$)/;
const jobName = /(worker|scheduler|queue|consumer|cron|beat|sync)/i;
const schedulerName = /(scheduler|cron|\bbeat\b)/i;
const script = /(?:^|[\s/])([\w.-]+)\.(?:py|js|mjs|ts|rb|php)(?:\s|$)/;

/** The background work in a container, where its command line or the container's name says that it is such. */
export function workersOf(container: SeenContainer): readonly SeenWorker[] {
  if (isServer('database', container) || isServer('redis', container)) return [];
  const job = jobIn(container.processes);
  if (job === undefined) return [];
  const runner = jobRunner.exec(job.command)?.[2];
  const label = container.service ?? container.name;
  const isJob = jobName.test(label) || jobName.test(job.command);
  const match = runner ?? (isJob ? (script.exec(job.command)?.[1] ?? job.name) : undefined);
  if (match === undefined || match === '') return [];
  const kind = schedulerName.test(`${label} ${job.command}`) ? 'scheduler' : 'worker';
  return [{ name: label, kind, container: container.name, match }];
}

const saysWhatItDoes = ({ command }: SeenProcess): boolean =>
  [jobRunner, jobName, script].some(pattern => pattern.test(command));

/** The one whose parent is not in the container; or, where it only keeps another alive, that one. A job runner looks after its own. */
function jobIn(processes: readonly SeenProcess[]): SeenProcess | undefined {
  let job = processes.find(({ ppid }) => !processes.some(({ pid }) => pid === ppid));
  for (let depth = 0; job !== undefined && depth < processes.length && !jobRunner.test(job.command); depth += 1) {
    const { pid }: SeenProcess = job;
    const [child, ...others] = processes.filter(({ ppid }) => ppid === pid);
    if (child === undefined || others.length > 0 || !saysWhatItDoes(child)) break;
    job = child;
  }
  return job;
}
