import { addressOf } from './addresses.ts';
import type { Address } from './addresses.ts';
import { applicationsOf, workersOf } from './roles.ts';
import type { SeenWorker } from './roles.ts';
import type { Seen, SeenContainer } from './seen.ts';

/** What a person decides of what was found. */
export interface Choice {
  readonly environment: string;
  /** Names of the containers to test. */
  readonly containers: readonly string[];
  /** The container of the application, or null where none is tested. */
  readonly application: string | null;
}

/** All that the config will say, and why the rest is not in it. */
export interface Draft {
  readonly environment: string;
  readonly docker: Seen['docker'];
  readonly project: string | null;
  readonly containers: readonly SeenContainer[];
  readonly database: Address | null;
  readonly redis: Address | null;
  readonly workers: readonly (SeenWorker & { readonly minProcesses: number })[];
  readonly hasQueue: boolean;
  readonly application: { readonly container: string; readonly url: string } | null;
  /** A sentence for each phase that is left out. */
  readonly leftOut: Readonly<Record<string, string>>;
  /** What is to be set before a run, with `<password>` in the place of one. */
  readonly toExport: readonly string[];
}

/** What would be chosen for whoever is not asked. */
export function usualChoice(seen: Seen): Choice {
  return {
    environment: seen.environment ?? 'development',
    containers: seen.containers.map(({ name }) => name),
    application: applicationsOf(seen)[0]?.container ?? null,
  };
}

/** How many processes of a container do the work that matches. */
export type Count = (container: SeenContainer, match: string) => number;

/** Put together what was found and what was chosen. Pure. */
export function draft(seen: Seen, choice: Choice, count: Count): Draft {
  const containers = withoutLoops(seen.containers.filter(({ name }) => choice.containers.includes(name)));
  const chosen: Seen = { ...seen, containers };
  const database = addressOf('database', chosen);
  const redis = addressOf('redis', chosen);
  const application = applicationsOf(chosen).find(({ container }) => container === choice.application) ?? null;
  const workers = named(containers.flatMap(workersOf)).map(worker => {
    const container = containers.find(({ name }) => name === worker.container);
    return { ...worker, minProcesses: Math.max(1, container === undefined ? 0 : count(container, worker.match)) };
  });
  const leftOut = {
    ...(containers.length === 0 ? { containers: whyNoContainers(seen) } : {}),
    ...('missing' in database ? { database: database.missing } : {}),
    ...('missing' in redis ? { redis: redis.missing } : {}),
    ...(workers.length === 0 ? { workers: 'no worker or scheduler was recognised in the containers' } : {}),
    ...(seen.hasQueue === true ? {} : { zoho_queue: whyNoQueue(seen) }),
    ...(application === null ? { application: whyNoApplication(chosen) } : {}),
  };
  return {
    ...{ environment: choice.environment, docker: seen.docker, project: seen.project, containers, workers, leftOut },
    database: 'missing' in database ? null : database,
    redis: 'missing' in redis ? null : redis,
    hasQueue: seen.hasQueue === true,
    application,
    toExport: [database, redis].flatMap(one => ('missing' in one ? [] : (one.toExport ?? []))),
  };
}

/** A service that runs more than once has a worker in each of its containers: these go by the containers' names. */
const named = (workers: readonly SeenWorker[]): readonly SeenWorker[] =>
  workers.map(worker =>
    workers.filter(({ name }) => name === worker.name).length > 1 ? { ...worker, name: worker.container } : worker,
  );

/** The containers, each resting on others of them alone. Two that name each other would be a loop: the later word is dropped. */
function withoutLoops(containers: readonly SeenContainer[]): readonly SeenContainer[] {
  const supports = new Map<string, string[]>(containers.map(({ name }) => [name, []]));
  const restsOn = (name: string, other: string): boolean =>
    name === other || (supports.get(name) ?? []).some(support => restsOn(support, other));
  for (const { name, dependsOn } of containers)
    for (const other of dependsOn) if (supports.has(other) && !restsOn(other, name)) supports.get(name)?.push(other);
  return containers.map(one => ({ ...one, dependsOn: supports.get(one.name) ?? [] }));
}

const whyNoContainers = ({ docker, containers }: Seen): string =>
  'trouble' in docker ? docker.trouble : containers.length === 0 ? 'no container runs here' : 'none was chosen';

const whyNoQueue = ({ hasQueue, variables }: Seen): string => {
  if (hasQueue === false) return 'the database has no table tds_sync_queue';
  const [named] = variables.database;
  return `the database was not asked for its table tds_sync_queue: ${named === undefined ? 'no variable holds its URL' : `it did not let us in by ${named.name}`}`;
};

const whyNoApplication = ({ healthUrls }: Seen): string =>
  healthUrls.length > 0
    ? 'none was chosen'
    : 'no published port answered GET /health, /healthz, /ready or the like with 2xx';

/** Whether there is anything that a run could test. */
export const isEmpty = ({ containers, database, redis }: Draft): boolean =>
  containers.length === 0 && database === null && redis === null;
