import { wordsOf } from '../errors.ts';
import { grantFor, readRights } from '../systems/database/rights.ts';
import type { Rights } from '../systems/database/rights.ts';
import { readServer } from '../systems/database/queries/server.ts';
import type { Server } from '../systems/database/reading.ts';
import type { Look } from '../systems/system.ts';
import { mendsFor } from './database-mends.ts';
import { examineQueue } from './queue.ts';
import { available, clockSign, notConfigured, sign, unavailable } from './sign.ts';
import type { Examination, Judgement, Sign } from './sign.ts';

const OLDEST = 120_000;

/** One way in: the application's URL, or admin_url. */
type Entry =
  { readonly server: Server; readonly rights: Rights; readonly offsetMs: number } | { readonly error: unknown };

/** PostgreSQL by both URLs: who we are there, and what each phase and heal would miss. Every statement in a read-only transaction. */
export async function examineDatabase(look: Look): Promise<Examination> {
  const connection = look.settings.connections.database;
  if (connection === undefined) return notConfigured('connections.database');
  const key = 'connections.database.url';
  const [app, admin] = await Promise.all([enter(look, 'app'), connection.admin_url ? enter(look, 'admin') : null]);
  const adminSigns = adminSignsOf(admin, connection.admin_url ?? '');
  if ('error' in app) {
    const why = wordsOf(app.error);
    const mend = mendsFor(app.error, connection.url, key);
    return {
      signs: [sign('server', 'failed', why, mend), ...adminSigns],
      judge: () => unavailable('PostgreSQL cannot be used'),
    };
  }
  const signal = signalSign(app.rights, admin !== null && 'rights' in admin ? admin.rights : null);
  const queue = await examineQueue(look);
  const { server, rights } = app;
  return {
    signs: [
      serverSign(app),
      ...stateSigns(server),
      seeSign(rights),
      signal,
      ...adminSigns,
      ...poolerSigns(rights),
      ...queue.signs,
      clockSign('the server', app.offsetMs),
    ],
    judge: need =>
      need.kind === 'postgres' ? (need.right === 'signal' ? judged(signal) : queue.judgement) : available,
  };
}

const judged = ({ health, message }: Sign): Judgement => (health === 'failed' ? unavailable(message) : available);

async function enter({ postgres }: Look, as: 'app' | 'admin'): Promise<Entry> {
  const query = (sql: string, params?: readonly unknown[]) => postgres.query(sql, params, as);
  try {
    const server = await readServer(query);
    const before = Date.now();
    const rights = await readRights(query);
    return { server, rights, offsetMs: Math.round(rights.nowMs - (before + Date.now()) / 2) };
  } catch (error) {
    return { error };
  }
}

function serverSign({ server, rights }: Exclude<Entry, { error: unknown }>): Sign {
  const version = inWords(server.version);
  const how = rights.isEncrypted === true ? ', over TLS' : '';
  const told = `PostgreSQL ${version}, database ${server.database}, as ${rights.role}${rights.isSuperuser ? ' (superuser)' : ''}${how}`;
  if (server.version >= OLDEST) return sign('server', 'ok', told);
  return sign('server', 'failed', `${told}: 12 or newer is needed`, [{ in: 'do', text: 'update PostgreSQL' }]);
}

const inWords = (version: number): string => `${Math.floor(version / 10_000)}.${version % 10_000}`;

function stateSigns({ isStandby, isReadOnly }: Server): readonly Sign[] {
  if (isStandby)
    return [
      sign('state', 'warning', 'a standby, in recovery: nothing of it can be healed', [
        { in: 'config', text: 'connections.database.url: the primary' },
      ]),
    ];
  if (!isReadOnly) return [];
  return [
    sign('state', 'warning', 'default_transaction_read_only is on: new sessions refuse writes', [
      {
        in: 'sql',
        text: "SELECT setting, source, sourcefile FROM pg_settings WHERE name = 'default_transaction_read_only';",
      },
    ]),
  ];
}

/** Not seen, a session of another role makes the checks of the phase inconclusive. */
function seeSign(rights: Rights): Sign {
  if (rights.see === 'has') return sign('sessions', 'ok', `${rights.role} sees the sessions of every role`);
  return sign(
    'sessions',
    'failed',
    `${rights.role} sees nothing of the sessions of other roles, so the phase cannot tell what they do`,
    [{ in: 'sql', text: grantFor('see', rights) }],
  );
}

function signalSign(app: Rights, admin: Rights | null): Sign {
  const able = [app, admin].find(rights => rights?.signal === 'has');
  if (able) {
    const how = able.isSuperuser ? '' : ', but not those of superusers';
    return sign('ending', 'ok', `${able.role} may end the sessions of others${how}`);
  }
  return sign('ending', 'failed', `${app.role} may end no sessions but its own role's`, [
    { in: 'sql', text: grantFor('signal', app) },
  ]);
}

function adminSignsOf(admin: Entry | null, url: string): readonly Sign[] {
  const key = 'connections.database.admin_url';
  if (admin === null)
    return [
      sign('full pool', 'warning', `${key} is not set: when every slot is taken, nobody gets in to heal that`, [
        { in: 'config', text: `${key}: a superuser, or from PostgreSQL 16 on a role with pg_use_reserved_connections` },
      ]),
    ];
  if ('error' in admin)
    return [sign('full pool', 'failed', `by ${key}: ${wordsOf(admin.error)}`, mendsFor(admin.error, url, key))];
  const { rights } = admin;
  if (rights.isSuperuser || rights.reserved === 'has')
    return [sign('full pool', 'ok', `${rights.role} (admin_url) gets in by the reserved slots`)];
  const grant = rights.reserved === 'absent' ? `ALTER ROLE ${quoted(rights)} SUPERUSER;` : grantFor('reserved', rights);
  const told = `${rights.role} (admin_url) may not use the reserved slots: when every other is taken, it does not get in`;
  return [sign('full pool', 'warning', told, [{ in: 'sql', text: grant }])];
}

const quoted = ({ role }: Rights): string => `"${role.replaceAll('"', '""')}"`;

const poolerSigns = ({ isPooled }: Rights): readonly Sign[] =>
  isPooled
    ? [
        sign('pooler', 'warning', 'what a session asks for as it begins does not arrive: a pooler stands in between', [
          {
            in: 'config',
            text: 'connections.database.url: the server itself, so that its own sessions and slots are tested',
          },
        ]),
      ]
    : [];
