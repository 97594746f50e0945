import { portOf, serversOf } from './roles.ts';
import { usualPort } from './seen.ts';
import type { Kind, Seen, SeenContainer } from './seen.ts';

/** How a server is reached, as the config will have it. */
export interface Address {
  /** With `${NAME}` in it, never with a password. */
  readonly url: string;
  /** One sentence: where that is from. */
  readonly from: string;
  /** The server's container, or null where it is in none that is known. */
  readonly container: string | null;
  /** What to set before a run, as a person would write it, with `<password>` in its place; null where nothing is needed. */
  readonly toExport: string | null;
}

const title: Readonly<Record<Kind, string>> = { database: 'PostgreSQL', redis: 'Redis' };
const variable: Readonly<Record<Kind, string>> = { database: 'DATABASE_URL', redis: 'REDIS_URL' };

/** The address of a server, or why there is none. */
export function addressOf(kind: Kind, seen: Seen): Address | { readonly missing: string } {
  const servers = serversOf(kind, seen.containers);
  const [named] = seen.variables[kind];
  if (named !== undefined) {
    const container = servers.find(one => isAt(named.at, kind, one)) ?? null;
    const where = named.at === null ? '' : `, which leads to ${named.at}`;
    return {
      url: `\${${named.name}}`,
      from: `the variable ${named.name}${where}`,
      container: container?.name ?? null,
      toExport: null,
    };
  }
  const [server] = servers;
  const port = server === undefined ? null : portOf(kind, server);
  if (server !== undefined && port !== null) return published(kind, server, port);
  if (seen.openPorts[kind])
    return {
      url: withDefault(kind, plainUrl(kind, usualPort[kind], null)),
      from: `port ${usualPort[kind]} of this machine is open`,
      container: null,
      toExport: null,
    };
  return {
    missing:
      server === undefined
        ? `no ${title[kind]} was found: no variable like ${variable[kind]}, no container, no open port ${usualPort[kind]}`
        : `${title[kind]} in ${server.name} is published at no port of this machine: publish one (127.0.0.1:${usualPort[kind]}:${usualPort[kind]}), or run Orixoon in its network and set ${variable[kind]}`,
  };
}

function published(kind: Kind, server: SeenContainer, port: number): Address {
  const { login, wantsPassword } = server;
  const secret = kind === 'database' ? `${login.user ?? '<user>'}:<password>@` : ':<password>@';
  const path = kind === 'database' ? `/${login.database ?? '<database>'}` : '';
  const scheme = kind === 'database' ? 'postgresql' : 'redis';
  return {
    url: withDefault(kind, plainUrl(kind, port, server)),
    from: `${title[kind]} in the container ${server.name}, published at port ${port} of this machine`,
    container: server.name,
    // PostgreSQL hardly ever lets anybody in without one.
    toExport:
      wantsPassword || kind === 'database' ? `${variable[kind]}=${scheme}://${secret}127.0.0.1:${port}${path}` : null,
  };
}

/** Without a password: where one is wanted, the variable has it. */
function plainUrl(kind: Kind, port: number, server: SeenContainer | null): string {
  if (kind === 'redis') return `redis://127.0.0.1:${port}`;
  const user = encodeURIComponent(server?.login.user ?? 'postgres');
  return `postgresql://${user}@127.0.0.1:${port}/${encodeURIComponent(server?.login.database ?? 'postgres')}`;
}

const withDefault = (kind: Kind, url: string): string => `\${${variable[kind]}:-${url}}`;

/** Whether `host:port` is the way to a container: by its published port, or by its name from inside its network. */
function isAt(place: string | null, kind: Kind, server: SeenContainer): boolean {
  if (place === null) return false;
  const [, host = '', port = ''] = /^(.*?)(?::(\d+))?$/.exec(place) ?? [];
  const asked = port === '' ? usualPort[kind] : Number(port);
  const isHere = /^(localhost|127\.[\d.]+|\[::1\])$/.test(host);
  if (isHere) return server.ports.some(({ published: at }) => at === asked);
  return host === server.name || host === server.service;
}
