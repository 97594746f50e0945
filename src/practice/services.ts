import type Docker from 'dockerode';

/** The services of the stack; each is one container of that name, after the stack's prefix. */
export const services = ['tsh_postgres', 'redis', 'app', 'neurolink', 'tds-scheduler', 'tds-worker'] as const;

/** One of them. */
export type Service = (typeof services)[number];

/** The services that are published on this machine. */
export type PublishedName = 'postgres' | 'redis' | 'app' | 'neurolink';

/** A port of this machine for each of them. */
export type Ports = Readonly<Record<PublishedName, number>>;

interface ServiceSpec {
  readonly role: string;
  readonly port?: { readonly name: PublishedName; readonly inside: number };
  readonly health?: Docker.HealthConfig;
  readonly stopSignal?: string;
  readonly memoryMb?: number;
  /** A named volume `<project>_<name>` at this path. */
  readonly volume?: { readonly name: string; readonly path: string };
  /** By what a fault acts in it: files in its `/tmp/lab`, or a process that holds sessions. */
  readonly controls?: 'files' | 'holder';
  /** What its process list must show when it is well. */
  readonly process: { readonly match: string; readonly min: number };
  readonly dependsOn: readonly Service[];
}

const SECOND = 1_000_000_000;

// A check is a process in the container, and takes a fifth of a second of a processor: one a second for each service keeps
// a small machine half busy. The start period only covers a slow start: the first success ends it.
const health = (test: readonly string[], timeout: number, retries: number, every = 2): Docker.HealthConfig => ({
  Test: ['CMD', ...test],
  Interval: every * SECOND,
  Timeout: timeout * SECOND,
  Retries: retries,
  StartPeriod: 10 * SECOND,
});

const askHealth = (port: number): string[] => ['curl', '-fsS', '-m', '3', `http://127.0.0.1:${port}/health`];

/** What is special about each service. */
export const specs: Readonly<Record<Service, ServiceSpec>> = {
  tsh_postgres: {
    role: 'postgres',
    process: { match: 'bin/postgres', min: 1 },
    port: { name: 'postgres', inside: 5432 },
    health: health(['pg_isready', '-q', '-h', '127.0.0.1', '-U', 'tsh', '-d', 'tsh_erp'], 3, 3),
    // SIGTERM would wait for every session to end by itself.
    stopSignal: 'SIGINT',
    dependsOn: [],
  },
  redis: {
    role: 'redis',
    process: { match: 'redis-server', min: 1 },
    port: { name: 'redis', inside: 6379 },
    // Patient, as in most real stacks: a Redis that hangs is found by who asks it, long before Docker calls it unhealthy.
    health: health(['redis-cli', 'ping'], 2, 30),
    dependsOn: [],
  },
  app: {
    role: 'app',
    process: { match: 'spawn_main', min: 2 },
    port: { name: 'app', inside: 8000 },
    health: health(askHealth(8000), 3, 2),
    controls: 'files',
    // Room beside a leak for the health check's own processes.
    memoryMb: 512,
    volume: { name: 'app_state', path: '/var/lib/tsh/state' },
    dependsOn: ['tsh_postgres', 'redis'],
  },
  neurolink: {
    role: 'neurolink',
    controls: 'files',
    process: { match: 'uvicorn', min: 1 },
    port: { name: 'neurolink', inside: 8002 },
    health: health(askHealth(8002), 3, 2, 1),
    dependsOn: [],
  },
  'tds-scheduler': { role: 'scheduler', process: { match: 'tds_auto_sync_scheduler', min: 1 }, dependsOn: ['redis'] },
  // The queue is in PostgreSQL, its heartbeat in Redis.
  'tds-worker': {
    role: 'worker',
    controls: 'holder',
    process: { match: 'tds_worker', min: 1 },
    dependsOn: ['tsh_postgres', 'redis'],
  },
};

/** Which stack a container is to be part of. */
export interface Place {
  readonly prefix: string;
  readonly project: string;
  readonly image: string;
  readonly ports: Ports;
  readonly maxConnections: number;
}

/** Marks everything that belongs to a practice stack; its value is the prefix. */
export const PRACTICE_LABEL = 'orixoon.practice';

/** The label's value for a prefix. */
export const labelValue = (prefix: string): string => (prefix === '' ? 'default' : prefix);

/** The labels of everything in a stack. */
export const labelsOf = (prefix: string, project: string): Record<string, string> => ({
  'com.docker.compose.project': project,
  [PRACTICE_LABEL]: labelValue(prefix),
});

/** What to ask Docker for. */
export function containerOptions(service: Service, place: Place): Docker.ContainerCreateOptions {
  const { role, port, health: check, stopSignal, memoryMb, volume } = specs[service];
  const name = `${place.prefix}${service}`;
  const bindings = port && {
    [`${port.inside}/tcp`]: [{ HostIp: '127.0.0.1', HostPort: String(place.ports[port.name]) }],
  };
  return {
    name,
    Image: place.image,
    Cmd: [role],
    Env: role === 'postgres' ? [`MAX_CONNECTIONS=${place.maxConnections}`] : [],
    Labels: {
      ...labelsOf(place.prefix, place.project),
      'com.docker.compose.service': service,
      'com.docker.compose.container-number': '1',
      'com.docker.compose.oneoff': 'False',
    },
    StopTimeout: 5,
    ...(stopSignal === undefined ? {} : { StopSignal: stopSignal }),
    ...(check === undefined ? {} : { Healthcheck: check }),
    ...(port === undefined ? {} : { ExposedPorts: { [`${port.inside}/tcp`]: {} } }),
    HostConfig: {
      NetworkMode: place.project,
      RestartPolicy: { Name: 'no' },
      ...(bindings === undefined ? {} : { PortBindings: bindings }),
      ...(memoryMb === undefined ? {} : { Memory: memoryMb << 20, MemorySwap: memoryMb << 20 }),
      ...(volume === undefined ? {} : { Binds: [`${place.project}_${volume.name}:${volume.path}`] }),
    },
    // The names that the services know each other by, whatever the prefix.
    NetworkingConfig: { EndpointsConfig: { [place.project]: { Aliases: [service] } } },
  };
}
