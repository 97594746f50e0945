import { unavailable } from '../../core/plan.ts';
import { DockerError } from '../../clients/errors.ts';
import { StaleError } from '../../errors.ts';
import { containerAction } from '../container-target.ts';
import type { HealAction, Look } from '../system.ts';
import { containerOf } from './container.ts';
import { restartRedis } from './issues.ts';
import { modeOfCommand } from './mode.ts';
import { answerOf, isSilent, isTrouble } from './reading.ts';
import type { Info } from './reading.ts';

const container = containerAction({
  ...restartRedis,
  does: 'restart',
  nameOf: (_, { settings }) => settings.phases.redis.container ?? null,
  isNamed: ({ phases }) => phases.redis.container !== undefined,
  missing: 'phases.redis.container is not set: restart Redis by hand',
});

/** Restart Redis' container, unless a restart could lose or confuse more than it cures. */
export const restart: HealAction = {
  ...container,
  // No command: a server that does not answer is restarted, one that answers as a replica is not.
  needs: (settings, of) => [...(container.needs?.(settings, of) ?? []), { kind: 'redis', commands: [], keys: [] }],
  async draft(problem, look) {
    const sight = await lookBefore(look);
    if ('refusal' in sight) return unavailable(sight.refusal);
    const draft = await container.draft(problem, look);
    return { ...draft, steps: [...draft.steps, ...sight.warnings] };
  },
  async run(permit, hands, look) {
    const sight = await lookBefore(look);
    if ('refusal' in sight) throw new StaleError(sight.refusal);
    if (sight.isAnswering && permit.planned.problem.issue === 'redis_not_responding')
      throw new StaleError('Redis answers again: nothing was restarted');
    return container.run(permit, hands, look);
  },
};

type Sight = { readonly refusal: string } | { readonly isAnswering: boolean; readonly warnings: readonly string[] };

/** What INFO tells, if it tells anything, of the role and of what is not saved. Who does not answer PING in its time is not asked. */
async function lookBefore(look: Look): Promise<Sight> {
  const { redis, settings, signal } = look;
  const ping = await answerOf(redis.ping(settings.phases.redis.ping_timeout_ms));
  const info = isSilent(ping) ? ping : await answerOf(redis.info());
  // An interrupt tells nothing of Redis.
  signal.throwIfAborted();
  if (isSilent(info)) return await sightOfSilent(look);
  return isTrouble(info) ? { refusal: `a restart does not heal this: ${info.message}` } : sightOf(info.value);
}

/** Who does not answer does not tell its role either: what its container was started as may. */
async function sightOfSilent(look: Look): Promise<Sight> {
  const name = look.settings.phases.redis.container;
  try {
    const row = name === undefined ? null : await containerOf(name, look);
    const view = row === null || 'missing' in row ? null : await look.docker.inspect(row.id);
    const mode = modeOfCommand(view?.command ?? []);
    return mode === null ? { isAnswering: false, warnings: [] } : { refusal: `Redis was started as ${upTo[mode]}` };
  } catch (error) {
    if (error instanceof DockerError) return { refusal: error.message };
    throw error;
  }
}

/** As what, and whose its restart is. */
const upTo = {
  sentinel: 'a Sentinel: its restart is up to whoever runs the Sentinels',
  cluster: 'a node of a cluster: its restart is up to whoever runs the cluster',
  replica: 'a replica: its restart is up to whoever runs the replication',
} as const;

function sightOf(info: Info): Sight {
  if (info.role === 'slave')
    return { refusal: 'Redis is a replica: its restart is up to whoever runs the replication' };
  if (info.redis_mode === 'sentinel' || info.redis_mode === 'cluster')
    return { refusal: `Redis is ${upTo[info.redis_mode]}` };
  if (info.redis_mode !== undefined && info.redis_mode !== 'standalone')
    return { refusal: `Redis runs as ${info.redis_mode}, which is not known here: restart it by hand` };
  if (info.loading === '1') return { refusal: 'Redis is loading its data: wait; a restart would begin the load again' };
  if (info.rdb_last_bgsave_status === 'err' || info.aof_last_write_status === 'err')
    return { refusal: 'Redis could not save to disk: a restart would lose what is not saved; free its disk first' };
  const unsaved = Number(info.rdb_changes_since_last_save ?? 0);
  const isLogged = info.aof_enabled === '1';
  const warning = `${unsaved} changes are not in the last save: Redis saves them as it stops only where save points are set`;
  return { isAnswering: true, warnings: unsaved > 0 && !isLogged ? [warning] : [] };
}
