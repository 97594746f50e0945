import { posix } from 'node:path';
import { unavailable } from '../../core/plan.ts';
import type { Draft, Touch } from '../../core/plan.ts';
import type { Identity, Problem } from '../../core/finding.ts';
import type { Cleared, ContainerView } from '../../clients/docker-types.ts';
import { DockerError } from '../../clients/errors.ts';
import { StaleError } from '../../errors.ts';
import {
  containerAction,
  containerIdentity,
  containerRef,
  loopIdentity,
  resolveContainer,
} from '../container-target.ts';
import type { Need, NeedsOf } from '../needs.ts';
import type { Done, Hands, HealAction, Look } from '../system.ts';
import { clearStateAndRestart } from './issues.ts';
import { isLooping, loopingOf } from './reading.ts';
import { commandsForKeys, draftKeys, expectSameServer, unlinkKeys } from './state-keys.ts';

/** Copying, starting and seeing it stay up, besides its stop grace. */
const NEEDS_MS = 150_000;

const nameOf = (_: Problem, { settings }: Look): string | null => settings.phases.application.container ?? null;
const missing = 'phases.application.container is not set: clear the state of the application and restart it by hand';
/** What may be restarted at all is told in one place. */
const restart = containerAction({ ...clearStateAndRestart, does: 'restart', nameOf, missing });

const stopAndStart: Need = {
  kind: 'docker',
  calls: ['POST /containers/*/stop', 'POST /containers/*/start', 'PUT /containers/*/archive'],
};

const needs: NeedsOf = ({ phases: { application } }) => {
  if (application.container === undefined) return [{ kind: 'setting', missing }];
  const keys = application.state_redis_patterns;
  return keys.length === 0 ? [stopAndStart] : [stopAndStart, { kind: 'redis', commands: commandsForKeys, keys }];
};

/** Stop, move state_paths aside (copies in the report directory), delete the keys of state_redis_patterns, start; put back what did not help. */
export const clearState: HealAction = {
  ...clearStateAndRestart,
  needs,
  async draft(problem, look) {
    const draft = await restart.draft(problem, look);
    if (draft.unavailable !== null) return draft;
    const view = await find(look);
    if (view?.state !== 'running' && view?.state !== 'restarting')
      return unavailable(`${view?.name ?? problem.target} does not run: start it first`);
    const broad = look.settings.phases.application.state_paths.find(isTooBroad);
    if (broad !== undefined)
      return unavailable(`state_paths names ${broad}, which is more than the state of one application`);
    const keys = await draftKeys(look);
    if ('refusal' in keys) return unavailable(keys.refusal);
    return draftOf(view, draft, keys, look);
  },
  run: carryOut,
};

/** The root, a directory directly in it, or a path that climbs. */
const isTooBroad = (path: string): boolean =>
  path.split('/').includes('..') || posix.normalize(path).split('/').filter(Boolean).length < 2;

async function find({ docker, settings }: Look): Promise<ContainerView | null> {
  const name = settings.phases.application.container;
  const found = name === undefined ? null : resolveContainer(await docker.list(), containerRef(settings, name));
  return found && 'id' in found ? docker.inspect(found.id) : null;
}

interface Keys {
  readonly steps: readonly string[];
  readonly touches: readonly Touch[];
  readonly identity: Identity;
}

async function draftOf(view: ContainerView, draft: Draft, keys: Keys, look: Look): Promise<Draft> {
  const { state_paths } = look.settings.phases.application;
  const { name, id, stopTimeoutS } = view;
  return {
    // In a crash loop state and StartedAt change by themselves: what must hold is that it is one still.
    identity: {
      ...((await isLooping(view, look)) ? loopIdentity(view) : containerIdentity(view)),
      ...keys.identity,
    },
    steps: [
      `docker stop ${name} (${id.slice(0, 12)}, stop grace ${stopTimeoutS} s)`,
      ...state_paths.map(path => `move ${path} aside, if it is there: a copy stays in the report's directory`),
      ...keys.steps,
      `docker start ${name}, and see it stay up and healthy; else put back ${state_paths.join(', ') || 'nothing'}`,
    ],
    touches: [...draft.touches, ...keys.touches],
    unavailable: null,
    minTimeoutMs: Math.max(0, stopTimeoutS) * 2000 + NEEDS_MS,
  };
}

async function carryOut({ identity }: { readonly identity: Identity }, hands: Hands, look: Look): Promise<Done> {
  const { id } = identity;
  if (typeof id !== 'string') throw new StaleError('the plan names no container');
  await expectSameServer(identity, hands);
  const offsetMs = await look.docker.clockOffsetMs();
  const isStill = (now: ContainerView): boolean =>
    identity['isLooping'] === true
      ? ['loop', 'unsettled'].includes(loopingOf(now, look.now() + offsetMs, look.settings)) && now.restartCount > 0
      : now.startedAt === identity['startedAt'] && now.state === identity['state'];
  let deleted = 0;
  const { state_paths: paths } = look.settings.phases.application;
  const task = {
    ...{ id, isStill, paths, keepIn: hands.keepIn },
    whileStopped: async () => void (deleted = await unlinkKeys(hands, look)),
  };
  try {
    const { view, aside } = await hands.docker.restartCleared(task, hands.signal);
    const what = [
      aside.length > 0 ? aside.map(({ path, file }) => `${path} moved aside (copy: ${file})`).join(', ') : null,
      deleted > 0 ? `${deleted} keys deleted` : null,
    ].filter(part => part !== null);
    return {
      changed: {
        restarted: 1,
        ...(aside.length > 0 ? { moved_paths: aside.length } : {}),
        ...(deleted > 0 ? { deleted_keys: deleted } : {}),
      },
      details: `Container ${view.name} restarted without its state: ${what.join('; ') || 'there was none to clear'}`,
      ...(aside.length > 0 ? { undo: again => putBack(id, aside, again) } : {}),
    };
  } catch (error) {
    if (deleted === 0 || !(error instanceof DockerError)) throw error;
    throw new DockerError(error.fault, `${error.message}; ${deleted} keys were deleted and are not put back`, {
      cause: error,
    });
  }
}

/** The files alone: the keys that were deleted are gone. */
async function putBack(id: string, aside: Cleared['aside'], { docker }: Hands): Promise<Done> {
  const { name } = await docker.restoreCleared({ id, aside });
  const what = aside.map(({ path, file }) => `${path} (copy: ${file})`).join(', ');
  return {
    changed: { put_back_paths: aside.length },
    details: `its state was put back: ${what}, and ${name} was started again`,
  };
}
