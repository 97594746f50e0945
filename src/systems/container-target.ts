import type { ContainerRow, ContainerView } from '../clients/docker-types.ts';
import { DockerError } from '../clients/errors.ts';
import type { Identity, NodeId, PhaseName, Problem } from '../core/finding.ts';
import type { Permit } from '../core/gate.ts';
import { unavailable } from '../core/plan.ts';
import type { Draft, Effect, Touch } from '../core/plan.ts';
import type { ActionInfo } from '../core/policy.ts';
import { OrixoonError } from '../errors.ts';
import { contentsOf } from './container-contents.ts';
import type { Need } from './needs.ts';
import type { ExpectedContainer, Settings } from './settings.ts';
import type { Done, Hands, HealAction, Look } from './system.ts';

/** How a container is named in the config: exactly, or by compose project and service. */
export type ContainerRef = Pick<ExpectedContainer, 'name' | 'project' | 'service'>;

/** One container, none, or more than one where one is meant. */
export type Resolved = ContainerRow | null | { readonly ambiguous: readonly ContainerRow[] };

/** Find the one container that is meant; a part of a name is never enough, and a `compose run` is not the service. */
export function resolveContainer(rows: readonly ContainerRow[], ref: ContainerRef): Resolved {
  const { name, project, service } = ref;
  const isCompose = project !== undefined || service !== undefined;
  const isMeant = (row: ContainerRow): boolean =>
    isCompose
      ? row.service === (service ?? name) &&
        (project === undefined || row.project === project) &&
        row.labels['com.docker.compose.oneoff'] !== 'True'
      : row.name === name;
  const found = rows.filter(isMeant);
  return found.length > 1 ? { ambiguous: found } : (found[0] ?? null);
}

/** What the config says of a container of this name: its entry in `phases.containers.expected`, else the bare name. */
export const containerRef = (settings: Settings, name: string): ContainerRef =>
  settings.phases.containers.expected?.find(entry => entry.name === name) ?? { name };

/** The container's place in the graph. */
export const containerNode = (name: string): NodeId => `containers/${name}`;

/** What the phases look at in a container. Who needs the container needs that too: while Redis hangs in one that runs, others are not to blame. */
export const servedBy = (name: string, { phases: { database, redis } }: Settings): NodeId[] => [
  ...(database.container === name ? [`database/${name}` as const] : []),
  ...(redis.container === name ? [`redis/${name}` as const] : []),
];

/** What a plan is made on. In a restart loop StartedAt changes by the second and is left out. */
export const containerIdentity = (view: ContainerView): Identity => ({
  id: view.id,
  startedAt: view.state === 'restarting' ? '' : view.startedAt,
  state: view.state,
});

/** What a plan on a crash loop is made on: its state and StartedAt change by themselves; what must hold is that it is one still. */
export const loopIdentity = ({ id }: ContainerView): Identity => ({
  id,
  startedAt: '',
  state: 'restarting',
  isLooping: true,
});

/** A heal action over a container; `nameOf` finds which one, `missing` says why there is none. */
export interface ContainerActionSpec extends ActionInfo {
  readonly does: 'start' | 'restart' | 'force_restart';
  nameOf(problem: Problem, look: Look): string | null;
  /** True where the config names a container for such a problem; where nobody says, it does. */
  isNamed?(settings: Settings, phase: PhaseName): boolean;
  readonly missing: string;
  /** Does Docker restart it over and over? Where nobody says, only what is `restarting` at this moment is taken for it. */
  isLooping?(view: ContainerView, look: Look): Promise<boolean>;
}

/** The one maker of all actions that start or restart a container. What is paused is unpaused and what is stopped is started, whatever it `does`. */
export function containerAction(spec: ContainerActionSpec): HealAction {
  const { id, title, risk, budget, fits } = spec;
  return {
    ...{ id, title, risk, budget, fits },
    needs: (settings, { phase }) =>
      spec.isNamed?.(settings, phase) === false
        ? [{ kind: 'setting', missing: spec.missing }]
        : [dockerNeed(spec.does)],
    async draft(problem, look) {
      const name = spec.nameOf(problem, look);
      if (name === null) return unavailable(spec.missing);
      try {
        return await draftFor(spec, name, look);
      } catch (error) {
        if (error instanceof DockerError) return unavailable(error.message);
        throw error;
      }
    },
    run: (permit, hands) => carryOut(spec, permit, hands),
  };
}

/** What Docker is asked for: what is paused is unpaused, and what is stopped is started, whatever it `does`. */
const callsFor: Readonly<Record<ContainerActionSpec['does'], readonly string[]>> = {
  start: [],
  restart: ['restart'],
  force_restart: ['kill', 'stop'],
};

/** What an action that does this to a container needs of Docker. */
export const dockerNeed = (does: ContainerActionSpec['does']): Need => ({
  kind: 'docker',
  calls: ['start', 'unpause', ...callsFor[does]].map(verb => `POST /containers/*/${verb}`),
});

type Deed = 'start' | 'restart' | 'force_restart' | 'unpause';

/** What the state calls for; null where this action cannot help. */
function deedFor(does: ContainerActionSpec['does'], state: unknown): Deed | null {
  if (state === 'paused') return 'unpause';
  if (state === 'created' || state === 'exited' || state === 'dead') return 'start';
  if ((state === 'running' || state === 'restarting') && does !== 'start') return does;
  return null;
}

async function draftFor(spec: ContainerActionSpec, name: string, look: Look): Promise<Draft> {
  const rows = await look.docker.list();
  const found = resolveContainer(rows, containerRef(look.settings, name));
  if (found !== null && 'ambiguous' in found)
    return unavailable(
      `more than one container is meant by ${name}: ${found.ambiguous.map(row => row.name).join(', ')}`,
    );
  const view = found && (await look.docker.inspect(found.id));
  if (!view) return unavailable(`no container ${name} exists: only a deployment can create it`);
  const deed = deedFor(spec.does, view.state);
  if (deed === null) return unavailable(`${view.name} is ${view.state}: ${spec.id} cannot help`);
  return {
    identity: (await spec.isLooping?.(view, look)) === true ? loopIdentity(view) : containerIdentity(view),
    steps: [...stepsOf(deed, view), ...sharers(view, rows)],
    touches: await touchesOf(effectOf[deed], name, view, rows, look),
    unavailable: null,
    minTimeoutMs: needsMs(deed, view),
  };
}

const shortId = (id: string): string => id.slice(0, 12);

function stepsOf(deed: Deed, { name, id, state, startedAt, stopTimeoutS, exitCode }: ContainerView): string[] {
  const grace = stopTimeoutS < 0 ? 'no limit to the stop grace' : `stop grace ${stopTimeoutS} s`;
  const since = state === 'created' ? 'never started' : `${state}, started ${startedAt}`;
  const ended = state === 'exited' ? `, exit code ${exitCode}` : '';
  const what = `${name} (${shortId(id)}, ${since}${deed === 'restart' ? `, ${grace}` : ended})`;
  if (deed === 'force_restart') return [`docker kill ${what}`, 'wait for its end', `docker start ${name}`];
  return [`docker ${deed} ${what}`];
}

/** A stop may use up its whole grace, and Docker needs a while around it. */
const needsMs = (deed: Deed, { stopTimeoutS }: ContainerView): number =>
  deed === 'restart' ? (stopTimeoutS < 0 ? 60 : stopTimeoutS) * 1000 + 20_000 : 20_000;

const sharers = (view: ContainerView, rows: readonly ContainerRow[]): string[] =>
  rows
    .filter(row => row.networkOf != null && (view.id.startsWith(row.networkOf) || view.name === row.networkOf))
    .map(row => `${row.name} shares its network: look at it after`);

const effectOf: Readonly<Record<Deed, Effect>> = {
  start: 'start',
  restart: 'restart',
  force_restart: 'restart',
  unpause: 'unpause',
};

/** What that does to a container, by every name it goes by: no config can ever allow a restart of what is sacred. */
export async function touchesOf(
  effect: Effect,
  name: string,
  view: ContainerView,
  rows: readonly ContainerRow[],
  look: Look,
): Promise<Touch[]> {
  const contents = effect === 'restart' ? await contentsOf(view, look) : { programs: [], isPostgres: false };
  const isDatabase = effect === 'restart' && (contents.isPostgres || isConfiguredDatabase(view, rows, look.settings));
  const compose = [view.service, view.project && view.service ? `${view.project}/${view.service}` : null];
  const names = [view.name, name, view.id, shortId(view.id), ...compose.filter(one => one !== null)];
  const sacred =
    (await look.docker.ownContainerId()) === view.id
      ? 'this program runs in it'
      : isDatabase
        ? 'PostgreSQL is running in it: a running database is never restarted'
        : null;
  return [
    { kind: 'container', names: [...new Set(names)], effect, sacred },
    ...contents.programs.map((program): Touch => ({ kind: 'process', names: [program], effect, sacred: null })),
  ];
}

function isConfiguredDatabase(view: ContainerView, rows: readonly ContainerRow[], settings: Settings): boolean {
  const name = settings.phases.database.container;
  if (name === undefined) return false;
  const found = resolveContainer(rows, containerRef(settings, name));
  if (found === null) return false;
  return ('ambiguous' in found ? found.ambiguous : [found]).some(row => row.id === view.id);
}

async function carryOut(spec: ContainerActionSpec, { identity }: Permit, hands: Hands): Promise<Done> {
  const { docker, signal } = hands;
  switch (deedFor(spec.does, identity['state'])) {
    case 'start':
      return done('started', await docker.start(identity, signal));
    case 'restart':
      return done('restarted', await docker.restart(identity, signal));
    case 'force_restart':
      return done('restarted', await docker.forceRestart(identity, signal));
    case 'unpause':
      return done('unpaused', await docker.unpause(identity, signal));
    case null:
      throw new OrixoonError(`${spec.id} cannot help a container whose plan says ${JSON.stringify(identity)}`);
  }
}

const done = (verb: 'started' | 'restarted' | 'unpaused', { name }: ContainerView): Done => ({
  changed: { [verb]: 1 },
  details: `Container ${name} ${verb} successfully`,
});
