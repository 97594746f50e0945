import { statSync } from 'node:fs';
import { join } from 'node:path';
import { currentContext, readContext } from './docker-context.ts';
import type { ContextEngine, ContextTrouble } from './docker-context.ts';
import type { Env } from './interpolate.ts';

/** Where Docker's socket is if nobody says otherwise. */
export const DEFAULT_HOST = 'unix:///var/run/docker.sock';

/** Whether a socket is there. */
export type IsSocket = (path: string) => boolean;

/** As `IsSocket`, of this machine. What we may not look at is not there for us. */
export const isSocketHere: IsSocket = path => {
  try {
    return statSync(path).isSocket();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
};

/**
 * The engine that is meant where the config does not say, in the order of the docker command: DOCKER_CONTEXT, the current
 * context, the usual socket. (DOCKER_HOST, which comes before them, is in the config's own default.) Where there is no
 * socket at the usual place, the first of those of rootless Docker, Docker Desktop and Podman.
 */
export function usualEngine(env: Env, isSocket: IsSocket): ContextEngine | ContextTrouble {
  const home = env['HOME'] || null;
  const folder = env['DOCKER_CONFIG'] || (home === null ? null : join(home, '.docker'));
  const named = env['DOCKER_CONTEXT'] || null;
  const current = named ?? (folder === null ? null : currentContext(folder));
  if (current !== null && typeof current === 'object') return current;
  if (current === null || current === 'default') return { host: socketOf(env, home, isSocket), tls: null };
  if (folder === null)
    return { trouble: 'DOCKER_CONTEXT is set, but neither DOCKER_CONFIG nor HOME: there are no contexts' };
  return readContext(folder, current, named === null ? join(folder, 'config.json') : 'DOCKER_CONTEXT');
}

function socketOf(env: Env, home: string | null, isSocket: IsSocket): string {
  const runtime = env['XDG_RUNTIME_DIR'] || (process.getuid ? `/run/user/${process.getuid()}` : null);
  const usual = DEFAULT_HOST.slice('unix://'.length);
  const others = [
    ...(runtime === null ? [] : [join(runtime, 'docker.sock')]),
    ...(home === null ? [] : [join(home, '.docker/run/docker.sock')]),
    '/run/podman/podman.sock',
    ...(runtime === null ? [] : [join(runtime, 'podman/podman.sock')]),
  ];
  return `unix://${[usual, ...others].find(isSocket) ?? usual}`;
}
