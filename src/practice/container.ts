import type Docker from 'dockerode';
import { PracticeError } from './practice-error.ts';

/** The status of an engine's refusal; undefined if it is not one. */
const statusOf = (error: unknown): number | undefined => (error as { statusCode?: number }).statusCode;

/** What Docker knows of a container by its exact name or id; undefined if there is none. */
export async function inspectIfThere(docker: Docker, name: string): Promise<Docker.ContainerInspectInfo | undefined> {
  try {
    return await docker.getContainer(name).inspect();
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

/** Does it, and takes "it is so already" or "it is gone" for done. */
export async function settled(work: Promise<unknown>, ...harmless: readonly number[]): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!harmless.includes(statusOf(error) ?? 0)) throw error;
  }
}

/** What a command in a container printed; rejects if it failed. */
export async function execIn(docker: Docker, name: string, argv: readonly string[]): Promise<string> {
  const exec = await docker
    .getContainer(name)
    .exec({ Cmd: [...argv], AttachStdout: true, AttachStderr: true, Tty: true });
  const stream = await exec.start({ Tty: true });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    stream.on('end', resolve).on('error', reject);
  });
  // Else our half of the connection stays open, and the process with it, until the engine tires of it.
  stream.destroy();
  const { ExitCode } = await exec.inspect();
  if (ExitCode !== 0) throw new PracticeError(`${argv.join(' ')} in ${name} ended with ${ExitCode}:\n${output.trim()}`);
  return output.trim();
}

/** Starts a command in a container and leaves it running there. */
export async function execDetached(docker: Docker, name: string, argv: readonly string[]): Promise<void> {
  const exec = await docker.getContainer(name).exec({ Cmd: [...argv], AttachStdout: false, AttachStderr: false });
  (await exec.start({ Detach: true })).destroy();
}
