import type { DockerConnection } from './docker-connection.ts';
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
