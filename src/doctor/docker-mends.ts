import { existsSync, readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { DockerError } from '../clients/errors.ts';
import type { Mend } from './sign.ts';

/** A proxy before the engine, or a plugin of it, said no to one request; the engine itself is there. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof DockerError && error.fault === 'forbidden' && fieldOf(error.cause, 'statusCode') !== undefined;

const fieldOf = (from: unknown, key: string): unknown =>
  typeof from === 'object' && from !== null ? (from as Record<string, unknown>)[key] : undefined;

/** The path of a socket of this machine; null for any other address. */
export const socketOf = (host: string): string | null =>
  /^unix:\/\/(\/.*)$/.exec(host)?.[1] ?? (host.startsWith('/') ? host : null);

const TLS = /certificate|\bTLS\b|\bSSL\b|HTTPS|wrong version number|EPROTO/i;

/** What to do about an engine that cannot be reached. */
export function mendsFor(error: unknown, host: string): readonly Mend[] {
  const code = error instanceof DockerError ? fieldOf(error.cause, 'code') : undefined;
  const said = error instanceof Error ? error.message : String(error);
  const socket = socketOf(host);
  if (socket !== null && code === 'ENOENT')
    return [...otherSockets(socket), { in: 'shell', text: 'sudo systemctl start docker' }];
  if (socket !== null && (code === 'EACCES' || code === 'EPERM'))
    return [
      { in: 'shell', text: `sudo usermod -aG ${groupOf(socket)} ${userName()}` },
      { in: 'do', text: 'then log in again: a group counts from the next login on' },
    ];
  if (socket !== null && code === 'ECONNREFUSED')
    return [{ in: 'shell', text: 'sudo systemctl restart docker' }, ...otherSockets(socket)];
  if (TLS.test(said)) return [{ in: 'shell', text: 'export DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH="$HOME/.docker"' }];
  return [];
}

/** Sockets of engines that are there, besides the one that is not. */
function otherSockets(but: string): readonly Mend[] {
  const uid = process.getuid?.() ?? 0;
  const usual = [
    '/var/run/docker.sock',
    `/run/user/${uid}/docker.sock`,
    '/run/podman/podman.sock',
    `/run/user/${uid}/podman/podman.sock`,
  ];
  return usual
    .filter(path => path !== but && existsSync(path))
    .map(path => ({ in: 'shell', text: `export DOCKER_HOST=unix://${path}` }));
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A uid without an entry in /etc/passwd.
    return String(process.getuid?.() ?? '<user>');
  }
}

/** The group that may use a socket: docker, unless somebody chose another. */
function groupOf(socket: string): string {
  try {
    const { gid } = statSync(socket);
    const lines = readFileSync('/etc/group', 'utf8').split('\n');
    return (gid === 0 ? undefined : lines.find(line => line.split(':')[2] === String(gid))?.split(':')[0]) ?? 'docker';
  } catch {
    // Its directory may be closed to us; the usual name then.
    return 'docker';
  }
}
