import type Docker from 'dockerode';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand, type Say } from './command.ts';
import { defaultStateDir } from './engine-state.ts';
import { hasImage } from './has-image.ts';
import { canInstall, installPackages, isThere } from './packages.ts';
import { PracticeError } from './practice-error.ts';

const PULL_MS = 120_000;
/** A registry that answers has said something by then. */
const SILENCE_MS = 20_000;
const IMPORTED = 'orixoon-practice-base';
const RELEASE = 'bookworm';

/** The Debian image from the registry; undefined where no registry answers. */
export async function pullBase(docker: Docker, say: Say): Promise<string | undefined> {
  const name = process.env['ORIXOON_PRACTICE_BASE'] ?? 'debian:bookworm-slim';
  if (await hasImage(docker, name)) return name;
  // Built once from packages, it does: no need to ask a registry that did not answer then.
  if (process.env['ORIXOON_PRACTICE_BASE'] === undefined && (await hasImage(docker, `${IMPORTED}:${RELEASE}`)))
    return undefined;
  say(`pulling ${name}`);
  try {
    await pull(docker, name);
    return name;
  } catch (error) {
    say(`no registry gives us ${name}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

async function pull(docker: Docker, name: string): Promise<void> {
  const abort = new AbortController();
  const giveUp = (): void => abort.abort();
  let silence = setTimeout(giveUp, SILENCE_MS);
  const whole = setTimeout(giveUp, PULL_MS);
  try {
    const stream = await docker.pull(name, { abortSignal: abort.signal });
    abort.signal.addEventListener('abort', () => (stream as NodeJS.ReadableStream & { destroy(): void }).destroy());
    await new Promise<void>((resolve, reject) => {
      abort.signal.addEventListener('abort', () => reject(new Error('it takes too long')));
      docker.modem.followProgress(
        stream,
        error => (error ? reject(error) : resolve()),
        () => {
          clearTimeout(silence);
          silence = setTimeout(giveUp, SILENCE_MS);
        },
      );
    });
  } finally {
    clearTimeout(silence);
    clearTimeout(whole);
  }
}

/** A minimal Debian from its packages, for where no registry answers. */
export async function importDebian(docker: Docker, say: Say): Promise<string> {
  const tag = `${IMPORTED}:${RELEASE}`;
  if (await hasImage(docker, tag)) return tag;
  if (process.getuid?.() !== 0 || !(await isThere('/etc/debian_version'))) {
    throw new PracticeError('no registry gives us a Debian image, and only root on a Debian machine can make one');
  }
  if (!(await isThere('/usr/sbin/debootstrap')) && (await canInstall())) {
    await installPackages(defaultStateDir(), 'image', ['debootstrap', 'debian-archive-keyring'], say);
  }
  const directory = await mkdtemp(path.join(tmpdir(), 'orixoon-base-'));
  try {
    say(`building a minimal Debian ${RELEASE} from its packages (about a minute)`);
    const onLine = (line: string): void => {
      if (/^I: (Retrieving Release|Installing core|(Unpacking|Configuring) required|Base system)/.test(line)) say(line);
    };
    await runCommand(['debootstrap', '--variant=minbase', RELEASE, directory], { onLine });
    say(`importing it as ${tag}`);
    await importDirectory(docker, directory, tag);
    return tag;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function importDirectory(docker: Docker, directory: string, tag: string): Promise<void> {
  const exclude = ['./var/cache/apt/archives/*.deb', './var/lib/apt/lists/*'].flatMap(pattern => [
    '--exclude',
    pattern,
  ]);
  const tar = spawn('tar', ['-C', directory, '--numeric-owner', ...exclude, '-c', '.'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(tar, 'close');
  const [repo, version] = tag.split(':') as [string, string];
  const stream = await docker.importImage(tar.stdout, { repo, tag: version });
  await new Promise<void>((resolve, reject) => {
    docker.modem.followProgress(stream, error => (error ? reject(error) : resolve()));
  });
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new PracticeError(`tar of ${directory} ended with ${code}`);
}
