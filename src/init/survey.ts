import { connect } from 'node:net';
import { DockerError, HttpError, PostgresError } from '../clients/errors.ts';
import type { ContainerProcess, ContainerRow, ContainerView, DockerEyes } from '../clients/docker-types.ts';
import type { HttpEyes } from '../clients/http-types.ts';
import { dependenciesOf, discover, isWaitedForToEnd } from '../systems/containers/discovered.ts';
import { isServer } from './roles.ts';
import { usualPort } from './seen.ts';
import type { Kind, Seen, SeenContainer, SeenDocker } from './seen.ts';
import { environmentIn, variablesIn } from './variables.ts';

/** What a survey looks with: eyes alone. */
export interface SurveyEyes {
  readonly docker: DockerEyes;
  /** As it may be shown. */
  readonly dockerHost: string;
  readonly http: HttpEyes;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether the database at the URL of this variable has a table of that name. Rejects with PostgresError. */
  readonly hasTable: (variable: string, table: string) => Promise<boolean>;
}

/** Look at this machine; changes nothing. What cannot be looked at is left out, and said. */
export async function survey(eyes: SurveyEyes): Promise<Seen> {
  const variables = variablesIn(eyes.env);
  const { docker, project, containers } = await lookAtDocker(eyes);
  const [healthUrls, hasQueue, database, redis] = await Promise.all([
    Promise.all(containers.map(one => healthUrlOf(one, eyes.http))),
    variables.database[0] === undefined ? null : hasQueueIn(variables.database[0].name, eyes),
    isOpen(usualPort.database),
    isOpen(usualPort.redis),
  ]);
  return {
    ...{ docker, project, containers, variables, hasQueue },
    openPorts: { database, redis },
    environment: environmentIn(eyes.env),
    healthUrls: healthUrls.filter(found => found !== null),
  };
}

/** The tables that the zoho_queue phase has by default. */
const QUEUE_TABLE = 'tds_sync_queue';

async function hasQueueIn(variable: string, { hasTable }: SurveyEyes): Promise<boolean | null> {
  try {
    return await hasTable(variable, QUEUE_TABLE);
  } catch (error) {
    if (!(error instanceof PostgresError)) throw error;
    return null;
  }
}

async function lookAtDocker(eyes: SurveyEyes): Promise<Pick<Seen, 'project' | 'containers'> & { docker: SeenDocker }> {
  try {
    const rows = await eyes.docker.list();
    const found = await discover(eyes.docker, rows);
    const projects = new Set(found.map(({ project }) => project));
    const containers = await Promise.all(found.map(row => seen(row, rows, eyes.docker)));
    return {
      docker: { host: eyes.dockerHost },
      project: projects.size === 1 ? ([...projects][0] ?? null) : null,
      containers: containers.filter(one => one !== null).sort((a, b) => (a.name < b.name ? -1 : 1)),
    };
  } catch (error) {
    if (!(error instanceof DockerError)) throw error;
    return { docker: { trouble: error.message }, project: null, containers: [] };
  }
}

async function seen(
  row: ContainerRow,
  rows: readonly ContainerRow[],
  docker: DockerEyes,
): Promise<SeenContainer | null> {
  const view = await docker.inspect(row.id);
  if (view === null) return null;
  const isRunning = view.state === 'running';
  return {
    ...{ name: row.name, service: row.service, image: view.image, isRunning, ports: view.ports ?? [] },
    isOneShot: isWaitedForToEnd(row, rows),
    dependsOn: supportsOf(row, view, rows),
    processes: isRunning ? await processesIn(row.id, docker) : [],
    ...loginOf(view),
  };
}

/** A container that answers no process list is still one. */
async function processesIn(id: string, docker: DockerEyes): Promise<readonly ContainerProcess[]> {
  try {
    return await docker.top(id);
  } catch (error) {
    if (!(error instanceof DockerError)) throw error;
    return [];
  }
}

/** What compose says that it waits for, and whom the URLs of its environment name. */
function supportsOf(row: ContainerRow, view: ContainerView, rows: readonly ContainerRow[]): readonly string[] {
  const services = new Set(dependenciesOf(row).map(([service]) => service));
  const urls = view.env.map(entry => entry.slice(entry.indexOf('=') + 1)).filter(value => URL.canParse(value));
  const hosts = new Set(urls.map(value => new URL(value).hostname));
  return rows
    .filter(other => other.id !== row.id && other.project === row.project)
    .filter(
      ({ name, service }) => hosts.has(name) || (service !== null && (hosts.has(service) || services.has(service))),
    )
    .map(({ name }) => name)
    .sort();
}

/** Names alone: a password is only known to be there. */
function loginOf({ env, command = [] }: ContainerView): Pick<SeenContainer, 'login' | 'wantsPassword'> {
  const valueOf = (name: string): string | null =>
    env.find(entry => entry.startsWith(`${name}=`))?.slice(name.length + 1) || null;
  const user = valueOf('POSTGRES_USER') ?? valueOf('POSTGRESQL_USERNAME');
  const database = valueOf('POSTGRES_DB') ?? valueOf('POSTGRESQL_DATABASE') ?? user;
  const secret = /^(POSTGRES|POSTGRESQL|REDIS|VALKEY)_PASSWORD(_FILE)?=./;
  return {
    login: { user, database },
    wantsPassword: env.some(entry => secret.test(entry)) || command.includes('--requirepass'),
  };
}

const paths = ['/health', '/healthz', '/api/health', '/health/ready', '/readyz', '/ready', '/livez', '/up', '/status'];
const ANSWER_MS = 2000;
/** Of one container, the ports that are tried. */
const MOST_PORTS = 4;

async function healthUrlOf(container: SeenContainer, http: HttpEyes): Promise<Seen['healthUrls'][number] | null> {
  const isAServer = (['database', 'redis'] as const satisfies readonly Kind[]).some(kind => isServer(kind, container));
  if (isAServer || !container.isRunning) return null;
  const ports = container.ports.flatMap(({ published }) => published ?? []).slice(0, MOST_PORTS);
  for (const port of ports)
    for (const path of paths) {
      const url = `http://127.0.0.1:${port}${path}`;
      const status = await statusOf(url, http);
      if (status === null) break; // what speaks no HTTP, or hangs, is not asked nine times
      if (status >= 200 && status < 300) return { container: container.name, url };
    }
  return null;
}

async function statusOf(url: string, http: HttpEyes): Promise<number | null> {
  try {
    return (await http.get(url, ANSWER_MS)).status;
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    return null;
  }
}

const OPEN_MS = 500;

/** Whether something listens at a port of this machine. */
function isOpen(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1', timeout: OPEN_MS });
    const end = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', end(true)).on('timeout', end(false)).on('error', end(false));
  });
}
