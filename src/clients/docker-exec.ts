import type { DockerConnection } from './docker-connection.ts';
import type { PortBindings, RawContainer } from './docker-view.ts';
import { DockerError } from './errors.ts';

/** What Docker says when it got as far as looking for the program: an image without `true` answers too. */
const couldNotRun = /executable file not found|no such file or directory|OCI runtime exec failed|permission denied/i;

/** True if an exec of `true` comes back within the time, false if the time is over; any other failure is thrown. */
export async function answersExec(connection: DockerConnection, id: string, timeoutMs: number): Promise<boolean> {
  const endsAt = Date.now() + timeoutMs;
  try {
    const body = { Cmd: ['true'], AttachStdout: true, AttachStderr: true };
    const exec = await connection.post<{ Id: string }>(`/containers/${id}/exec`, {}, body, { timeoutMs });
    const left = { timeoutMs: Math.max(1, endsAt - Date.now()) };
    // Attached, the answer ends when the program does.
    await connection.post(`/exec/${exec.Id}/start`, {}, { Detach: false, Tty: false }, left);
    return true;
  } catch (error) {
    if (!(error instanceof DockerError)) throw error;
    if (error.fault === 'timeout') return false;
    if (error.fault === 'other' && couldNotRun.test(error.message)) return true;
    throw error;
  }
}

/** What a Redis says that answers, whatever it says. */
const redisWords = /^(\(error\) )?(PONG|NOAUTH|NOPERM|DENIED|LOADING|BUSY|MISCONF|MASTERDOWN|ERR)\b/m;

/**
 * True if the Redis of a container answers a `redis-cli ping` that is asked inside it, within some seconds. False is no
 * word against it: there may be no `redis-cli`. `timeout` ends the program in there too, if nobody answers it.
 */
export async function redisAnswersInside(connection: DockerConnection, id: string, port: number): Promise<boolean> {
  const { NetworkSettings: network } = await connection.get<Pick<RawContainer, 'NetworkSettings'>>(
    `/containers/${id}/json`,
  );
  const body = {
    Cmd: ['timeout', `${INSIDE_SECONDS}`, 'redis-cli', '-p', portInside(network?.Ports ?? {}, `${port}`), 'ping'],
    AttachStdout: true,
    AttachStderr: true,
    Tty: true,
  };
  const exec = await connection.post<{ Id: string }>(`/containers/${id}/exec`, {}, body);
  const said: unknown = await connection.post(`/exec/${exec.Id}/start`, {}, { Detach: false, Tty: true });
  return redisWords.test(String(said));
}

const INSIDE_SECONDS = 2;

/** What is published at the port that we ask; else, for something may lie between, the container's own. */
function portInside(ports: PortBindings, asked: string): string {
  const all = Object.keys(ports).map(port => port.split('/')[0] ?? '');
  const published = Object.entries(ports).find(([, at]) => at?.some(({ HostPort }) => HostPort === asked))?.[0];
  return published?.split('/')[0] ?? [asked, '6379'].find(port => all.includes(port)) ?? all[0] ?? asked;
}
