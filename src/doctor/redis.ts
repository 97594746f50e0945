import { RedisError } from '../clients/errors.ts';
import type { RedisFault } from '../clients/redis-types.ts';
import { wordsOf } from '../errors.ts';
import type { Need } from '../systems/needs.ts';
import { findMaster } from '../systems/redis/master.ts';
import type { Info } from '../systems/redis/reading.ts';
import type { Look } from '../systems/system.ts';
import { aclLine, deniedIn } from './redis-acl.ts';
import type { Asked } from './redis-acl.ts';
import { available, clockSign, notConfigured, sign, unavailable, unknown } from './sign.ts';
import type { Examination, Judgement, Mend, Sign } from './sign.ts';

const OLDEST = 6;
/** Whether it is quick enough is for the phase to say; here, whether it is there. */
const REACHED_MS = 5000;

/** Redis: which it is, who we are there, and which commands of the phases and of these needs an ACL keeps from us. */
export async function examineRedis(look: Look, needs: readonly Need[]): Promise<Examination> {
  if (look.settings.connections.redis === undefined) return notConfigured('connections.redis');
  try {
    await look.redis.ping(REACHED_MS);
  } catch (error) {
    if (!(error instanceof RedisError) || error.fault !== 'noperm') return silent(error);
  }
  const { user: told, clockOffsetMs } = await look.redis.self();
  const user = told ?? userIn(look.settings.connections.redis.url);
  const asked = await rightsTo(needs, look);
  const info = await infoOf(look);
  const master = await findMaster(look);
  return {
    signs: [serverSign(info), ...stateSigns(info), rightsSign(user, asked), clockSign('the server', clockOffsetMs)],
    judge: need => judge(need, asked, 'refusal' in master ? master.refusal : noRestart(need, info)),
  };
}

/** Who may not ask who he is goes by the name in the URL. */
const userIn = (url: string): string => decodeURIComponent(new URL(url).username) || 'default';

/** What kept it from answering, in its own words, and what to do. */
function silent(error: unknown): Examination {
  const why = wordsOf(error);
  const fault = error instanceof RedisError ? error.fault : 'other';
  const mend = mends[fault] ?? [];
  const mayRestart = fault === 'refused' || fault === 'timeout';
  return {
    signs: [sign('server', 'failed', why, /NOAUTH/.test(why) ? noPassword : mend)],
    // A restart is for a server that does not answer, and cures nothing else.
    judge: need =>
      mayRestart && need.kind === 'redis' && need.commands.length === 0
        ? available
        : unavailable('Redis cannot be used'),
  };
}

const URL_KEY = 'connections.redis.url';
const noPassword: readonly Mend[] = [{ in: 'config', text: `${URL_KEY}: redis://<user>:<password>@<host>:<port>` }];

const mends: Readonly<Partial<Record<RedisFault, readonly Mend[]>>> = {
  auth: [
    { in: 'config', text: `${URL_KEY}: the user and password that the ACL has, percent-encoded` },
    { in: 'redis', text: 'ACL LIST' },
  ],
  refused: [{ in: 'do', text: 'see that Redis runs, and that its port is published where the URL looks' }],
  timeout: [
    { in: 'do', text: 'see whether Redis hangs (a long script, a full disk), or a firewall swallows the question' },
  ],
  loading: [{ in: 'do', text: 'wait until Redis has loaded its data' }],
  misconf: [{ in: 'do', text: 'free the disk that Redis saves to: it refuses writes until it can save again' }],
  maxclients: [{ in: 'redis', text: 'CONFIG SET maxclients <more>' }],
};

/** Every right that is wanted, once. */
async function rightsTo(needs: readonly Need[], { redis, settings }: Look): Promise<readonly Asked[]> {
  const heartbeats = (settings.phases.workers.expected ?? []).flatMap(({ heartbeat }) => heartbeat?.redis_key ?? []);
  const wanted = [
    ...['ping', 'info'].map(command => ({ command, key: '*' })),
    ...heartbeats.map(key => ({ command: 'get', key })),
    ...needs.flatMap(need =>
      need.kind === 'redis' ? need.commands.flatMap(command => need.keys.map(key => ({ command, key }))) : [],
    ),
  ];
  const once = [...new Map(wanted.map(one => [`${one.command} ${one.key}`, one])).values()];
  return Promise.all(
    once.map(async ({ command, key }) => ({ command, key, right: await redis.rightTo(command, exampleOf(key)) })),
  );
}

/** A key that the pattern matches and nobody has. */
const exampleOf = (pattern: string): string => pattern.replaceAll('*', 'orixoon').replaceAll('?', 'x');

async function infoOf({ redis }: Look): Promise<Info | null> {
  try {
    return await redis.info();
  } catch (error) {
    if (error instanceof RedisError) return null;
    throw error;
  }
}

function serverSign(info: Info | null): Sign {
  if (info === null)
    return sign('server', 'ok', 'it answers PING; INFO is denied, so its version and role are unknown');
  const version = info.valkey_version ?? info.redis_version ?? 'of an unknown version';
  const name = info.valkey_version === undefined ? 'Redis' : 'Valkey';
  const role = info.role === 'slave' ? 'replica' : (info.role ?? 'of an unknown role');
  const told = `${name} ${version}, ${role}, ${info.redis_mode ?? 'standalone'}`;
  if (Number.parseInt(info.redis_version ?? '', 10) < OLDEST)
    return sign('server', 'failed', `${told}: 6 or newer is needed`, [{ in: 'do', text: 'update Redis' }]);
  return sign('server', 'ok', told);
}

function stateSigns(info: Info | null): readonly Sign[] {
  if (info === null) return [];
  const signs: Sign[] = [];
  if (info.role === 'slave')
    signs.push(
      sign('role', 'warning', 'a replica: nothing can be deleted in it, and it is not restarted', [
        { in: 'config', text: `${URL_KEY}: redis://${info.master_host ?? '<master>'}:${info.master_port ?? '6379'}` },
      ]),
    );
  if (info.redis_mode !== undefined && info.redis_mode !== 'standalone')
    signs.push(sign('mode', 'note', `it runs as ${info.redis_mode}: its restart is up to whoever runs that`));
  if (info.rdb_last_bgsave_status === 'err' || info.aof_last_write_status === 'err')
    signs.push(
      sign('saving', 'warning', 'it could not save to disk: it is not restarted before that is mended', mends.misconf),
    );
  return signs;
}

const shown = ({ command, key, right }: Asked): string =>
  `${command.toUpperCase()}${right === 'key' ? ` on ${key}` : ''}${right === 'absent' ? ' (the server does not know it)' : ''}`;

function rightsSign(user: string, asked: readonly Asked[]): Sign {
  const denied = asked.filter(deniedIn);
  if (denied.length > 0) {
    const line = aclLine(user, denied);
    const absent = denied.filter(({ right }) => right === 'absent').map(({ command }) => command.toUpperCase());
    return sign('rights', 'failed', `${user} may not run ${[...new Set(denied.map(shown))].join(', ')}`, [
      ...(line === null ? [] : [{ in: 'redis', text: line } as const]),
      ...(line === null
        ? []
        : [{ in: 'do', text: 'then keep it: ACL SAVE, or CONFIG REWRITE where users stand in redis.conf' } as const]),
      ...(absent.length === 0
        ? []
        : [{ in: 'do', text: `take back the rename-command of ${absent.join(', ')}` } as const]),
    ]);
  }
  if (asked.some(({ right }) => right === 'unasked'))
    return sign('rights', 'warning', `what ${user} may do cannot be asked without MULTI`, [
      { in: 'redis', text: `ACL SETUSER ${user} +multi +discard` },
    ]);
  const commands = [...new Set(asked.map(({ command }) => command.toUpperCase()))];
  return sign('rights', 'ok', `${user} may run ${commands.join(', ')}: all that is needed`);
}

/** Only one that stands alone is restarted; the actions themselves say no to any other. */
const noRestart = (need: Need, info: Info | null): string | null =>
  need.kind === 'redis' && need.commands.length === 0 && (info?.redis_mode ?? 'standalone') !== 'standalone'
    ? `Redis runs as ${info?.redis_mode ?? ''}: its restart is up to whoever runs that`
    : null;

function judge(need: Need, asked: readonly Asked[], refusal: string | null): Judgement {
  if (need.kind !== 'redis') return available;
  if (refusal !== null) return unavailable(refusal);
  const mine = asked.filter(({ command, key }) => need.commands.includes(command) && need.keys.includes(key));
  const denied = mine.filter(deniedIn);
  if (denied.length > 0) return unavailable(`no right to ${[...new Set(denied.map(shown))].join(', ')}`);
  return mine.some(({ right }) => right !== 'allowed') ? unknown('its rights cannot be asked') : available;
}
