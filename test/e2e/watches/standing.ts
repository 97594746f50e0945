import { createHash } from 'node:crypto';
import type Docker from 'dockerode';
import { inspectIfThere } from '../../../src/practice/container.ts';
import { withDatabase, withRedis } from '../../../src/practice/faults/fault.ts';
import { poll } from '../../../src/practice/poll.ts';
import { services, type Service } from '../../../src/practice/services.ts';
import { trashOf } from '../images.ts';
import type { Practice } from '../practice.ts';

/** How the stack stands: what is to be the same before and after who only looks. Redis is not asked where it does not answer. */
export async function standing(lab: Practice, { isRedisUp }: { isRedisUp: boolean }) {
  const containers: Record<string, unknown> = {};
  for (const service of services) containers[service] = await containerState(lab, service);
  return {
    containers,
    database: await databaseState(lab),
    redis: isRedisUp ? await redisState(lab) : 'not asked',
    trash: await trashOf(lab),
  };
}

/** What loops is not the same from one moment to the next; which container it is, and its files, are. */
async function containerState({ docker, stack }: Practice, service: Service): Promise<unknown> {
  const name = `${stack.prefix}${service}`;
  const info = await inspectIfThere(docker, name);
  if (info === undefined) return 'gone';
  const { Id, HostConfig, RestartCount, State } = info;
  const loops = HostConfig.RestartPolicy?.Name === 'always';
  const state = loops ? 'loops' : [RestartCount, State.Status, State.StartedAt, State.Pid];
  return {
    ...{ Id, state, policy: HostConfig.RestartPolicy },
    files: service === 'tsh_postgres' ? 'its own' : await changesIn(docker, name),
    volume: service === 'app' ? await archiveOf(docker, name, '/var/lib/tsh/state') : null,
  };
}

/** `docker diff`. */
async function changesIn(docker: Docker, name: string): Promise<string[]> {
  const changes = ((await docker.getContainer(name).changes()) ?? []) as { Path: string; Kind: number }[];
  return changes.map(({ Path, Kind }) => `${Kind} ${Path}`).sort();
}

/** A tar has names, modes, times and contents. Docker refuses one for a moment while a container that loops starts. */
async function archiveOf(docker: Docker, name: string, path: string): Promise<string> {
  return await poll({ what: `an archive of ${name}:${path}`, timeoutMs: 120_000 }, async () => {
    try {
      const hash = createHash('sha256');
      for await (const chunk of await docker.getContainer(name).getArchive({ path })) hash.update(chunk as Buffer);
      return hash.digest('hex');
    } catch {
      return undefined;
    }
  });
}

/** Every process of the stack that is so many seconds old: health checks come and go. What Docker starts anew by itself is left out. */
export async function processesOf({ docker, stack }: Practice, minSeconds: number): Promise<string[]> {
  const found: string[] = [];
  for (const service of services) {
    const info = await inspectIfThere(docker, `${stack.prefix}${service}`);
    if (info?.State.Running !== true || info.HostConfig.RestartPolicy?.Name === 'always') continue;
    const { Processes } = (await docker.getContainer(info.Id).top({ ps_args: '-eo pid,etimes,stat,args' })) as {
      Processes: string[][];
    };
    const old = Processes.filter(([, seconds]) => Number(seconds) >= minSeconds);
    // Stopped, a zombie, or neither. A backend's title says what it does at the moment.
    found.push(
      ...old.map(([pid = '', , stat = '', args = '']) =>
        [service, pid, /^[TZ]/.exec(stat)?.[0] ?? '-', args.replace(/(postgres: .*\)) .*/, '$1')].join(' '),
      ),
    );
  }
  return found;
}

const TABLES = ['tds_sync_queue', 'tds_dead_letter_queue', 'products'];

/** The lab's sessions, all rows, and how many transactions ever wrote. */
async function databaseState({ stack }: Practice): Promise<unknown> {
  return await withDatabase(stack, async client => {
    const one = async (query: string): Promise<unknown> => (await client.query(query)).rows;
    const rows = TABLES.map(
      table => `(SELECT md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '')) FROM ${table} t) AS ${table}`,
    );
    return {
      sessions: await one(
        `SELECT pid, backend_start::text, state, state_change::text FROM pg_stat_activity WHERE application_name LIKE 'lab-%' ORDER BY pid`,
      ),
      rows: await one(`SELECT ${rows.join(', ')}`),
      // The next transaction that writes, whoever it is, gets this number or a later one.
      transactions: await one('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next'),
      locks: await one(`SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory'`),
      settings: await one(`SELECT md5(string_agg(name || setting, chr(10) ORDER BY name)) FROM pg_settings`),
    };
  });
}

/** How many keys, those that have expired and are not dropped among them, and the server's config. */
async function redisState({ stack }: Practice): Promise<unknown> {
  return await withRedis(stack, async client => {
    const info = await client.info();
    const field = (name: string): string | undefined => new RegExp(`^${name}:(.*)`, 'm').exec(info)?.[1]?.trim();
    const config = (await client.call('CONFIG', 'GET', '*')) as string[];
    return { keys: await client.dbsize(), expired: field('expired_keys'), run: field('run_id'), config: config.join() };
  });
}
