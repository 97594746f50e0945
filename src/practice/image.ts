import type Docker from 'dockerode';
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../package-root.ts';
import { importDebian, pullBase } from './base-image.ts';
import type { Say } from './command.ts';
import { hasImage } from './has-image.ts';
import { withLock } from './lock.ts';
import { PracticeError } from './practice-error.ts';

const NAME = 'orixoon-practice';
const KEPT_LINES = 15;
const CONTEXT = fileURLToPath(new URL('practice/', packageRoot));

/** The practice image of this version, built if the engine does not have it; returns its tag. */
export async function ensureImage(docker: Docker, say: Say): Promise<string> {
  const files = (await readdir(CONTEXT)).filter(name => name !== '__pycache__').sort();
  const tag = `${NAME}:${await hashOf(files)}`;
  if (await hasImage(docker, tag)) return tag;
  return await withLock(`the image ${tag}`, say, async () => {
    if (await hasImage(docker, tag)) return tag;
    const base = (await pullBase(docker, say)) ?? (await importDebian(docker, say));
    say(`building ${tag} on ${base}`);
    await build(docker, files, tag, base, say);
    await removeImages(docker, say, tag);
    return tag;
  });
}

/** Removes the practice images, all but `keep`; one that a container still needs stays. */
export async function removeImages(docker: Docker, say: Say, keep?: string): Promise<void> {
  const tags = (await docker.listImages()).flatMap(image => image.RepoTags ?? []);
  const ours = tags.filter(
    tag => tag.startsWith(`${NAME}:`) || (keep === undefined && tag.startsWith(`${NAME}-base:`)),
  );
  for (const tag of ours.filter(name => name !== keep)) {
    try {
      await docker.getImage(tag).remove();
      say(`removed ${tag}`);
    } catch (error) {
      const status = (error as { statusCode?: number }).statusCode;
      if (status === 409) say(`kept ${tag}: a container needs it`);
      else if (status !== 404) throw error;
    }
  }
}

async function hashOf(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const name of files)
    hash
      .update(`${name}\0`)
      .update(await readFile(path.join(CONTEXT, name)))
      .update('\0');
  return hash.digest('hex').slice(0, 12);
}

async function build(docker: Docker, files: readonly string[], tag: string, base: string, say: Say): Promise<void> {
  // The host's network: a mirror that only this machine reaches is reached from the build too.
  const options = {
    t: tag,
    buildargs: { BASE: base, ...proxies() },
    networkmode: 'host',
    version: '1' as const,
    forcerm: true,
  };
  const stream = await docker.buildImage({ context: CONTEXT, src: [...files] }, options);
  const said: string[] = [];
  const take = (event: { stream?: string; error?: string }): void => {
    for (const line of (event.stream ?? event.error ?? '').split('\n').filter(text => text.trim() !== '')) {
      said.push(line);
      if (line.startsWith('Step ')) say(line.split('  ')[0] ?? line);
    }
  };
  const events = await new Promise<{ error?: string }[]>((resolve, reject) => {
    docker.modem.followProgress(stream, (error, all) => (error ? reject(error) : resolve(all)), take);
  }).catch((cause: unknown) => {
    throw new PracticeError(failure(said, cause instanceof Error ? cause.message : String(cause)), { cause });
  });
  const failed = events.find(event => event.error !== undefined);
  if (failed !== undefined) throw new PracticeError(failure(said, failed.error ?? ''));
}

const failure = (said: readonly string[], reason: string): string =>
  [`the practice image cannot be built: ${reason}`, ...said.slice(-KEPT_LINES)].join('\n');

// Docker knows these build arguments by itself and keeps them out of the image.
function proxies(): Record<string, string> {
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];
  return Object.fromEntries(names.flatMap(name => (process.env[name] ? [[name, process.env[name]]] : [])));
}
